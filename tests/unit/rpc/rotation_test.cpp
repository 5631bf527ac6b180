#include <filesystem>
#include <thread>

#include "absl/time/clock.h"
#include "catch2/catch.hpp"
#include "libs/rpc/client.h"
#include "libs/rpc/server.h"
#include "parley/identity/v1/identity_service.pb.h"
#include "tests/support/eventually.h"
#include "tests/support/status_matchers.h"
#include "tests/support/written_log.h"
#include "tests/unit/rpc/authority.h"
#include "tests/unit/rpc/subject.h"

namespace parley::rpc {
namespace {

using identity::v1::GetMeRequest;
using identity::v1::User;
using test::Eventually;
using test::HasReason;
using test::IsOk;

const Server::Handler kWhoCalls = [](Call& call, const auto&, google::protobuf::Message& response) {
  static_cast<User&>(response).set_display_name(call.caller().service);
  return absl::OkStatus();
};

// The files of one service, replaced as operators do: each written beside and moved to its place.
class Files {
 public:
  Files(const Authority& ca, const Pair& pair) {
    Trust(ca.pem());
    Use(pair);
  }
  void Trust(const std::string& pem) const { Replace("ca.pem", pem); }
  void Use(const Pair& pair) const {
    Replace("own.key", pair.key);
    Replace("own.pem", pair.certificate);
  }
  void Replace(const std::string& name, const std::string& text) const {
    std::filesystem::rename(folder_.Write("new", text), folder_.path() + "/" + name);
  }
  TlsFiles paths() const { return {folder_.path() + "/ca.pem", folder_.path() + "/own.pem", folder_.path() + "/own.key"}; }

 private:
  test::TemporaryFolder folder_;
};

ServerOptions With(const TlsFiles& tls) {
  ServerOptions options;
  options.tls = tls;
  return options;
}

// Over a connection of its own. Answers who called, as the server saw it, or how the call failed.
absl::StatusOr<std::string> CallAnew(const Subject& subject, const TlsFiles& tls) {
  User user;
  auto status = subject.Connect("exchange", tls)->Call(FullName("GetMe"), GetMeRequest(), user, absl::Seconds(5), subject.Bearer());
  if (!status.ok()) return status;
  return user.display_name();
}

// Calls without a pause, over one connection and over new ones, and keeps how the first that failed did.
class Callers {
 public:
  Callers(Subject& subject, const TlsFiles& tls) : subject_(subject), tls_(tls), client_(subject.Connect("exchange", tls)) {}
  absl::Status End() {
    threads_.clear();
    return first_;
  }

 private:
  void Note(const absl::Status& status) {
    const std::lock_guard lock(mutex_);
    if (first_.ok()) first_ = status;
  }

  Subject& subject_;
  const TlsFiles tls_;
  std::unique_ptr<Client> client_;
  std::mutex mutex_;
  absl::Status first_;
  std::vector<std::jthread> threads_ = [this] {
    std::vector<std::jthread> threads;
    threads.emplace_back([this](const std::stop_token& stop) {
      User user;
      while (!stop.stop_requested()) {
        Note(client_->Call(FullName("GetMe"), GetMeRequest(), user, absl::Seconds(5), subject_.Bearer()));
      }
    });
    threads.emplace_back([this](const std::stop_token& stop) {
      while (!stop.stop_requested()) Note(CallAnew(subject_, tls_).status());
    });
    return threads;
  }();
};

TEST_CASE("a running client goes over to a new certificate, and no call fails") {
  const Authority ca;
  const Files server(ca, ca.Issue("exchange"));
  const Files caller(ca, ca.Issue("catalog"));
  Subject subject({{"GetMe", kWhoCalls}}, With(server.paths()));
  Callers callers(subject, caller.paths());
  CHECK(*CallAnew(subject, caller.paths()) == "catalog");
  caller.Use(ca.Issue("partners"));
  CHECK(Eventually([&] { return *CallAnew(subject, caller.paths()) == "partners"; }));
  CHECK_THAT(callers.End(), IsOk());
}

TEST_CASE("a client that was there before goes over when it connects again") {
  const Authority ca;
  const Files server(ca, ca.Issue("exchange"));
  const Files caller(ca, ca.Issue("catalog"));
  Subject subject({{"GetMe", kWhoCalls}}, With(server.paths()));
  const auto client = subject.Connect("exchange", caller.paths());
  User user;
  const auto call = [&] { return client->Call(FullName("GetMe"), GetMeRequest(), user, absl::Seconds(5), subject.Bearer(), true); };
  CHECK_THAT(call(), IsOk());
  caller.Use(ca.Issue("partners"));
  CHECK(Eventually([&] { return *CallAnew(subject, caller.paths()) == "partners"; }));
  CHECK_THAT(call(), IsOk());
  CHECK(user.display_name() == "catalog");  // over the connection that stands
  subject.Restart();
  CHECK_THAT(call(), IsOk());
  CHECK(user.display_name() == "partners");
}

TEST_CASE("servers and clients go over to a new CA by way of both, no call fails, and the old one opens nothing afterwards") {
  const Authority before;
  const Authority after;
  const Files server(before, before.Issue("exchange"));
  const Files caller(before, before.Issue("catalog"));
  const Files left_behind(before, before.Issue("gateway"));
  const Files newcomer(after, after.Issue("notifications"));
  Subject subject({{"GetMe", kWhoCalls}}, With(server.paths()));
  Callers callers(subject, caller.paths());
  CHECK_THAT(CallAnew(subject, newcomer.paths()).status(), HasReason("SERVICE_UNAVAILABLE"));

  for (const Files* files : {&server, &caller, &left_behind, &newcomer}) files->Trust(before.pem() + after.pem());
  CHECK(Eventually([&] { return CallAnew(subject, newcomer.paths()).ok(); }));
  CHECK_THAT(CallAnew(subject, left_behind.paths()).status(), IsOk());

  server.Use(after.Issue("exchange"));
  caller.Use(after.Issue("catalog"));
  newcomer.Trust(after.pem());
  CHECK(Eventually([&] { return CallAnew(subject, newcomer.paths()).ok(); }));  // it trusts the new one alone

  server.Trust(after.pem());
  caller.Trust(after.pem());
  CHECK(Eventually([&] { return !CallAnew(subject, left_behind.paths()).ok(); }));
  CHECK_THAT(CallAnew(subject, left_behind.paths()).status(), HasReason("SERVICE_UNAVAILABLE"));
  CHECK_THAT(CallAnew(subject, newcomer.paths()).status(), IsOk());
  CHECK_THAT(callers.End(), IsOk());
}

TEST_CASE("files that are half written, or lead nowhere, are logged and leave what was before") {
  const Authority ca;
  const Authority other;
  const Pair good = ca.Issue("catalog");
  const Pair next = ca.Issue("partners");
  const Files server(ca, ca.Issue("exchange"));
  const Files caller(ca, good);
  Subject subject({{"GetMe", kWhoCalls}}, With(server.paths()));
  Callers callers(subject, caller.paths());
  const std::string key = caller.paths().key;
  const std::string certificate = caller.paths().certificate;

  const auto is_left = [&](const std::string& name, const std::string& text, const std::string& said) {
    const test::WrittenLog log;
    caller.Replace(name, text);
    INFO(said);
    CHECK(Eventually([&] { return log.text().find(said) != std::string::npos; }));
    CHECK(log.text().find("level=warning") != std::string::npos);
    CHECK(*CallAnew(subject, caller.paths()) == "catalog");
  };
  is_left("own.key", next.key, "is not the key of");
  is_left("own.key", "", "cannot read " + key);
  is_left("own.key", "nonsense", "is no PEM private key");
  caller.Replace("own.key", good.key);
  is_left("own.pem", next.certificate.substr(0, next.certificate.size() / 2), certificate + " is no PEM certificate");
  caller.Replace("own.pem", good.certificate);
  is_left("ca.pem", ca.pem() + other.pem().substr(0, 200), "ca.pem is no PEM certificate");
  is_left("ca.pem", other.pem(), "does not vouch for");

  const test::WrittenLog log;
  caller.Trust(ca.pem());
  caller.Use(next);
  CHECK(Eventually([&] { return *CallAnew(subject, caller.paths()) == "partners"; }));
  CHECK(log.text().find("changed certificates are used from now on") != std::string::npos);
  CHECK_THAT(callers.End(), IsOk());
}

}  // namespace
}  // namespace parley::rpc
