#include "engine/profile/pool.hpp"

#include <algorithm>
#include <array>

#include "engine/core/chosen_id.hpp"
#include "engine/core/json_reader.hpp"
#include "engine/core/json_writer.hpp"
#include "engine/vocabulary/vocabulary.hpp"

namespace bole {
namespace {
constexpr std::array<std::string_view, 4> channels{"组织部门掌握", "地方推荐", "单位推荐",
                                                   "系统推荐"};
constexpr std::array<std::string_view, 4> statuses{"拟入", "在库", "待复核", "出库"};

template <std::size_t N>
bool contains(const std::array<std::string_view, N>& words, std::string_view word) {
  return std::find(words.begin(), words.end(), word) != words.end();
}
}  // namespace

Result<Pool> pool_from_json(std::string_view json) {
  JsonReader reader(json);
  Pool pool{};
  pool.id.text = reader.text("id");
  if (!is_chosen_id(pool.id.text) || pool.id.text == whole_store_pool) {
    reader.fail("bad_pool_id",
                "库编号“" + pool.id.text + "”不可用，应为小写字母、数字、- 和 _，且不是 all", "id");
  }
  pool.name = reader.text("name");
  pool.purpose = reader.text("purpose");
  pool.owner = reader.text("owner");
  pool.category = reader.text_or("category");
  pool.industry = reader.text_or("industry");
  pool.field = reader.text_or("field");
  if (!pool.field.empty()) {
    if (const Field* field = Vocabulary::built_in().field(pool.field)) {
      pool.field = field->id;
    } else {
      reader.fail("unknown_field", "词表中没有专业领域“" + pool.field + "”", "field");
    }
  }
  pool.tier = reader.text_or("tier");
  pool.review_months = static_cast<int>(reader.integer_or("review_months", 1, 120, 12));
  reader.finish();
  return finished(reader, std::move(pool));
}

std::string to_json(const Pool& pool) {
  std::string json;
  JsonWriter out(json);
  out.begin_object().field("id", pool.id.text).field("name", pool.name);
  out.field("purpose", pool.purpose).field("owner", pool.owner);
  out.field_if("category", pool.category).field_if("industry", pool.industry);
  out.field_if("field", pool.field).field_if("tier", pool.tier);
  out.field("review_months", pool.review_months).end_object();
  return json;
}

Result<Membership> membership_from_json(std::string_view json) {
  JsonReader reader(json);
  Membership member{};
  member.profile.text = reader.text("profile");
  member.channel = reader.text("channel");
  if (!contains(channels, member.channel)) {
    reader.fail(
        "unknown_channel",
        "入库渠道为“" + member.channel + "”，应为 组织部门掌握、地方推荐、单位推荐、系统推荐 之一",
        "channel");
  }
  member.by = reader.text_or("by");
  member.date = reader.text_or("date");
  if (!member.date.empty() && !parse_day(member.date)) {
    reader.fail("bad_date", "入库日期“" + member.date + "”不存在", "date");
  }
  member.reason = reader.text("reason");
  member.evidence = reader.texts("evidence");
  member.status = reader.text("status");
  if (!contains(statuses, member.status)) {
    reader.fail("unknown_status",
                "在库状态为“" + member.status + "”，应为 拟入、在库、待复核、出库 之一", "status");
  }
  const std::string due = reader.text_or("review_due");
  if (!due.empty()) {
    member.review_due = parse_day(due);
    if (!member.review_due) reader.fail("bad_date", "复核日期“" + due + "”不存在", "review_due");
  }
  member.exit_reason = reader.text_or("exit_reason");
  reader.finish();
  return finished(reader, std::move(member));
}

std::string to_json(const Membership& member) {
  std::string json;
  JsonWriter out(json);
  out.begin_object().field("profile", member.profile.text).field("channel", member.channel);
  out.field("by", member.by).field("date", member.date).field("reason", member.reason);
  out.key("evidence").begin_array();
  for (const std::string& evidence : member.evidence) out.text(evidence);
  out.end_array().field("status", member.status);
  if (member.review_due) out.field("review_due", to_string(*member.review_due));
  out.field_if("exit_reason", member.exit_reason).end_object();
  return json;
}
}  // namespace bole
