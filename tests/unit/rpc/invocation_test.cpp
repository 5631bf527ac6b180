#include "libs/rpc/invocation.h"

#include <google/protobuf/descriptor.h>

#include <latch>
#include <thread>

#include "catch2/catch.hpp"
#include "libs/errors/error.h"
#include "libs/rpc/replay.h"
#include "parley/exchange/v1/internal.pb.h"
#include "tests/support/deadlocks.h"
#include "tests/support/eventually.h"
#include "tests/support/status_matchers.h"
#include "tests/unit/rpc/subject.h"

namespace parley::rpc {
namespace {

using exchange::v1::AdvanceUploadRequest;
using exchange::v1::GetUploadRequest;
using exchange::v1::UploadStatus;
using test::HasCode;
using test::HasReason;
using test::IsOk;
using test::NamesField;

constexpr postgres::Statement kFail{"TestFail", "SELECT 1 / 0"};
constexpr postgres::Statement kEcho{"TestEcho", "SELECT $1::text"};
constexpr postgres::Statement kKillMe{"TestKillMe", "SELECT pg_terminate_backend(pg_backend_pid())"};
constexpr postgres::Statement kReplayed{"TestReplayed", "SELECT answer FROM replay"};
constexpr postgres::Statement kHoldReplayed{"TestHoldReplayed", "SELECT 1 FROM replay ORDER BY request_id LIMIT 1 FOR UPDATE"};

// Calls as a worker makes them, on a database of its own.
class House {
 public:
  House() : database_("subject", SubjectMigrations()), connection_(database_.options()) {
    contract_.Add(*AdvanceUploadRequest::descriptor()->file()->FindServiceByName("ExchangeInternalService"));
  }

  absl::Status Run(const google::protobuf::Message& request, const Server::Handler& handler, postgres::Connection* connection = nullptr) {
    UploadStatus response;
    return Run(request, response, handler, connection);
  }
  absl::Status Run(const google::protobuf::Message& request, UploadStatus& response, const Server::Handler& handler,
                   postgres::Connection* connection = nullptr) {
    return Invoke(connection == nullptr ? connection_ : *connection,
                  {*contract_.Find(request.GetDescriptor()), caller, now, now + absl::Seconds(10), request, response, handler, {}});
  }

  int effects() { return CountEffects(database_.options()); }
  const postgres::Connection::Options& options() const { return database_.options(); }

  absl::Time now = absl::FromUnixSeconds(1700000000);
  Caller caller{"gateway", auth::Claims{UserId::New(now), SessionId::New(now), {}, now}};

 private:
  test::Database database_;
  postgres::Connection connection_;
  Contract contract_;
};

AdvanceUploadRequest Advance(int64_t to, const std::string& request_id = "0190aaaa-0000-7000-8000-00000000000a") {
  AdvanceUploadRequest request;
  request.set_to_offset(to);
  request.set_request_id(request_id);
  return request;
}

// Has one effect and answers with how often it ran.
struct Effective {
  int runs = 0;
  Server::Handler handler() {
    return [this](Call& call, const google::protobuf::Message&, google::protobuf::Message& response) {
      Effect(call.db(), "done");
      static_cast<UploadStatus&>(response).set_offset(++runs);
      static_cast<UploadStatus&>(response).set_blob_key("a secret of the answer");
      return absl::OkStatus();
    };
  }
};

TEST_CASE("a mutation that succeeds is durable, and its follow-up runs after that") {
  House house;
  int seen = -1;
  CHECK_THAT(house.Run(Advance(1),
                       [&](Call& call, const auto&, auto&) {
                         Effect(call.db(), "a");
                         call.AfterCommit([&] { seen = house.effects(); });
                         CHECK(house.effects() == 0);
                         return absl::OkStatus();
                       }),
             IsOk());
  CHECK(seen == 1);
}

TEST_CASE("a mutation that fails leaves nothing behind and is not remembered") {
  House house;
  bool followed = false;
  const auto fail = [&](Call& call, const auto&, auto&) {
    Effect(call.db(), "a");
    call.AfterCommit([&] { followed = true; });
    return errors::FailedPrecondition("CLOSED", "no");
  };
  CHECK_THAT(house.Run(Advance(1), fail), HasReason("CLOSED"));
  CHECK(house.effects() == 0);
  CHECK_FALSE(followed);
  Effective effective;
  CHECK_THAT(house.Run(Advance(1), effective.handler()), IsOk());
  CHECK(effective.runs == 1);
}

TEST_CASE("a repeat with the same id and body gets the first answer and changes nothing") {
  House house;
  Effective effective;
  UploadStatus first;
  UploadStatus second;
  CHECK_THAT(house.Run(Advance(1), first, effective.handler()), IsOk());
  // The id is the same in capital letters.
  CHECK_THAT(house.Run(Advance(1, "0190AAAA-0000-7000-8000-00000000000A"), second, effective.handler()), IsOk());
  CHECK(first.SerializeAsString() == second.SerializeAsString());
  CHECK(first.offset() == 1);
  CHECK(effective.runs == 1);
  CHECK(house.effects() == 1);
}

TEST_CASE("the same id with another body is refused") {
  House house;
  Effective effective;
  CHECK_THAT(house.Run(Advance(1), effective.handler()), IsOk());
  const auto status = house.Run(Advance(2), effective.handler());
  CHECK_THAT(status, HasReason("REQUEST_ID_REUSED") && NamesField("request_id"));
  CHECK(house.effects() == 1);
}

TEST_CASE("two callers may use the same id") {
  House house;
  Effective effective;
  CHECK_THAT(house.Run(Advance(1), effective.handler()), IsOk());
  house.caller.user->user_id = UserId::New(absl::Now());
  CHECK_THAT(house.Run(Advance(2), effective.handler()), IsOk());
  CHECK(effective.runs == 2);
}

TEST_CASE("an API client is another caller than any user, and than another client") {
  House house;
  Effective effective;
  const absl::Time now = absl::Now();
  CHECK_THAT(house.Run(Advance(1), effective.handler()), IsOk());
  // Even where the client's id is the user's: one's request_id never answers the other.
  house.caller.client = auth::ClientClaims{ApiClientId::Trusted(house.caller.user->user_id.text()), PartnerId::New(now), {}, now};
  house.caller.user.reset();
  CHECK_THAT(house.Run(Advance(2), effective.handler()), IsOk());
  CHECK_THAT(house.Run(Advance(2), effective.handler()), IsOk());
  CHECK(effective.runs == 2);
  house.caller.client->client_id = ApiClientId::New(now);
  CHECK_THAT(house.Run(Advance(3), effective.handler()), IsOk());
  CHECK(effective.runs == 3);
}

TEST_CASE("a handler that asks for the user where a client calls fails, and does nothing") {
  House house;
  const absl::Time now = absl::Now();
  house.caller.client = auth::ClientClaims{ApiClientId::New(now), PartnerId::New(now), {}, now};
  house.caller.user.reset();
  const auto handler = [](Call& call, const auto&, auto&) {
    Effect(call.db(), call.user_id().text());
    return absl::OkStatus();
  };
  CHECK_THAT(house.Run(Advance(1), handler), HasCode(absl::StatusCode::kInternal));
  CHECK(house.effects() == 0);
}

TEST_CASE("a request_id must be a UUID") {
  House house;
  Effective effective;
  for (const char* id : {"", "1", "0190aaaa-0000-7000-8000-00000000000g", "0190aaaa00007000800000000000000a"}) {
    CHECK_THAT(house.Run(Advance(1, id), effective.handler()), NamesField("request_id"));
  }
  CHECK(effective.runs == 0);
}

TEST_CASE("the same call twice at once happens once, and both get the answer") {
  House house;
  std::atomic<int> runs{0};
  std::latch inside(1);
  std::latch go(1);
  const auto handler = [&](Call& call, const auto&, google::protobuf::Message& response) {
    static_cast<UploadStatus&>(response).set_offset(++runs);
    Effect(call.db(), "a");
    inside.count_down();
    go.wait();
    return absl::OkStatus();
  };
  UploadStatus answers[2];
  absl::Status statuses[2];
  postgres::Connection other(house.options());
  std::jthread first([&] { statuses[0] = house.Run(Advance(1), answers[0], handler); });
  inside.wait();
  std::jthread second([&] { statuses[1] = house.Run(Advance(1), answers[1], handler, &other); });
  // The second waits for the first's row.
  postgres::Connection watch(house.options());
  CHECK(test::AwaitLockWait(watch));
  go.count_down();
  first.join();
  second.join();
  CHECK_THAT(statuses[0], IsOk());
  CHECK_THAT(statuses[1], IsOk());
  CHECK(answers[0].offset() == 1);
  CHECK(answers[1].offset() == 1);
  CHECK(runs == 1);
  CHECK(house.effects() == 1);
}

TEST_CASE("the replay table does not show the answers it keeps") {
  House house;
  Effective effective;
  CHECK_THAT(house.Run(Advance(1), effective.handler()), IsOk());
  postgres::Connection connection(house.options());
  const auto answer = connection.Execute(kReplayed).front().Get<postgres::Bytes>("answer").data;
  CHECK(answer.find("secret") == std::string::npos);
}

TEST_CASE("answers are forgotten after 48 hours and not before") {
  House house;
  Effective effective;
  CHECK_THAT(house.Run(Advance(1), effective.handler()), IsOk());
  postgres::Connection connection(house.options());
  {
    const FakeClock clock(house.now + absl::Hours(48));
    const ReplayTrimmer trimmer(house.options(), clock);
  }
  CHECK(connection.Execute(kReplayed).size() == 1);
  const FakeClock clock(house.now + absl::Hours(48) + absl::Seconds(1));
  const ReplayTrimmer trimmer(house.options(), clock);
  CHECK(test::Eventually([&] { return connection.Execute(kReplayed).empty(); }));
}

TEST_CASE("old answers are forgotten around one that somebody holds") {
  House house;
  Effective effective;
  for (const char* request_id : {"0190aaaa-0000-7000-8000-00000000000a", "0190aaaa-0000-7000-8000-00000000000b"}) {
    CHECK_THAT(house.Run(Advance(1, request_id), effective.handler()), IsOk());
  }
  const FakeClock clock(house.now + absl::Hours(49));
  postgres::Connection connection(house.options());
  REQUIRE(connection.Execute(kReplayed).size() == 2);
  postgres::Connection other(house.options());
  postgres::Transaction holder = other.Begin();
  holder.Execute(kHoldReplayed);
  const ReplayTrimmer trimmer(house.options(), clock);
  CHECK(test::Eventually([&] { return connection.Execute(kReplayed).size() == 1; }));
}

TEST_CASE("what a handler asks for outside runs without its transaction, and the handler starts again") {
  House house;
  int runs = 0;
  const auto handler = [&](Call& call, const auto&, google::protobuf::Message& response) -> absl::Status {
    Effect(call.db(), "inside");
    static_cast<UploadStatus&>(response).set_size_bytes(7);
    if (++runs == 1) {
      static_cast<UploadStatus&>(response).set_offset(5);
      return call.Outside([&](postgres::Session& db) {
        CHECK(house.effects() == 0);
        Effect(db, "outside");
        CHECK(house.effects() == 1);  // durable at once
        return absl::OkStatus();
      });
    }
    return absl::OkStatus();
  };
  UploadStatus response;
  CHECK_THAT(house.Run(Advance(1), response, handler), IsOk());
  CHECK(runs == 2);
  CHECK(house.effects() == 2);
  CHECK(response.offset() == 0);  // nothing of the first try is left
  CHECK(response.size_bytes() == 7);
}

TEST_CASE("an error outside is the call's answer") {
  House house;
  const auto handler = [&](Call& call, const auto&, auto&) {
    return call.Outside([](postgres::Session&) { return errors::Unavailable("SERVICE_UNAVAILABLE", "catalog does not answer"); });
  };
  CHECK_THAT(house.Run(Advance(1), handler), HasReason("SERVICE_UNAVAILABLE"));
  CHECK_THAT(house.Run(GetUploadRequest(), handler), HasReason("SERVICE_UNAVAILABLE"));
}

TEST_CASE("an answer that was asked for is there when the handler starts again, and in no other call") {
  House house;
  int asked = 0;
  const auto handler = [&](Call& call, const auto&, google::protobuf::Message& response) -> absl::Status {
    const auto* answer = call.answered<int>();
    if (answer == nullptr) return call.Ask<int>([&]() -> absl::StatusOr<int> { return ++asked; });
    CHECK(call.answered<std::string>() == nullptr);
    static_cast<UploadStatus&>(response).set_offset(*answer);
    return absl::OkStatus();
  };
  UploadStatus response;
  CHECK_THAT(house.Run(Advance(1), response, handler), IsOk());
  CHECK(response.offset() == 1);
  CHECK_THAT(house.Run(GetUploadRequest(), response, handler), IsOk());
  CHECK(response.offset() == 2);
  const auto vain = [&](Call& call, const auto&, auto&) {
    return call.Ask<int>([]() -> absl::StatusOr<int> { return errors::Unavailable("SERVICE_UNAVAILABLE", "catalog does not answer"); });
  };
  CHECK_THAT(house.Run(GetUploadRequest(), vain), HasReason("SERVICE_UNAVAILABLE"));
}

TEST_CASE("a handler that keeps asking for the outside is stopped") {
  House house;
  int outsides = 0;
  const auto handler = [&](Call& call, const auto&, auto&) {
    return call.Outside([&](postgres::Session&) {
      ++outsides;
      return absl::OkStatus();
    });
  };
  CHECK_THAT(house.Run(Advance(1), handler), HasCode(absl::StatusCode::kInternal));
  CHECK(outsides == 3);
}

TEST_CASE("contention is tried again, up to three times") {
  House house;
  int runs = 0;
  int contended = 3;
  const auto handler = [&](Call& call, const auto&, auto&) -> absl::Status {
    Effect(call.db(), "a");
    if (++runs <= contended) throw postgres::Contention("40P01", "", "deadlock");
    return absl::OkStatus();
  };
  CHECK_THAT(house.Run(Advance(1), handler), IsOk());
  CHECK(runs == 4);
  CHECK(house.effects() == 1);
  runs = 0;
  contended = 100;
  CHECK_THAT(house.Run(Advance(2, NewUuid(house.now)), handler), HasReason("CONTENTION") && HasCode(absl::StatusCode::kAborted));
  CHECK(runs == 4);
  CHECK(house.effects() == 1);
}

TEST_CASE("what a handler throws is an internal error and rolls back") {
  House house;
  CHECK_THAT(house.Run(Advance(1),
                       [](Call& call, const auto&, auto&) -> absl::Status {
                         Effect(call.db(), "a");
                         throw std::runtime_error("a surprise");
                       }),
             HasCode(absl::StatusCode::kInternal));
  CHECK_THAT(house.Run(GetUploadRequest(),
                       [](Call& call, const auto&, auto&) -> absl::Status {
                         call.db().Execute(kFail);
                         return absl::OkStatus();
                       }),
             HasCode(absl::StatusCode::kInternal));
  CHECK(house.effects() == 0);
}

TEST_CASE("a zero byte that reaches the database is the caller's mistake") {
  House house;
  CHECK_THAT(house.Run(GetUploadRequest(),
                       [](Call& call, const auto&, auto&) -> absl::Status {
                         call.db().Execute(kEcho, std::string("a\0b", 3));
                         return absl::OkStatus();
                       }),
             HasReason("TEXT_NOT_STORABLE") && HasCode(absl::StatusCode::kInvalidArgument));
}

TEST_CASE("a connection that breaks makes the call unavailable, and the next one works") {
  House house;
  const auto broken = [](Call& call, const auto&, auto&) -> absl::Status {
    Effect(call.db(), "a");
    call.db().Execute(kKillMe);
    return absl::OkStatus();
  };
  CHECK_THAT(house.Run(Advance(1), broken), HasReason("DATABASE_UNAVAILABLE") && HasCode(absl::StatusCode::kUnavailable));
  CHECK(house.effects() == 0);
  Effective effective;
  CHECK_THAT(house.Run(Advance(1), effective.handler()), IsOk());
  CHECK(house.effects() == 1);
}

TEST_CASE("without a database every call is unavailable") {
  House house;
  auto options = house.options();
  options.url = "postgresql://nobody@/nothing?host=/nonexistent";
  postgres::Connection nowhere(options);
  Effective effective;
  CHECK_THAT(house.Run(Advance(1), effective.handler(), &nowhere), HasReason("DATABASE_UNAVAILABLE"));
}

TEST_CASE("each statement of a read stands alone") {
  House house;
  CHECK_THAT(house.Run(GetUploadRequest(),
                       [&](Call& call, const auto&, auto&) -> absl::Status {
                         Effect(call.db(), "a");
                         CHECK(house.effects() == 1);
                         return absl::OkStatus();
                       }),
             IsOk());
}

TEST_CASE("a follow-up that fails does not undo the success") {
  House house;
  CHECK_THAT(house.Run(Advance(1),
                       [](Call& call, const auto&, auto&) -> absl::Status {
                         Effect(call.db(), "a");
                         call.AfterCommit([] { throw std::runtime_error("too late"); });
                         return absl::OkStatus();
                       }),
             IsOk());
  CHECK(house.effects() == 1);
}

}  // namespace
}  // namespace parley::rpc
