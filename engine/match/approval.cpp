#include "engine/match/approval.hpp"

#include "engine/match/gate.hpp"

namespace bole {

Approval read_approval(JsonReader& reader) {
  Approval approval{};
  approval.profile.text = reader.text_or("profile");
  approval.rule = reader.text("rule");
  if (!approval.rule.empty() && !find_gate(approval.rule)) {
    reader.fail("unknown_rule", "没有编号为“" + approval.rule + "”的法定条件", "rule");
  }
  approval.document = reader.text("document");
  const std::string date = reader.text("date");
  if (const auto day = parse_day(date)) {
    approval.date = *day;
  } else {
    reader.fail("bad_date", "批复日期“" + date + "”不存在或写法不对，应为 2026-03-01", "date");
  }
  approval.by = reader.text_or("by");
  approval.at = reader.text_or("at");
  return approval;
}

void write_approval(JsonWriter& out, const Approval& approval) {
  out.begin_object().field_if("profile", approval.profile.text).field("rule", approval.rule);
  out.field("document", approval.document).field("date", to_string(approval.date));
  out.field_if("by", approval.by).field_if("at", approval.at).end_object();
}

std::string in_words(const Approval& approval) {
  return approval.document + "，" + to_string(approval.date);
}
}  // namespace bole
