#include <xapian.h>

#include "index/text/own_process.hpp"
#include "index/text/text_files.hpp"
#include "index/text/text_index.hpp"

namespace bole {
namespace {
// What is wrong with the database; empty when nothing is.
std::string check_database(const std::string& path) {
  try {
    const std::size_t errors = Xapian::Database::check(path, 0, nullptr);
    return errors == 0 ? std::string() : "有 " + std::to_string(errors) + " 处结构错误";
  } catch (const Xapian::Error& error) {
    return error.get_description();
  }
}
}  // namespace

std::string check_xapian_text_index(const std::string& directory) {
  TextFiles files(directory);
  const std::string fault = files.read_manifest();
  if (!fault.empty() || files.generation() == 0) return fault;
  OwnProcess checking([&] { return check_database(files.path_of(files.generation())); });
  const auto found = checking.answer();
  if (found) return *found;
  return "检查进程被损坏的内容中断（" + checking.ended_by() + "）";
}
}  // namespace bole
