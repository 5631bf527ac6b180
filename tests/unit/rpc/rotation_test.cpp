#include <grpcpp/channel.h>
#include <grpcpp/create_channel.h>
#include <grpcpp/generic/async_generic_service.h>
#include <grpcpp/security/credentials.h>
#include <grpcpp/security/server_credentials.h>
#include <grpcpp/server.h>
#include <grpcpp/server_builder.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <mutex>
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
  auto status = subject.Connect("exchange", tls)->Call(FullName("GetMe"), GetMeRequest(), user, absl::Seconds(20), subject.Bearer());
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
        Note(client_->Call(FullName("GetMe"), GetMeRequest(), user, absl::Seconds(20), subject_.Bearer()));
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
  const auto call = [&] { return client->Call(FullName("GetMe"), GetMeRequest(), user, absl::Seconds(20), subject.Bearer(), true); };
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

// Whether somebody who trusts this CA, and has no certificate, gets through to "edge".
bool GetsThrough(int port, const std::string& ca) {
  grpc::SslCredentialsOptions options;
  options.pem_root_certs = ca;
  grpc::ChannelArguments arguments;
  arguments.SetSslTargetNameOverride("edge");
  const auto channel = grpc::CreateCustomChannel("127.0.0.1:" + std::to_string(port), grpc::SslCredentials(options), arguments);
  return channel->WaitForConnected(std::chrono::system_clock::now() + std::chrono::seconds(1));
}

TEST_CASE("a port for callers without a certificate goes over to a new one too") {
  const Authority before;
  const Authority after;
  const Files files(before, before.Issue("edge"));
  const auto credentials = ServerTlsForAnybody(files.paths().certificate, files.paths().key);
  grpc::CallbackGenericService rest;
  grpc::ServerBuilder builder;
  int port = 0;
  builder.AddListeningPort("127.0.0.1:0", credentials, &port);
  builder.RegisterCallbackGenericService(&rest);
  const auto server = builder.BuildAndStart();
  REQUIRE(server);
  CHECK(GetsThrough(port, before.pem()));
  CHECK_FALSE(GetsThrough(port, after.pem()));
  files.Use(after.Issue("edge"));
  CHECK(Eventually([&] { return GetsThrough(port, after.pem()); }));
  CHECK_FALSE(GetsThrough(port, before.pem()));
}

// What operators run, and as long as they are told to wait after it.
void Rotate(const std::string& folder, const std::string& step) {
  REQUIRE(std::system((std::string(PARLEY_CERTIFICATES) + " " + folder + " " + step).c_str()) == 0);
  REQUIRE(Eventually([end = absl::Now() + absl::Seconds(4)] { return absl::Now() >= end; }));
}

std::string Read(const std::string& path) {
  std::ifstream file(path);
  return {std::istreambuf_iterator<char>(file), {}};
}

TEST_CASE("the operators' command gives a running house new certificates and another CA, and no call fails") {
  const test::TemporaryFolder folder;
  const auto files = [&](const std::string& service) {
    return TlsFiles{folder.path() + "/ca.pem", folder.path() + "/" + service + ".pem", folder.path() + "/" + service + ".key"};
  };
  REQUIRE(std::system((std::string(PARLEY_CERTIFICATES) + " " + folder.path()).c_str()) == 0);
  const test::TemporaryFolder kept;
  const TlsFiles stolen{kept.Write("ca.pem", Read(files("gateway").ca)), kept.Write("own.pem", Read(files("gateway").certificate)),
                        kept.Write("own.key", Read(files("gateway").key))};
  Subject subject({{"GetMe", kWhoCalls}}, With(files("exchange")));
  Callers callers(subject, files("catalog"));
  Rotate(folder.path(), "renew");
  CHECK_THAT(CallAnew(subject, stolen).status(), IsOk());
  Rotate(folder.path(), "next-ca");
  kept.Write("ca.pem", Read(files("gateway").ca));  // a thief would trust both
  Rotate(folder.path(), "adopt-ca");
  CHECK_THAT(CallAnew(subject, stolen).status(), IsOk());
  Rotate(folder.path(), "drop-ca");
  CHECK_THAT(CallAnew(subject, stolen).status(), HasReason("SERVICE_UNAVAILABLE"));
  CHECK(*CallAnew(subject, files("gateway")) == "gateway");
  CHECK_THAT(callers.End(), IsOk());
}

}  // namespace
}  // namespace parley::rpc
