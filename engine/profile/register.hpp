#pragma once
#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "engine/core/date.hpp"
#include "engine/core/id.hpp"
#include "engine/core/level.hpp"
#include "engine/core/result.hpp"
#include "engine/core/text_hash.hpp"

namespace bole {

struct FormerName {
  std::string name{};
  std::optional<PartialDate> until{};
};

struct Organisation {  // 机构
  OrganisationId id{};
  std::string name{};
  std::vector<std::string> short_names{};
  std::vector<FormerName> former{};
  OrganisationId parent{};
  Level level = Level::unknown;  // 机构规格, as the level of its 正职
  std::string kind{};            // vocabulary organisation_kinds: 市直|区县|乡镇|街道|…
  std::string system{};  // 党委|政府|人大|政协|纪检监察|司法|群团|事业|国企|高校
  std::string division{};
  std::optional<bool> grassroots{};
  std::optional<bool> hard{};
  std::optional<PartialDate> valid_from{};
  std::optional<PartialDate> valid_to{};
};

struct Post {  // 职位
  PostId id{};
  OrganisationId organisation{};
  std::string title{};
  Level level = Level::unknown;
  bool head = false;                   // 正职
  std::vector<std::string> classes{};  // closed table, model §2.1
  int seats = 1;                       // 职数
};

// The register of organisations and posts (机构职位名册). A value: built once, then only read.
class Register {
 public:
  void put(Organisation organisation);  // replaces one of the same id
  void put(Post post);

  [[nodiscard]] const Organisation* find(const OrganisationId& id) const;
  [[nodiscard]] const Post* find(const PostId& id) const;
  // By full, short or former name, exactly; null when unknown or when several carry the name.
  [[nodiscard]] const Organisation* by_name(std::string_view name) const;
  // The longest name that the text begins with, e.g. 样例市财政局 in 样例市财政局预算科; null if
  // none, or if several carry that name.
  [[nodiscard]] const Organisation* by_prefix(std::string_view text) const;
  [[nodiscard]] const Post* post_of(const OrganisationId& organisation,
                                    std::string_view title) const;
  // In the order of their ids. Valid until the next put.
  [[nodiscard]] std::vector<const Organisation*> organisations() const;
  [[nodiscard]] std::vector<const Post*> posts() const;
  [[nodiscard]] bool empty() const { return organisations_.empty(); }

 private:
  using Place = std::uint32_t;  // in organisations_, posts_ or carriers_
  std::vector<Place>& carriers_of(const std::string& name);

  std::vector<Organisation> organisations_;
  std::vector<Post> posts_;
  std::unordered_map<OrganisationId, Place> organisation_places_;
  std::unordered_map<PostId, Place> post_places_;
  std::unordered_map<OrganisationId, std::vector<Place>> posts_of_;
  // Who carries a name, in carriers_; the same names by hash and in order.
  std::vector<std::vector<Place>> carriers_;
  std::unordered_map<std::string, Place, TextHash, std::equal_to<>> names_;
  std::map<std::string, Place, std::less<>> ordered_names_;
};

// One NDJSON line of the register ("record":"organisation" or "post"), and back. The reader
// refuses wrong types, unknown keys, ids that are not letters, digits, "-", "_" or ".", and words
// outside closed lists (bad_register_line, with the pointer as `where`). A parent or organisation
// that the register does not know is no error here: lines come in any order.
[[nodiscard]] Result<Done> read_register_line(std::string_view line, Register& into);
[[nodiscard]] Result<Organisation> organisation_from_json(std::string_view json);
[[nodiscard]] Result<Post> post_from_json(std::string_view json);
[[nodiscard]] std::string to_json(const Organisation& organisation);
[[nodiscard]] std::string to_json(const Post& post);

}  // namespace bole
