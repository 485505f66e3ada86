// Uploads: once for one key, through a restart and a kill, with counters and cancel.
#include <algorithm>
#include <catch2/catch.hpp>
#include <csignal>
#include <filesystem>
#include <nlohmann/json.hpp>
#include <optional>
#include <thread>

#include "tests/api/http_client.hpp"

using namespace bole::testing;
using namespace std::chrono_literals;
using Json = nlohmann::json;

namespace {
HttpAnswer upload(HttpClient& client, const std::string& bytes, const std::string& key,
                  const std::string& type = "application/x-ndjson",
                  const std::string& disposition = "") {
  HttpClient::Headers headers{{"Content-Type", type}};
  if (!key.empty()) headers.emplace_back("Idempotency-Key", key);
  if (!disposition.empty()) headers.emplace_back("Content-Disposition", disposition);
  return client.ask("POST", "/api/v1/imports", bytes, headers);
}

Json ended(HttpClient& client, const std::string& id) {
  for (int i = 0; i < 3000; ++i) {
    const Json task = Json::parse(client.get("/api/v1/imports/" + id).body);
    if (task["state"] != "waiting" && task["state"] != "running") return task;
    std::this_thread::sleep_for(10ms);
  }
  FAIL("the import does not end");
  return {};
}

std::string code_of(const HttpAnswer& answer) {
  return std::to_string(answer.status) + ' ' +
         Json::parse(answer.body).value("code", std::string("-"));
}
}  // namespace

TEST_CASE("an upload with the same key is one import, also after a restart", "[api]") {
  const PreparedStore office;
  const std::string people = invented(50);
  std::string id;
  {
    Server server(office.path());
    HttpClient client(server, office.token1);
    const HttpAnswer first = upload(client, people, "k-1");
    REQUIRE(first.status == 202);
    id = Json::parse(first.body)["id"];
    const HttpAnswer again = upload(client, people, "k-1");
    CHECK(again.status == 202);
    CHECK(again.header("location") == first.header("location"));
    CHECK(code_of(upload(client, invented(3), "k-1")) == "409 idempotency_key_reused");
    CHECK(ended(client, id)["added"] == 50);
    // The key is the user's own, and so is the task.
    HttpClient other(server, office.token2);
    CHECK(Json::parse(upload(other, people, "k-1").body)["id"] != id);
    CHECK(code_of(other.get("/api/v1/imports/" + id)) == "404 import_not_found");
    CHECK(code_of(other.ask("DELETE", "/api/v1/imports/" + id)) == "404 import_not_found");
    CHECK(code_of(upload(client, people, std::string(201, 'k'))) == "400 bad_idempotency_key");
    CHECK(code_of(upload(client, people, "a b")) == "400 bad_idempotency_key");
    server.signal(SIGTERM);
    CHECK(server.wait_for_exit() == 0);
  }
  Server server(office.path());
  HttpClient client(server, office.token1);
  const HttpAnswer again = upload(client, people, "k-1");
  CHECK(again.status == 202);
  const Json task = Json::parse(again.body);
  CHECK(task["id"] == id);
  CHECK(task["state"] == "done");
  CHECK(task["added"] == 50);
  CHECK(code_of(upload(client, invented(3), "k-1")) == "409 idempotency_key_reused");
  CHECK(Json::parse(upload(client, people, "k-2").body)["id"] != id);
  CHECK(Json::parse(client.get("/api/v1/imports").body)["items"].size() == 2);
}

TEST_CASE("an import that a kill interrupts is taken up at the next start", "[api]") {
  const PreparedStore office;
  const std::string people = invented(1000);
  std::string id;
  {
    Server server(office.path());
    HttpClient client(server, office.token1);
    id = Json::parse(upload(client, people, "k-1").body)["id"];
    // Killed at once: whatever was done by then.
    server.signal(SIGKILL);
    CHECK(server.wait_for_exit() == 128 + SIGKILL);
  }
  Server server(office.path());
  HttpClient client(server, office.token1);
  CHECK(Json::parse(upload(client, people, "k-1").body)["id"] == id);
  const Json task = ended(client, id);
  CHECK(task["state"] == "done");
  CHECK(task["added"].get<int>() + task["unchanged"].get<int>() == 1000);
  CHECK(client.get("/api/v1/profiles/p-001000").status == 200);
  CHECK(std::filesystem::is_empty(office.path() + "/uploads"));
}

TEST_CASE("an import that stopping interrupts is taken up at the next start", "[api]") {
  const PreparedStore office;
  std::string id;
  {
    Server server(office.path());
    HttpClient client(server, office.token1);
    id = Json::parse(upload(client, invented(1000), "").body)["id"];
    server.signal(SIGTERM);
    CHECK(server.wait_for_exit() == 0);
  }
  Server server(office.path());
  HttpClient client(server, office.token1);
  const Json task = ended(client, id);
  CHECK(task["state"] == "done");
  CHECK(task["added"].get<int>() + task["unchanged"].get<int>() == 1000);
}

TEST_CASE("an import is cancelled, and keeps what it had done", "[api]") {
  const PreparedStore office;
  const Server server(office.path());
  HttpClient client(server, office.token1);
  const std::string first = Json::parse(upload(client, invented(2500), "").body)["id"];
  const std::string second = Json::parse(upload(client, invented(2500, 7), "").body)["id"];
  const HttpAnswer waiting = client.ask("DELETE", "/api/v1/imports/" + second);
  CHECK(waiting.status == 202);
  const HttpAnswer running = client.ask("DELETE", "/api/v1/imports/" + first);
  CHECK((running.status == 202 || running.status == 200));
  const Json cancelled = ended(client, first);
  // Unless it had read everything by then.
  if (cancelled["state"] != "cancelled") CHECK(cancelled["added"] == 2500);
  const Json never = ended(client, second);
  CHECK(never["state"] == "cancelled");
  CHECK(never["added"] == 0);
  // Ended is ended.
  CHECK(client.ask("DELETE", "/api/v1/imports/" + second).status == 200);
  CHECK(code_of(client.ask("DELETE", "/api/v1/imports/t-99")) == "404 import_not_found");
}

TEST_CASE("a form is uploaded with its name in the header, not in the address", "[api]") {
  const PreparedStore office;
  const Server server(office.path());
  HttpClient client(server, office.token1);
  import_and_wait(client, sample("register.ndjson"));
  std::string form;
  for (const auto& entry :
       std::filesystem::directory_iterator(std::string(PROJECT_ROOT) + "/data-samples/people")) {
    if (entry.path().filename().string().starts_with("p-000007_")) {
      form = sample("people/" + entry.path().filename().string());
    }
  }
  REQUIRE_FALSE(form.empty());
  const auto begun = upload(client, form, "", "application/octet-stream",
                            "attachment; filename*=UTF-8''%E4%BB%BB%E5%85%8D%E8%A1%A8.lrmx");
  REQUIRE(begun.status == 202);
  const Json task = ended(client, Json::parse(begun.body)["id"]);
  CHECK(task["state"] == "done");
  CHECK(task["added"] == 1);
  CHECK(task["file"] == "任免表.lrmx");
  for (const char* name :
       {"attachment; filename=\"../../x.lrmx\"", "attachment; filename*=UTF-8''..%2Fx",
        "attachment; filename*=UTF-8''%ff", "attachment; filename=\".profile\"", "attachment",
        "attachment; filename*=UTF-8''a%00b", "attachment; filename*=GBK''a"}) {
    INFO(name);
    CHECK(code_of(upload(client, form, "", "application/octet-stream", name)) ==
          "400 bad_file_name");
  }
  CHECK(code_of(upload(client, "", "", "application/octet-stream")) == "422 empty_body");
}

TEST_CASE("what cannot be read is counted and told, with where it stood", "[api]") {
  const PreparedStore office;
  const Server server(office.path());
  HttpClient client(server, office.token1);
  const Json broken =
      ended(client, Json::parse(upload(client, "{\"id\":\n" + invented(2), "").body)["id"]);
  CHECK(broken["state"] == "done");
  CHECK(broken["refused"] == 1);
  CHECK(broken["added"] == 2);
  CHECK(broken["issues"][0]["source"] == "upload.ndjson:1");
}
