#include "engine/query/saved_search.hpp"

#include <algorithm>

#include "engine/core/chosen_id.hpp"
#include "engine/core/date.hpp"
#include "engine/core/json_reader.hpp"
#include "engine/core/json_writer.hpp"
#include "engine/text/fold.hpp"

namespace bole {
namespace {
constexpr std::size_t longest_name = 100;
constexpr std::size_t longest_request = 64 * 1024;

// 2026-03-01T08:00:00Z
bool is_time(std::string_view text) {
  constexpr std::string_view form = "0000-00-00T00:00:00Z";
  if (text.size() != form.size() || !parse_day(text.substr(0, 10))) return false;
  for (std::size_t i = 10; i < form.size(); ++i) {
    const bool digit = text[i] >= '0' && text[i] <= '9';
    if (form[i] == '0' ? !digit : text[i] != form[i]) return false;
  }
  return text.substr(11, 2) < "24" && text.substr(14, 2) < "60" && text.substr(17, 2) < "61";
}
}  // namespace

Result<SavedSearch> saved_search_from_json(std::string_view json) {
  JsonReader reader(json);
  SavedSearch search;
  search.id.text = reader.text("id");
  if (!is_chosen_id(search.id.text)) {
    reader.fail("bad_saved_search_id",
                "编号“" + search.id.text + "”不可用，应为不超过64个小写字母、数字、- 和 _", "id");
  }
  search.name = reader.text("name");
  if (trim(search.name).empty() || count_characters(search.name) > longest_name) {
    reader.fail("bad_name",
                "名称应有1到" + std::to_string(longest_name) + "个字符，实有" +
                    std::to_string(count_characters(search.name)) + "个",
                "name");
  }
  search.owner.text = reader.text("owner");
  if (search.owner.empty()) reader.fail("missing_key", "没有说明归谁所有", "owner");
  search.request = reader.text("request");
  if (search.request.size() > longest_request) {
    reader.fail("bad_request",
                "检索条件有" + std::to_string(search.request.size()) + "字节，最多" +
                    std::to_string(longest_request) + "字节",
                "request");
  } else if (const JsonReader request(search.request); request.error()) {
    reader.fail("bad_request", "检索条件" + request.error()->message, "request");
  }
  search.created = reader.text("created");
  if (!is_time(search.created)) {
    reader.fail("bad_time",
                "时间“" + search.created + "”不存在或写法不对，应为“2026-03-01T08:00:00Z”",
                "created");
  }
  reader.finish();
  return finished(reader, std::move(search));
}

std::string to_json(const SavedSearch& search) {
  std::string out;
  JsonWriter json(out);
  json.begin_object().field("id", search.id.text).field("name", search.name);
  json.field("owner", search.owner.text).field("request", search.request);
  json.field("created", search.created).end_object();
  return out;
}

Result<Done> accept_saved_search(const std::optional<SavedSearch>& before, const SavedSearch& after,
                                 std::string_view by) {
  if (before ? before->owner.text != by : after.owner.text != by) {
    return Error{.kind = Refusal::denied,
                 .code = "not_the_owner",
                 .message = "保存的检索只能由其所有人新建和修改"};
  }
  if (!before) return Done{};
  if (after.owner != before->owner) {
    return Error{.kind = Refusal::conflict,
                 .code = "owner_changed",
                 .message = "保存的检索不能转给他人；请由对方另行保存"};
  }
  if (after.created != before->created) {
    return Error{.kind = Refusal::conflict,
                 .code = "created_changed",
                 .message = "保存的检索的建立时间不能改动"};
  }
  return Done{};
}
}  // namespace bole
