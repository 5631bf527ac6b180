#include <atomic>
#include <latch>
#include <mutex>
#include <set>
#include <stdexcept>
#include <thread>
#include <utility>

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
using test::HasReason;
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

// Holds up the only worker by a call to GetUpload until it is let go.
class Holdup {
 public:
  Server::Handler handler() {
    return [this](Call&, const auto&, auto&) {
      busy_.count_down();
      go_.wait();
      return absl::OkStatus();
    };
  }
  void Begin(Subject& subject) {
    call_ = std::jthread([&subject] {
      exchange::v1::UploadStatus upload;
      subject.Connect("exchange", test::Tls("gateway"))
          ->Call(FullName("GetUpload"), exchange::v1::GetUploadRequest(), upload, absl::Seconds(20), subject.Bearer(), true)
          .IgnoreError();
    });
    busy_.wait();
  }
  void End() {
    if (!std::exchange(ended_, true)) go_.count_down();
  }
  ~Holdup() { End(); }

 private:
  std::latch busy_{1};
  std::latch go_{1};
  bool ended_ = false;
  std::jthread call_;
};

struct Answered {
  absl::Status status;
  User user;
};

// Calls GetMe `calls` times at once, waits until `waiting` of them do, lets the worker go, and answers with what each was told.
std::vector<Answered> CallTogether(Subject& subject, Holdup& holdup, int calls, int waiting, absl::Duration timeout = absl::Seconds(20)) {
  std::vector<Answered> answers(static_cast<size_t>(calls));
  holdup.Begin(subject);
  std::vector<std::jthread> threads;
  for (Answered& answer : answers) {
    threads.emplace_back([&] {
      auto client = subject.Connect("exchange", Subject::Options(subject.database()).tls);
      answer.status = client->Call(FullName("GetMe"), GetMeRequest(), answer.user, timeout, subject.Bearer(), true);
    });
  }
  const bool all_wait = test::Eventually([&] { return subject.server().waiting() == waiting; });
  if (timeout < absl::Seconds(20)) {
    // All have arrived, so that none is wanted after this; gRPC rounds timeouts up by less than a tenth.
    const absl::Time unwanted = absl::Now() + timeout * 1.1;
    threads.clear();  // until they gave up
    CHECK(test::Eventually([&] { return absl::Now() > unwanted; }));
  }
  holdup.End();
  threads.clear();
  CHECK(all_wait);
  return answers;
}

// A gather that tells each call its user and its place, and the test how many there were each time.
class Telling {
 public:
  Server::Gather gather() {
    return [this](postgres::Session&, const std::vector<Server::Waiting>& calls) {
      const std::lock_guard lock(mutex_);
      sizes_.push_back(calls.size());
      std::vector<std::any> answers;
      for (size_t i = 0; i < calls.size(); ++i) answers.emplace_back(calls[i].caller.user->user_id.text() + " " + std::to_string(i));
      return answers;
    };
  }
  std::vector<size_t> sizes() {
    const std::lock_guard lock(mutex_);
    return sizes_;
  }

 private:
  std::mutex mutex_;
  std::vector<size_t> sizes_;
};

TEST_CASE("calls that wait together are gathered in one statement, and each handler finds its own answer") {
  Holdup holdup;
  Telling telling;
  Subject subject({{"GetMe", kTellGathered}, {"GetUpload", holdup.handler()}}, OneWorker(), telling.gather());
  std::set<std::string> told;
  for (const Answered& answer : CallTogether(subject, holdup, 5, 5)) {
    CHECK_THAT(answer.status, IsOk());
    told.insert(answer.user.display_name());
  }
  CHECK(telling.sizes() == std::vector<size_t>{5});
  CHECK(told.size() == 5);
  CHECK(told.contains(subject.user_id().text() + " 4"));
}

TEST_CASE("calls served together take no place in the queue any more") {
  Holdup holdup;
  std::atomic<int> waiting{-1};
  Server* server = nullptr;
  Subject subject({{"GetMe", kTellGathered}, {"GetUpload", holdup.handler()}}, OneWorker(),
                  [&](postgres::Session&, const std::vector<Server::Waiting>&) {
                    waiting = server->waiting();
                    return std::vector<std::any>();
                  });
  server = &subject.server();
  for (const Answered& answer : CallTogether(subject, holdup, 5, 5)) CHECK_THAT(answer.status, IsOk());
  CHECK(waiting == 0);
}

TEST_CASE("calls that nobody waits for any more are not gathered") {
  Holdup holdup;
  Telling telling;
  Subject subject({{"GetMe", kTellGathered}, {"GetUpload", holdup.handler()}}, OneWorker(), telling.gather());
  for (const Answered& answer : CallTogether(subject, holdup, 3, 3, absl::Seconds(1))) {
    CHECK_THAT(answer.status, HasCode(absl::StatusCode::kDeadlineExceeded));
  }
  User user;
  REQUIRE_THAT(subject.Call("gateway", "GetMe", GetMeRequest(), user, subject.Bearer()), IsOk());
  CHECK(telling.sizes() == std::vector<size_t>{1});
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

TEST_CASE("when gathering fails or says too little, handlers do without, and all are told when the database is gone") {
  std::function<std::vector<std::any>()> act;
  Subject subject({{"GetMe", kTellGathered}}, OneWorker(), [&](postgres::Session&, const std::vector<Server::Waiting>&) { return act(); });
  const auto call = [&](User& user) { return subject.Call("gateway", "GetMe", GetMeRequest(), user, subject.Bearer()); };
  User user;
  act = [] { return std::vector<std::any>(); };
  REQUIRE_THAT(call(user), IsOk());
  CHECK(user.display_name() == "alone");
  act = []() -> std::vector<std::any> { throw std::runtime_error("a mistake"); };
  REQUIRE_THAT(call(user), IsOk());
  CHECK(user.display_name() == "alone");
  act = []() -> std::vector<std::any> { throw postgres::Unavailable("gone"); };
  CHECK_THAT(call(user), HasReason("DATABASE_UNAVAILABLE"));
}

}  // namespace
}  // namespace parley::rpc
