#pragma once
#include <string>

namespace bole::peers {

// Medians over the rounds of all rows found, as a Markdown table with each peer's ratio to Bole,
// and how far the numbers of people found agree, with the reasons where they do not.
void print_report(const std::string& directory);

}  // namespace bole::peers
