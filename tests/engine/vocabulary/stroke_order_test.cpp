#include <algorithm>
#include <catch2/catch.hpp>
#include <string>
#include <vector>

#include "engine/vocabulary/vocabulary.hpp"

using namespace bole;

namespace {
std::string key(std::string_view name) { return Vocabulary::built_in().stroke_key(name); }

std::vector<std::string> sorted(std::vector<std::string> names) {
  std::ranges::sort(names, {}, [](const std::string& name) { return key(name); });
  return names;
}
using Names = std::vector<std::string>;
}  // namespace

TEST_CASE("surnames with fewer strokes come first", "[stroke_order]") {
  CHECK(sorted({"戴", "李", "王", "魏", "丁", "黄", "马"}) ==
        Names{"丁", "马", "王", "李", "黄", "戴", "魏"});
}

TEST_CASE("equal strokes go by 横竖撇点折, stroke by stroke", "[stroke_order]") {
  CHECK(sorted({"刁", "卜", "丁"}) == Names{"丁", "卜", "刁"});
  CHECK(sorted({"邓", "孔", "毛", "尹", "方", "王", "文"}) ==
        Names{"王", "毛", "文", "方", "尹", "孔", "邓"});
  CHECK(sorted({"孙", "许", "安", "江", "刘", "任", "朱", "吕", "邢"}) ==
        Names{"邢", "吕", "朱", "任", "刘", "江", "安", "许", "孙"});
}

TEST_CASE("the same surname goes on to the given name", "[stroke_order]") {
  CHECK(sorted({"李强", "李丁", "李一", "李"}) == Names{"李", "李一", "李丁", "李强"});
}

TEST_CASE("a compound surname goes by its characters", "[stroke_order]") {
  CHECK(sorted({"欧阳一", "欧一", "欧丁"}) == Names{"欧一", "欧丁", "欧阳一"});
}

TEST_CASE("characters with the same strokes keep one order", "[stroke_order]") {
  CHECK(key("李") != key("杏"));
  CHECK(sorted({"b", "a"}) == Names{"a", "b"});
}

TEST_CASE("what has no strokes comes last, and the dot in a name counts for nothing",
          "[stroke_order]") {
  CHECK(sorted({"A", "龘", "一"}) == Names{"一", "龘", "A"});
  CHECK(sorted({"阿·乙", "阿丁丁", "阿甲"}) == Names{"阿·乙", "阿丁丁", "阿甲"});
}

TEST_CASE("a character beyond the basic plane has its strokes", "[stroke_order]") {
  CHECK(sorted({"A", "𠮷", "一", "龘"}) == Names{"一", "𠮷", "龘", "A"});
}
