#include "libs/postgres/value.h"

#include <cmath>
#include <limits>
#include <stdexcept>

#include "catch2/catch.hpp"
#include "libs/postgres/connection.h"
#include "tests/support/database.h"

namespace parley::postgres {
namespace {

struct Fixture {
  test::Database database{"values"};
  Connection db{database.options()};

  // What comes back of a value that went to the server as `type`.
  template <class T>
  T ThereAndBack(const std::string& type, const T& value) {
    const std::string text = "SELECT $1::" + type + " AS value";
    const std::string name = "As " + type;
    return db.Execute(Statement{name.c_str(), text.c_str()}, value).front().template Get<T>("value");
  }
};

TEST_CASE_METHOD(Fixture, "texts go there and back") {
  for (const std::string text : {"", "plain", "'; DROP TABLE people; --", "back\\slash \"quoted\"", "línea\nnueva 日本", "NULL"}) {
    REQUIRE(ThereAndBack("text", text) == text);
  }
}

TEST_CASE_METHOD(Fixture, "numbers and booleans go there and back") {
  REQUIRE(ThereAndBack("bigint", std::numeric_limits<int64_t>::min()) == std::numeric_limits<int64_t>::min());
  REQUIRE(ThereAndBack("bigint", std::numeric_limits<int64_t>::max()) == std::numeric_limits<int64_t>::max());
  REQUIRE(ThereAndBack("int", -7) == -7);
  REQUIRE(ThereAndBack("double precision", 0.1) == 0.1);
  REQUIRE(ThereAndBack("double precision", 1e300) == 1e300);
  REQUIRE(ThereAndBack("double precision", -std::numeric_limits<double>::infinity()) == -std::numeric_limits<double>::infinity());
  REQUIRE(std::isnan(ThereAndBack("double precision", std::numeric_limits<double>::quiet_NaN())));
  REQUIRE(ThereAndBack("boolean", true));
  REQUIRE_FALSE(ThereAndBack("boolean", false));
}

TEST_CASE_METHOD(Fixture, "times go there and back to the microsecond, infinity included") {
  for (const auto time : {absl::UnixEpoch(), absl::FromUnixMicros(1'795'469'330'123'456), absl::FromUnixMicros(-1), absl::InfiniteFuture(),
                          absl::InfinitePast(), absl::FromCivil(absl::CivilSecond(12026, 2, 28, 23, 59, 59), absl::UTCTimeZone()),
                          absl::FromCivil(absl::CivilSecond(1, 1, 1), absl::UTCTimeZone()), absl::FromUnixMicros(1'795'469'330'100'000)}) {
    CAPTURE(absl::FormatTime(time));
    REQUIRE(ThereAndBack("timestamptz", time) == time);
  }
  REQUIRE(ThereAndBack("timestamptz", absl::FromUnixNanos(1'999)) == absl::FromUnixMicros(1));
}

TEST_CASE_METHOD(Fixture, "bytes go there and back") {
  Bytes bytes;
  for (int i = 0; i < 256; ++i) bytes.data += static_cast<char>(i);
  REQUIRE(ThereAndBack("bytea", bytes).data == bytes.data);
  REQUIRE(ThereAndBack("bytea", Bytes{}).data.empty());
}

TEST_CASE_METHOD(Fixture, "arrays of texts go there and back") {
  using Texts = std::vector<std::string>;
  for (const Texts& texts : {Texts{}, Texts{""}, Texts{"a", "b"}, Texts{"NULL", "null", "{}", ",", "\"", "\\", " spaced ", "línea\n"}}) {
    REQUIRE(ThereAndBack("text[]", texts) == texts);
  }
}

TEST_CASE_METHOD(Fixture, "arrays of ids and numbers can be asked for") {
  constexpr Statement kSum{"Sum", "SELECT sum(n)::bigint AS sum FROM unnest($1::bigint[]) n"};
  REQUIRE(db.Execute(kSum, std::vector<int64_t>{1, 2, 39}).front().Get<int64_t>("sum") == 42);
  constexpr Statement kAny{"Any", "SELECT $1::uuid = ANY($2::uuid[]) AS found"};
  const auto id = UserId::Trusted("01900000-0000-7000-8000-000000000001");
  REQUIRE(db.Execute(kAny, id, std::vector<UserId>{id}).front().Get<bool>("found"));
  REQUIRE_FALSE(db.Execute(kAny, id, std::vector<UserId>{}).front().Get<bool>("found"));
}

TEST_CASE_METHOD(Fixture, "nothing and an empty id are NULL") {
  constexpr Statement kIsNull{"IsNull", "SELECT $1::text IS NULL AS is_null"};
  REQUIRE(db.Execute(kIsNull, std::nullopt).front().Get<bool>("is_null"));
  REQUIRE(db.Execute(kIsNull, std::optional<std::string>()).front().Get<bool>("is_null"));
  REQUIRE(db.Execute(kIsNull, UserId()).front().Get<bool>("is_null"));
  REQUIRE_FALSE(db.Execute(kIsNull, "").front().Get<bool>("is_null"));
  REQUIRE_FALSE(db.Execute(kIsNull, std::optional<std::string>("x")).front().Get<bool>("is_null"));
}

enum class State { kOpen = 1, kClosed = 2 };

TEST_CASE_METHOD(Fixture, "states are stored as their numbers") { REQUIRE(ThereAndBack("int", State::kClosed) == State::kClosed); }

template <class T>
void RequireRefused(std::string_view text) {
  CAPTURE(text);
  T value{};
  REQUIRE_THROWS_AS(FromText(text, value), std::invalid_argument);
}

TEST_CASE("text that is not of the type is refused") {
  for (const char* text : {"", "x", "1x", " 1", "1.5", "2147483648"}) RequireRefused<int>(text);
  for (const char* text : {"", "9223372036854775808"}) RequireRefused<int64_t>(text);
  for (const char* text : {"", "true", "1", "T"}) RequireRefused<bool>(text);
  for (const char* text : {"", "x", "1,5"}) RequireRefused<double>(text);
  for (const char* text : {"", "2026-11-23", "2026-11-23 21:28:50+02", "2026-11-23T21:28:50+00", "0044-03-15 12:00:00+00 BC", "yesterday",
                           "2026-11-23 21:28:50.+00"}) {
    RequireRefused<absl::Time>(text);
  }
  for (const char* text : {"", "\\", "\\x0", "\\xzz", "0011"}) RequireRefused<Bytes>(text);
  for (const char* text : {"", "{", "a", "{{a},{b}}", "{NULL}", "{a,}", "{\"a}", "{\"a\"b}", "[0:1]={a,b}"})
    RequireRefused<std::vector<std::string>>(text);
}

}  // namespace
}  // namespace parley::postgres
