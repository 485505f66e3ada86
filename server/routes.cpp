#include "server/api/handlers.hpp"

namespace bole {
namespace {
constexpr std::uint64_t small = 64 * 1024;
constexpr std::uint64_t medium = 1024 * 1024;
constexpr std::uint64_t upload = 256ULL << 20U;
using enum Method;

Route at(Method method, std::string_view pattern, std::string_view action, std::string_view summary,
         Result<Response> (*handle)(Call&)) {
  Route route;
  route.method = method;
  route.pattern = pattern;
  route.action = action;
  route.summary = summary;
  route.handle = handle;
  return route;
}

const std::vector<Route>& table() {
  static const std::vector<Route> routes{
      at(get, "/", "home", "说明页", api::home).open().gives_text("text/html"),
      at(get, "/healthz", "healthz", "进程在运行", api::healthz).open().gives("Status"),
      at(get, "/readyz", "readyz", "可以服务；不可以时说明原因", api::readyz)
          .open()
          .gives("Status"),
      at(get, "/openapi.json", "openapi", "接口说明（OpenAPI 3.1）", api::openapi_json)
          .open()
          .gives("Document"),
      at(get, "/metrics", "metrics", "运行指标（Prometheus 文本）", api::metrics)
          .gives_text("text/plain"),
      at(post, "/api/v1/search", "search", "检索人员", api::search)
          .takes("SearchRequest", small)
          .gives("SearchAnswer"),
      at(get, "/api/v1/saved-searches", "saved_search.list", "自己保存的检索", api::saved_searches)
          .gives("SavedSearches"),
      at(get, "/api/v1/saved-searches/{id}", "saved_search.read", "一项保存的检索",
         api::saved_search)
          .gives("SavedSearch")
          .versioned(),
      at(put, "/api/v1/saved-searches/{id}", "saved_search.save", "保存检索", api::save_search)
          .takes("SearchToSave", medium)
          .gives("SavedSearch", 201)
          .on_version_if_held(),
      at(remove, "/api/v1/saved-searches/{id}", "saved_search.delete", "删除保存的检索",
         api::delete_saved_search)
          .gives_nothing()
          .on_version(),
      at(get, "/api/v1/profiles/{id}", "profile.read", "一人的现行记录（不含封存信息）",
         api::profile)
          .gives("Profile")
          .versioned(),
      at(get, "/api/v1/profiles/{id}/versions", "profile.versions", "一人的各版本",
         api::profile_versions)
          .gives("ProfileVersions"),
      at(get, "/api/v1/profiles/{id}/versions/{version}", "profile.version", "一人的某一版本",
         api::profile_version)
          .gives("Profile")
          .versioned(),
      at(get, "/api/v1/organisations", "organisation.list", "机构名册，按编号分页",
         api::organisations)
          .gives("Organisations")
          .asks({"after", "limit"}),
      at(get, "/api/v1/organisations/{id}", "organisation.read", "一个机构", api::organisation)
          .gives("Organisation")
          .versioned(),
      at(get, "/api/v1/posts", "post.list", "职位名册，按编号分页", api::posts)
          .gives("Posts")
          .asks({"after", "limit"}),
      at(get, "/api/v1/posts/{id}", "post.read", "一个职位", api::post).gives("Post").versioned(),
      at(get, "/api/v1/pools", "pool.list", "各人才库", api::pools).gives("Pools"),
      at(post, "/api/v1/pools", "pool.create", "建立人才库", api::create_pool)
          .takes("Pool", small)
          .gives("Pool", 201),
      at(get, "/api/v1/pools/{id}", "pool.read", "一个人才库", api::pool)
          .gives("PoolWithPeople")
          .versioned(),
      at(put, "/api/v1/pools/{id}", "pool.change", "修改人才库", api::change_pool)
          .takes("Pool", small)
          .gives("Pool")
          .on_version(),
      at(get, "/api/v1/pools/{id}/memberships", "membership.list", "库中人员", api::memberships)
          .gives("Memberships"),
      at(post, "/api/v1/pools/{id}/memberships", "membership.add", "人员入库", api::add_membership)
          .takes("Membership", small)
          .gives("Membership", 201),
      at(get, "/api/v1/pools/{id}/memberships/{profile}", "membership.read", "一人的入库记录",
         api::membership)
          .gives("Membership")
          .versioned(),
      at(put, "/api/v1/pools/{id}/memberships/{profile}", "membership.change",
         "修改入库记录：复核、出库等", api::change_membership)
          .takes("Membership", small)
          .gives("Membership")
          .on_version(),
      at(get, "/api/v1/users", "user.list", "用户", api::users).gives("Users"),
      at(post, "/api/v1/users", "user.add", "登记用户", api::add_user)
          .takes("NewUser", small)
          .gives("User", 201),
      at(get, "/api/v1/users/me", "user.me", "令牌所属的用户", api::me).gives("User"),
      at(post, "/api/v1/imports", "import.begin", "上传并导入（Idempotency-Key）；返回任务",
         api::begin_import)
          .takes_bytes(
              "application/x-ndjson application/xml application/zip application/octet-stream",
              upload)
          .gives("ImportTask", 202)
          .asks({"reason"}),
      at(get, "/api/v1/imports", "import.list", "本人的导入任务", api::imports)
          .gives("ImportTasks"),
      at(get, "/api/v1/imports/{id}", "import.read", "导入任务的进展", api::import_task)
          .gives("ImportTask"),
      at(remove, "/api/v1/imports/{id}", "import.cancel", "取消导入任务", api::cancel_import)
          .gives("ImportTask", 202),
      at(get, "/api/v1/matters", "matter.list", "各选配事项", api::matters).gives("Matters"),
      at(post, "/api/v1/matters", "matter.new", "以工作方案草案立项", api::create_matter)
          .takes("PlanFile", medium)
          .gives("Matter", 201),
      at(get, "/api/v1/matters/{id}", "matter.read", "一件选配事项", api::matter)
          .gives("Matter")
          .versioned(),
      at(put, "/api/v1/matters/{id}/plan", "matter.plan", "修改尚未审定的工作方案", api::edit_plan)
          .takes("PlanFile", medium)
          .gives("Matter")
          .on_version(),
      at(post, "/api/v1/matters/{id}/settle", "matter.settle", "由第二人审定工作方案", api::settle)
          .gives("Matter")
          .on_version(),
      at(get, "/api/v1/matters/{id}/proposal", "matter.propose", "按工作方案提出的职位需求建议",
         api::proposal)
          .gives("Proposal"),
      at(get, "/api/v1/matters/{id}/team", "matter.team",
         "现任班子具备哪些任务所涉专长；锁定之前不出姓名", api::team)
          .gives("Team"),
      at(get, "/api/v1/matters/{id}/requirement", "requirement.read", "职位需求分析",
         api::requirement)
          .gives("Requirement")
          .versioned(),
      at(put, "/api/v1/matters/{id}/requirement", "requirement.draft", "拟定职位需求分析",
         api::draft_requirement)
          .takes("Requirement", medium)
          .gives("Requirement")
          .on_version(),
      at(post, "/api/v1/matters/{id}/amendments", "requirement.amend",
         "修改已锁定的职位需求分析，写明理由", api::amend)
          .takes("AmendmentRequest", medium)
          .gives("Requirement")
          .on_version(),
      at(post, "/api/v1/matters/{id}/preview", "matter.preview", "预览各条件符合人数，不出姓名",
         api::preview)
          .gives("Preview"),
      at(post, "/api/v1/matters/{id}/lock", "matter.lock", "由第二人锁定职位需求分析", api::lock)
          .takes("Reason", small)
          .gives("Requirement")
          .on_version(),
      at(post, "/api/v1/matters/{id}/approvals", "matter.approve", "锁定之后登记破格批复",
         api::approve)
          .takes("Approval", small)
          .gives("Matter")
          .on_version(),
      at(post, "/api/v1/matters/{id}/matches", "match.run", "匹配；锁定之前拒绝", api::run_match)
          .gives("Match", 201),
      at(get, "/api/v1/matters/{id}/matches/{match}", "match.read_one",
         "某一次匹配，包括已被替代的", api::one_match)
          .gives("MatchNow"),
      at(get, "/api/v1/matters/{id}/changes", "matter.changes", "修改之后谁升谁降，由哪项改动引起",
         api::changes)
          .gives("Changes"),
      at(get, "/api/v1/matters/{id}/seen", "matter.seen",
         "锁定之后，谁在何时看到过本事项的哪些人选", api::seen)
          .gives("MatterSeen"),
      at(get, "/api/v1/matters/{id}/closing", "matter.closing",
         "以“进入考察”办结之前，各人选尚缺什么", api::closing)
          .gives("Closing"),
      at(post, "/api/v1/matters/{id}/answers", "matter.answer", "书面答复须由人答复的事项",
         api::answer)
          .takes("AnswerRequest", small)
          .gives("Matter")
          .on_version(),
      at(get, "/api/v1/matters/{id}/match", "match.read", "现行匹配结果", api::match)
          .gives("MatchNow"),
      at(get, "/api/v1/matters/{id}/match/people/{profile}", "match.why",
         "一人为何符合或不符合，何时符合", api::why)
          .gives("Why"),
      at(put, "/api/v1/matters/{id}/shortlist", "shortlist.write", "提出建议考察人选",
         api::shortlist)
          .takes("Shortlist", medium)
          .gives("Matter")
          .on_version(),
      at(post, "/api/v1/matters/{id}/close", "matter.close", "办结", api::close_matter)
          .takes("Outcome", small)
          .gives("Matter")
          .on_version(),
      at(post, "/api/v1/matters/{id}/cancel", "matter.cancel", "撤销", api::cancel_matter)
          .takes("Reason", small)
          .gives("Matter")
          .on_version(),
      at(get, "/api/v1/matters/{id}/reports/{kind}", "report.write",
         "报告：requirement、shortlist、opinion（profile=人员编号）、comparison（profile=2 至 6 "
         "人，以逗号分开）、changes",
         api::report)
          .gives_text("text/html")
          .and_keeps()
          .asks({"profile"}),
      at(get, "/api/v1/matches/{id}/verification", "match.verify",
         "以所存各版本重算一份匹配，逐字节核对", api::verify_record)
          .gives("Verification"),
      at(get, "/api/v1/reports/{id}/verification", "report.verify",
         "以所存各版本重写一份报告，逐字节核对", api::verify_record)
          .gives("Verification"),
      at(get, "/api/v1/vocabulary", "vocabulary.read", "领域、专长、层次等词表", api::vocabulary)
          .gives("Vocabulary"),
      at(get, "/api/v1/gates", "gate.list", "法定资格条件", api::gates).gives("Gates"),
      at(get, "/api/v1/criteria", "criterion.list", "评价要素", api::criteria).gives("Criteria"),
      at(get, "/api/v1/attributes", "attribute.list", "可检索的信息项", api::attributes)
          .gives("Attributes"),
  };
  return routes;
}
}  // namespace

std::span<const Route> all_routes() { return table(); }
}  // namespace bole
