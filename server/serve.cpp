#include "server/serve.hpp"

#include <array>
#include <atomic>
#include <condition_variable>
#include <cstdio>
#include <map>
#include <mutex>
#include <set>
#include <thread>

#include "index/store/random.hpp"
#include "server/metrics.hpp"
#include "server/net/http_server.hpp"
#include "server/problem.hpp"
#include "server/router.hpp"

namespace bole {
namespace {
std::string request_id() {
  static std::atomic<std::uint64_t> count = 0;
  return "r-" + std::to_string(++count);
}

constexpr std::string_view headers_of_every_answer =
    "Cache-Control: no-store\r\n"
    "X-Content-Type-Options: nosniff\r\n"
    "Referrer-Policy: no-referrer\r\n"
    "Content-Security-Policy: default-src 'none'; style-src 'unsafe-inline'; "
    "frame-ancestors 'none'\r\n";

bool takes(const Route& route, std::string_view content_type) {
  std::string type(content_type.substr(0, content_type.find(';')));
  while (type.ends_with(' ')) type.pop_back();
  for (char& c : type) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c + ('a' - 'A')) : c;
  const std::string all = ' ' + std::string(route.body) + ' ';
  return !type.empty() && all.find(' ' + type + ' ') != std::string::npos;
}

bool knows(const Route& route, std::string_view parameter) {
  for (const std::string_view name : route.query) {
    if (name == parameter) return true;
  }
  return false;
}

Response storage_problem(const StorageError& error, const std::string& id) {
  std::fprintf(stderr, "%s %s：%s\n", id.c_str(), error.code.c_str(), error.what());
  return problem(error.code == "disk_full" ? 507 : 503, error.code, error.what(), {}, id);
}
// What a request was refused as, before a handler saw it.
struct Denial {
  std::string by{};  // user id; empty where nobody is known
  std::string action{};
  std::string code{};
  friend auto operator<=>(const Denial&, const Denial&) = default;
};

// Requests that were refused before a handler saw them. They are counted and recorded together, at
// most one entry a second of each kind, so that nobody fills the log by knocking.
class Denials {
 public:
  Denials(Service& service, std::string (*now)()) : service_(service), now_(now) {
    writing_ = std::jthread([this](const std::stop_token& stop) { run(stop); });
  }

  // Never waits for the disk.
  void note(Denial denial) {
    const std::scoped_lock lock(mutex_);
    ++counts_[std::move(denial)];
  }

 private:
  void run(const std::stop_token& stop) {
    while (!stop.stop_requested()) {
      {
        std::unique_lock lock(mutex_);
        stopped_.wait_for(lock, stop, std::chrono::seconds(1), [] { return false; });
      }
      write();  // what is left, too, when it ends
    }
  }
  void write() {
    std::map<Denial, std::uint64_t> counts;
    {
      const std::scoped_lock lock(mutex_);
      counts.swap(counts_);
    }
    for (const auto& [denial, count] : counts) {
      try {
        service_.record({.at = now_(),
                         .by = denial.by,
                         .through = "http",
                         .action = denial.action,
                         .outcome = denial.code,
                         .count = count});
      } catch (const StorageError& error) {
        std::fprintf(stderr, "%s：%s\n", error.code.c_str(), error.what());
      }
    }
  }

  Service& service_;
  std::string (*now_)();
  std::mutex mutex_;
  std::condition_variable_any stopped_;
  std::map<Denial, std::uint64_t> counts_;
  std::jthread writing_;
};

class Application {
 public:
  Application(Service& service, std::string (*now)())
      : service_(service), now_(now), denials_(service, now) {}

  HttpApplication::Admission admit(Request& request) {
    request.id = request_id();
    const Routed routed = find_route(request);
    HttpApplication::Admission admission;
    try {
      admission = admit(request, routed);
    } catch (const StorageError& error) {
      admission.refusal = storage_problem(error, request.id);
    }
    if (admission.refusal) {
      Metrics::of_program().count_refusal(routed.route ? routed.route->pattern : "",
                                          admission.refusal->status);
    }
    return admission;
  }

  // Refused after it was admitted.
  void refused(Request& request, std::string_view code) {
    try {
      note(find_route(request).route, user_of(request), code);
    } catch (const StorageError& error) {
      std::fprintf(stderr, "%s %s：%s\n", request.id.c_str(), error.code.c_str(), error.what());
    }
  }

 private:
  HttpApplication::Admission admit(const Request& request, const Routed& routed) {
    HttpApplication::Admission admission;
    const Route* const route = routed.route;
    std::optional<User> user;
    const auto refuse = [&](int status, std::string_view code, std::string_view detail) {
      admission.refusal = problem(status, code, detail, {}, request.id);
      note(route, user, code);
    };
    if (route == nullptr || route->access == Access::token) {
      user = user_of(request);
      if (!user) {
        refuse(401, "token_required", "需要有效的令牌（Authorization: Bearer …）");
        admission.refusal->headers.emplace_back("WWW-Authenticate", "Bearer");
        return admission;
      }
    }
    if (route == nullptr) {
      if (routed.known_path) {
        refuse(405, "method_not_allowed", "这个地址只支持 " + routed.allow);
        admission.refusal->headers.emplace_back("Allow", routed.allow);
      } else {
        refuse(404, "no_such_resource", "没有这个地址");
      }
      return admission;
    }
    std::set<std::string_view> given;
    for (const auto& [name, value] : request.query) {
      if (!knows(*route, name)) {
        refuse(400, "unknown_parameter", "不认识的参数“" + name + "”");
        return admission;
      }
      if (!given.insert(name).second) {
        refuse(400, "repeated_parameter", "参数“" + name + "”出现两次");
        return admission;
      }
    }
    if (!route->body.empty() && !takes(*route, request.content_type)) {
      refuse(415, "wrong_content_type", "内容类型（Content-Type）应为 " + std::string(route->body));
      return admission;
    }
    admission.body_bytes = route->body_bytes;
    admission.quick = route->access == Access::anyone;
    admission.handle = [this, route, user = user.value_or(User{})](Request&& admitted) {
      const auto begin = std::chrono::steady_clock::now();
      Response response = answer(admitted, *route, user);
      Metrics::of_program().count(route->pattern, response.status,
                                  std::chrono::steady_clock::now() - begin);
      return response;
    };
    return admission;
  }

  // By route, not by address: what a stranger writes there may be a name.
  void note(const Route* route, const std::optional<User>& user, std::string_view code) {
    if (route != nullptr && route->access == Access::anyone) return;
    denials_.note({user ? user->id.text : "", std::string(route ? route->action : "unknown"),
                   std::string(code)});
  }

  std::optional<User> user_of(const Request& request) const {
    constexpr std::string_view scheme = "Bearer ";
    if (!request.authorization.starts_with(scheme)) return std::nullopt;
    return service_.user_of_token(std::string_view(request.authorization).substr(scheme.size()));
  }

  // Computes the answer, records who was shown what, and only then lets it go.
  Response answer(const Request& request, const Route& route, const User& user) {
    Call call{.request = request, .service = service_, .user = user, .at = now_(), .note = {}};
    try {
      if (route.access == Access::anyone) return attempt(call, route).first;
      if (!route.reads()) record(call, route, "begun");
      auto [response, outcome] = attempt(call, route);
      record(call, route, outcome);
      return response;
    } catch (const StorageError& error) {
      return storage_problem(error, request.id);
    }
  }

  static std::pair<Response, std::string> attempt(Call& call, const Route& route) {
    const std::string& id = call.request.id;
    try {
      const Result<Response> result = route.handle(call);
      if (result) return {*result, "ok"};
      return {problem(result.error(), id), result.error().code};
    } catch (const StorageError& error) {
      return {storage_problem(error, id), error.code};
    } catch (const std::exception& error) {
      std::fprintf(stderr, "%s 内部错误：%s\n", id.c_str(), error.what());
      return {problem(500, "internal", "程序内部出错", {}, id), "internal"};
    }
  }

  void record(const Call& call, const Route& route, const std::string& outcome) {
    AuditEntry entry = call.note;
    entry.at = now_();
    entry.by = call.user.id.text;
    entry.through = "http";
    entry.request = call.request.id;
    entry.action = route.action;
    entry.outcome = outcome;
    if (outcome == "begun") {
      for (const auto& [name, id] : call.request.parameters) entry.objects.push_back(id);
    }
    service_.record(std::move(entry));
  }

  Service& service_;
  std::string (*now_)();
  Denials denials_;
};
}  // namespace

void serve(const ServeOptions& options, const std::function<void(std::uint16_t)>& listening) {
  Service service(options.store);
  Application application(service, options.now);
  HttpServer server(
      options.port, options.limits,
      {.admit = [&](Request& request) { return application.admit(request); },
       .problem =
           [](int status, std::string_view code, std::string_view detail, std::string_view id) {
             return problem(status, code, detail, {}, id.empty() ? request_id() : std::string(id));
           },
       .refused = [&](Request& request,
                      std::string_view code) { application.refused(request, code); },
       .headers = std::string(headers_of_every_answer)});
  Metrics::of_program().watch([&server] { return server.counters(); });
  listening(server.port());
  server.run();
  Metrics::of_program().watch({});
}
}  // namespace bole
