// .lrm: the old text form (V2.0). One record of 33 quoted fields joined by commas; ~ is a line end,
// # joins 学历 and 学位, @ joins 全日制 and 在职 and the members of a list. Quotes inside a field
// are not escaped, so fields are parted by the three characters "," together.
#include <array>
#include <optional>
#include <vector>

#include "engine/normalise/issue_codes.hpp"
#include "engine/text/fold.hpp"
#include "index/import/formats/form_file.hpp"

namespace bole::formats {
namespace {
constexpr std::size_t field_count = 33;

// Where each field belongs on the form; fields that are lists, or empty by the format, are named
// "" and handled apart.
constexpr std::array<std::string_view, field_count> places{
    "XingMing",
    "XingBie",
    "ChuShengNianYue",
    "MinZu",
    "JiGuan",
    "RuDangShiJian",
    "JianKangZhuangKuang",
    "ChuShengDi",
    "CanJiaGongZuoShiJian",
    "",  // 9: 学历 and 学位
    "",  // 10: 院校系及专业
    "ZhuanYeJiShuZhiWu",
    "",
    "",
    "",
    "",
    "ShuXiZhuanYeYouHeZhuanChang",
    "JianLi",
    "JiangChengQingKuang",
    "NianDuKaoHeJieGuo",
    "",  // 20 to 24: family
    "",
    "",
    "",
    "",
    "XianRenZhiWu",
    "NiRenZhiWu",
    "NiMianZhiWu",
    "RenMianLiYou",
    "ChengBaoDanWei",
    "JiSuanNianLingShiJian",
    "TianBiaoRen",
    "TianBiaoShiJian",
};

// More pieces than any real file has are not parted further.
constexpr std::size_t most_pieces = 200;

std::vector<std::string> parted(std::string_view text, std::string_view sign) {
  std::vector<std::string> pieces;
  for (std::size_t begin = 0;;) {
    const std::size_t at =
        pieces.size() < most_pieces ? text.find(sign, begin) : std::string_view::npos;
    pieces.emplace_back(text.substr(begin, at - begin));
    if (at == std::string_view::npos) return pieces;
    begin = at + sign.size();
  }
}

void put(RawRecord& raw, std::string_view element, std::string text) {
  for (char& c : text) {
    if (c == '~') c = '\n';
  }
  if (element != "JianLi") text = std::string(trim(text));
  if (!trim(text).empty()) raw.fields.emplace_back(element, std::move(text));
}

// What a field holds beyond its parts is kept as it stands.
void keep_surplus(RawRecord& raw, Issues& issues, std::size_t field, const std::string& text,
                  std::string_view known) {
  if (without_blanks(text).find_first_not_of("#@") == std::string::npos) return;
  const std::string name = "lrm_" + std::to_string(field);
  issues.push_back(make_issue("unknown_element", {.field = name, .found = text},
                              "旧格式第 " + std::to_string(field + 1) + " 项只有" +
                                  std::string(known) + "，多出的“" + text + "”已原样保留"));
  raw.unknown.emplace_back(name, text);
}

// 全日制 # 全日制 @ 在职 # 在职
void put_education(RawRecord& raw, Issues& issues, std::size_t field, const std::string& text,
                   std::string_view ending) {
  const std::vector<std::string> modes = parted(text, "@");
  constexpr std::string_view known = "全日制和在职两组，每组两个值";
  for (std::size_t mode = 2; mode < modes.size(); ++mode)
    keep_surplus(raw, issues, field, modes[mode], known);
  for (std::size_t mode = 0; mode < modes.size() && mode < 2; ++mode) {
    const std::string prefix = mode == 0 ? "QuanRiZhiJiaoYu_" : "ZaiZhiJiaoYu_";
    const std::vector<std::string> parts = parted(modes[mode], "#");
    for (std::size_t part = 0; part < parts.size() && part < 2; ++part)
      put(raw, prefix + (part == 0 ? "XueLi" : "XueWei") + std::string(ending), parts[part]);
    for (std::size_t part = 2; part < parts.size(); ++part)
      keep_surplus(raw, issues, field, parts[part], known);
  }
}

void put_family(RawRecord& raw, const std::vector<std::string>& fields) {
  constexpr std::size_t first = 20;
  std::vector<FamilyMember> family;
  for (std::size_t column = 0; column < 5; ++column) {
    const std::vector<std::string> values = parted(fields[first + column], "@");
    if (family.size() < values.size()) family.resize(values.size());
    for (std::size_t i = 0; i < values.size(); ++i) {
      FamilyMember& member = family[i];
      const std::array<std::string*, 5> targets{&member.relation, &member.name, &member.birth,
                                                &member.party, &member.work};
      *targets[column] = std::string(trim(values[i]));
    }
  }
  std::erase(family, FamilyMember{});
  if (!family.empty()) raw.family = std::move(family);
}

std::optional<RawRecord> parse(std::string text, Issues& issues) {
  std::string_view record = trim(text);
  std::vector<std::string> fields;
  if (record.size() >= 2 && record.starts_with('"') && record.ends_with('"'))
    fields = parted(record.substr(1, record.size() - 2), "\",\"");
  if (fields.size() != field_count) {
    const std::string count = std::to_string(fields.size()) + " 项";
    issues.push_back(make_issue(
        "bad_lrm", {.found = count, .expected = "33 项"},
        "旧格式 .lrm 应有 33 个带引号、以逗号分隔的项，现读到 " + count + "，不能确定各项的位置"));
    return std::nullopt;
  }
  RawRecord raw;
  for (std::size_t i = 0; i < field_count; ++i) {
    if (!places[i].empty()) {
      put(raw, places[i], fields[i]);
    } else if (i >= 12 && i <= 15 && !trim(fields[i]).empty()) {
      const std::string name = "lrm_" + std::to_string(i);
      issues.push_back(
          make_issue("unknown_element", {.field = name, .found = trim(fields[i])},
                     "旧格式第 " + std::to_string(i + 1) + " 项应为空，内容已原样保留"));
      raw.unknown.emplace_back(name, trim(fields[i]));
    }
  }
  put_education(raw, issues, 9, fields[9], "");
  put_education(raw, issues, 10, fields[10], "_BiYeYuanXiaoXi");
  put_family(raw, fields);
  return raw;
}

Decoded decode_text(std::string_view bytes) { return decode(bytes); }

bool sniff(std::string_view head) {
  const std::string text = decode(head).text;
  const std::string_view begin = trim(text);
  return begin.starts_with('"') && begin.find("\",\"") != std::string_view::npos;
}

bool read(ByteSource& bytes, const std::string& source, const RecordSink& sink) {
  return read_form_file({&decode_text, &parse}, bytes, source, sink);
}
}  // namespace

extern const ImportFormat lrm;
const ImportFormat lrm{"lrm", "lrm", &sniff, &read};
}  // namespace bole::formats
