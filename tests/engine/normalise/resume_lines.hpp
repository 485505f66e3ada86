#pragma once
#include <string>

#include "engine/normalise/resume.hpp"

// Appointments as short lines, for tests to compare.
namespace bole {

inline std::string dates_of(const Appointment& a) {
  const std::string from = a.from ? to_string(*a.from) : "?";
  return from + "--" + (a.open ? "" : a.to ? to_string(*a.to) : "?");
}

inline std::string posts_of(const Appointment& a) {
  std::string line;
  for (const HeldPost& post : a.posts) {
    if (!line.empty()) line += ", ";
    line += post.organisation.text + "|" + post.title;
    if (post.stage != 1) line += "|" + std::to_string(post.stage);
  }
  return line;
}

// "a4 学习 2008.09--2011.06 in a3: 甲局|副局长, 甲局|局长|2"
inline std::string line_of(const Appointment& a) {
  std::string line = a.key + " " + a.kind + " " + dates_of(a);
  if (!a.concurrent_with.empty()) line += " in " + a.concurrent_with;
  if (!a.posts.empty()) line += ": " + posts_of(a);
  return line;
}

}  // namespace bole
