#include <latch>
#include <mutex>
#include <set>
#include <thread>

#include "absl/time/clock.h"
#include "catch2/catch.hpp"
#include "parley/exchange/v1/internal.pb.h"
#include "parley/identity/v1/identity_service.pb.h"
#include "tests/support/eventually.h"
#include "tests/support/status_matchers.h"
#include "tests/support/tls.h"
#include "tests/unit/rpc/subject.h"

namespace parley::rpc {
namespace {

using identity::v1::GetMeRequest;
using identity::v1::User;
using test::HasCode;
using test::IsOk;

// What was gathered for the call, in the user's display_name; "alone" when nothing was.
const Server::Handler kTellGathered = [](Call& call, const auto&, google::protobuf::Message& response) {
  const auto* found = call.gathered<std::string>();
  static_cast<User&>(response).set_user_id(call.user_id().text());
  static_cast<User&>(response).set_display_name(found == nullptr ? "alone" : *found);
  return absl::OkStatus();
};

ServerOptions OneWorker() {
  ServerOptions options;
  options.workers = 1;
  return options;
}

// Calls to GetMe that all wait while the only worker is busy, and are then served. Answers with what each was told.
std::vector<User> CallTogether(Subject& subject, std::latch& busy, std::latch& go, int calls) {
  std::vector<User> users(static_cast<size_t>(calls));
  std::vector<std::jthread> threads;
  std::jthread first([&] {
    exchange::v1::UploadStatus upload;
    subject.Connect("exchange", test::Tls("gateway"))
        ->Call(FullName("GetUpload"), exchange::v1::GetUploadRequest(), upload, absl::Seconds(20), subject.Bearer(), true)
        .IgnoreError();
  });
  busy.wait();
  for (User& user : users) {
    threads.emplace_back([&] {
      auto client = subject.Connect("exchange", Subject::Options(subject.database()).tls);
      CHECK_THAT(client->Call(FullName("GetMe"), GetMeRequest(), user, absl::Seconds(20), subject.Bearer(), true), IsOk());
    });
  }
  REQUIRE(test::Eventually([&] { return subject.server().waiting() == calls; }));
  go.count_down();
  threads.clear();
  return users;
}

TEST_CASE("calls that wait together are gathered in one statement, and each handler finds its own answer") {
  std::latch busy(1);
  std::latch go(1);
  std::mutex mutex;
  std::vector<size_t> sizes;
  Subject subject({{"GetMe", kTellGathered},
                   {"GetUpload",
                    [&](Call&, const auto&, auto&) {
                      busy.count_down();
                      go.wait();
                      return absl::OkStatus();
                    }}},
                  OneWorker(), [&](postgres::Session&, const std::vector<Server::Waiting>& calls) {
                    const std::lock_guard lock(mutex);
                    sizes.push_back(calls.size());
                    std::vector<std::any> answers;
                    for (size_t i = 0; i < calls.size(); ++i) {
                      answers.emplace_back(calls[i].caller.user->user_id.text() + " " + std::to_string(i));
                    }
                    return answers;
                  });
  const std::vector<User> users = CallTogether(subject, busy, go, 5);
  CHECK(sizes == std::vector<size_t>{5});
  std::set<std::string> told;
  for (const User& user : users) told.insert(user.display_name());
  CHECK(told.size() == 5);
  CHECK(told.contains(subject.user_id().text() + " 4"));
}

TEST_CASE("a call alone is served at once, gathered by itself") {
  Subject subject({{"GetMe", kTellGathered}}, OneWorker(), [&](postgres::Session&, const std::vector<Server::Waiting>& calls) {
    return std::vector<std::any>{std::string("of ") + std::to_string(calls.size())};
  });
  User user;
  REQUIRE_THAT(subject.Call("gateway", "GetMe", GetMeRequest(), user, subject.Bearer()), IsOk());
  CHECK(user.display_name() == "of 1");
}

TEST_CASE("who may not call is refused before anything is gathered") {
  bool gathered = false;
  Subject subject({{"GetMe", kTellGathered}}, OneWorker(), [&](postgres::Session&, const std::vector<Server::Waiting>&) {
    gathered = true;
    return std::vector<std::any>();
  });
  User user;
  CHECK_THAT(subject.Call("gateway", "GetMe", GetMeRequest(), user), HasCode(absl::StatusCode::kUnauthenticated));
  CHECK_FALSE(gathered);
}

TEST_CASE("when gathering fails or says too little, handlers do without") {
  bool throws = true;
  Subject subject({{"GetMe", kTellGathered}}, OneWorker(), [&](postgres::Session&, const std::vector<Server::Waiting>&) {
    if (throws) throw postgres::Unavailable("gone");
    return std::vector<std::any>();
  });
  User user;
  REQUIRE_THAT(subject.Call("gateway", "GetMe", GetMeRequest(), user, subject.Bearer()), IsOk());
  CHECK(user.display_name() == "alone");
  throws = false;
  REQUIRE_THAT(subject.Call("gateway", "GetMe", GetMeRequest(), user, subject.Bearer()), IsOk());
  CHECK(user.display_name() == "alone");
}

}  // namespace
}  // namespace parley::rpc
