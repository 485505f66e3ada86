#include "engine/normalise/issue_codes.hpp"

#include <algorithm>
#include <array>
#include <cassert>

#include "engine/core/json_writer.hpp"
#include "engine/text/fold.hpp"
#include "engine/text/forbidden.hpp"

namespace bole {
std::span<const IssueCode> all_issue_codes() {
  using enum Severity;
  static constexpr std::array<IssueCode, 94> all{{
      {"age_out_of_range", warning, "按出生年月，填表时年龄不在 18 至 99 周岁之间"},
      {"appraisal_without_grade", warning, "考核年度没有等次"},
      {"appraisal_without_year", warning, "考核等次没有写明年度，未计入"},
      {"archive_damaged", error, "压缩包或其中一个文件损坏"},
      {"archive_encrypted", error, "压缩包中的文件加了密，不读"},
      {"archive_nested", error, "压缩包里又有压缩包，不读"},
      {"bad_bytes", warning, "有字节不是该编码的字符，以替代符号读入"},
      {"bad_date", warning, "日期读不出来或不存在，该项按未知处理"},
      {"bad_id", error, "人员编号含有字母、数字和 - _ . 以外的字符，或过长"},
      {"bad_id_checksum", warning, "公民身份号码校验码不符"},
      {"bad_id_number", warning, "公民身份号码位数、字符或其中的日期不对"},
      {"bad_json", error, "这一行不是完整的 JSON"},
      {"bad_lrm", error, "旧格式 .lrm 应有 33 项，实际不是"},
      {"bad_photo", warning, "照片不是完整的 Base64 文本，未读入"},
      {"bad_register_line", error, "机构或职位的一行不合格式"},
      {"bad_span", warning, "字符位置不在简历文字之内，已去掉"},
      {"bad_value", warning, "值不在允许的范围之内，该项按未知处理"},
      {"birth_after_work_start", warning, "出生年月晚于参加工作时间"},
      {"coded_value", info, "写的是代码，按代码的含义读入"},
      {"conflicting_appraisal", warning, "同一年度有两个不同的考核等次"},
      {"contradicts_earlier", warning,
       "本次导入中同一人的任免表与台账此项不同，保留先读到的，其余已合并"},
      {"control_character", warning, "有控制字符，以空格代替"},
      {"date_before_birth", warning, "日期早于出生"},
      {"date_in_words", info, "日期没有写明月份（如“1995年春”），只按年记"},
      {"doctype_refused", error, "XML 含有文档类型或实体声明，不读"},
      {"duplicate_element", warning, "元素重复，用第一个，其余原样保留"},
      {"duplicate_key", warning, "JSON 对象中同一个键出现两次，用第一个"},
      {"duplicate_person", error, "本次导入中已有同一人且两处所写不同，后一条未导入"},
      {"duplicate_register_line", error, "本次导入中已有同一机构或职位且内容不同，后一条未导入"},
      {"education_alias", info, "学历写的是通称，按标准名称记"},
      {"education_mismatch", warning, "学历学位与毕业院校的个数不一致"},
      {"empty_file", error, "文件是空的"},
      {"encoding_mismatch", warning, "文件声明的编码与实际不符，按实际读入"},
      {"end_before_start", warning, "结束早于开始"},
      {"end_missing", info, "简历一段没有写明结束时间"},
      {"extra_content", warning, "根元素之后还有内容，未读入"},
      {"family_birth_order", warning, "父母或子女的出生年月与本人先后颠倒"},
      {"future_date", warning, "日期晚于填表时间"},
      {"id_birth_mismatch", warning, "公民身份号码中的出生日期与出生年月不同"},
      {"id_sex_mismatch", warning, "公民身份号码的顺序码与性别不符"},
      {"id_taken", error, "编号在库中是另一个人，此条未导入"},
      {"implausible_date", warning, "日期早得不合常理"},
      {"impossible_date", warning, "月份或日期不存在，只用其前面的部分"},
      {"leading_garbage", warning, "XML 之前有多余字符，已略去"},
      {"league_member_over_28", warning, "家庭成员是共青团员，却已满 28 周岁"},
      {"matched_by_id_number", info, "按公民身份号码认定为库中编号不同的同一人"},
      {"matched_by_name", warning, "按姓名、出生年月和参加工作时间认定为库中同一人"},
      {"missing_name", error, "没有姓名"},
      {"nested_element", warning, "应只有文字的元素内又有元素，文字连在一起读入"},
      {"no_identity", error, "没有编号、公民身份号码和姓名，无法认定是谁"},
      {"not_an_object", error, "这一行的 JSON 不是对象"},
      {"not_xml", error, "不是（完整的）XML"},
      {"party_under_18", warning, "入党时不满 18 周岁"},
      {"person_tag_lost", warning, "找不到人工标注所在的那段任职，标注无处安放"},
      {"photo_not_image", warning, "照片不是完整的图片，仍按原样记下"},
      {"possible_duplicate", warning, "库中有姓名、出生年月相同的人，已作为另一人录入"},
      {"repeated_item_key", warning, "同一列表内 key 重复"},
      {"resume_gap", warning, "简历前后两段之间空缺一个月以上"},
      {"resume_overlap", warning, "简历前后两段时间重叠"},
      {"resume_unparsed", info, "简历中有一行不是经历，原样保留"},
      {"retirement_month_differs", warning, "到龄年月与推算不同"},
      {"sanction_unverified", warning, "处分缺少机关、文号、日期或种类全称，需核实"},
      {"store_refused", error, "库的规则拒绝保存此条"},
      {"stray_text", warning, "有不属于任何信息项的文字，已原样保留"},
      {"too_deep", error, "嵌套过深，不读"},
      {"too_large", error, "文件或一行过大，不读"},
      {"too_long", warning, "超过任免表该项的字数"},
      {"too_long_to_read", warning, "一项文字过长，未解读，原文已保留"},
      {"too_many_elements", error, "XML 元素过多，不读"},
      {"truncated_line", error, "最后一行不完整，文件可能没有传完"},
      {"unbalanced_bracket", info, "简历中的括号不成对"},
      {"unexpected_attribute", info, "XML 元素带有属性，未读入"},
      {"unknown_degree", warning, "学位不在学位代码之内，原样保留"},
      {"unknown_education", warning, "学历不在学历代码之内，原样保留"},
      {"unknown_element", info, "元素不在任免表的信息项之内，已原样保留"},
      {"unknown_ethnic_group", warning, "民族不在民族名称代码之内，或不是全称"},
      {"unknown_format", error, "不认识的文件类型，不读"},
      {"unknown_key", warning, "JSON 中有不认识的键，未读入"},
      {"unknown_party", warning, "不是已知的党派，原样保留"},
      {"unknown_reference", warning, "引用的任职不存在"},
      {"unknown_schema", error, "干部信息的格式版本本程序不认识"},
      {"unlisted_degree", info, "学位不在学位代码之内，但写法可辨，原样保留"},
      {"unlisted_professional_title", info, "专业技术职务不在职称表之内，原样保留"},
      {"unread_text", warning, "有一段文字没有读懂，原文已保留"},
      {"unreadable_character", warning, "姓名含有造字区或损坏的字符"},
      {"unreadable_date", warning, "简历一行的起止时间无法识别，整行保留"},
      {"unreadable_file", error, "文件或文件夹打不开或读不下去"},
      {"unsafe_path", error, "压缩包内的路径是绝对路径或含有“..”，不读"},
      {"unsupported_encoding", error, "文件的编码本程序不读"},
      {"verified_kept", warning, "与档案核对过的值与导入的不同，保留核对过的值"},
      {"work_start_under_18", warning, "参加工作时不满 18 周岁"},
      {"wrong_root", error, "XML 的根元素不是 Person"},
      {"wrong_type", warning, "JSON 值的类型不对，该项按未知处理"},
      {"zip_bomb", error, "压缩包内文件的压缩比或大小超过上限，不读"},
  }};
  return all;
}

std::string_view to_string(Severity severity) {
  switch (severity) {
    case Severity::error:
      return "error";
    case Severity::warning:
      return "warning";
    case Severity::info:
      return "info";
  }
  return "";
}

std::string shorten(std::string_view text) {
  constexpr std::size_t most = 60;
  const std::string_view first = first_characters(text, most);
  std::string shown = first.size() == text.size() ? std::string(text) : std::string(first) + "…";
  ForbiddenSeen ignored;
  replace_forbidden(shown, ignored);
  std::replace_if(
      shown.begin(), shown.end(), [](char c) { return c == '\n' || c == '\r' || c == '\t'; }, ' ');
  return shown;
}

Issue make_issue(std::string_view code, const Seen& seen, std::string message) {
  const auto all = all_issue_codes();
  const auto entry = std::find_if(all.begin(), all.end(),
                                  [&](const IssueCode& known) { return known.code == code; });
  assert(entry != all.end());
  return Issue{.code = std::string(code),
               .severity = entry == all.end() ? Severity::warning : entry->severity,
               .row = 0,
               .field = std::string(seen.field),
               .found = shorten(seen.found),
               .expected = shorten(seen.expected),
               .message = std::move(message)};
}

void write_issue(JsonWriter& json, const Issue& issue) {
  json.begin_object()
      .field("code", issue.code)
      .field("severity", to_string(issue.severity))
      .field("row", issue.row)
      .field("field", issue.field)
      .field("found", issue.found)
      .field("expected", issue.expected)
      .field("message", issue.message)
      .end_object();
}
}  // namespace bole
