#include <boost/json/parse.hpp>
#include <regex>

#include "absl/strings/ascii.h"
#include "catch2/catch.hpp"
#include "libs/redis/connection.h"
#include "parley/notifications/v1/live.pb.h"
#include "tests/service/gateway/house.h"
#include "tests/support/eventually.h"
#include "tests/support/redis_server.h"

// What the gateway hands out: renditions, live events, the web app.
namespace parley::gateway {
namespace {

const std::string kAuthor = "Authorization: Bearer author";

TEST_CASE("a rendition is delivered whole and in ranges") {
  House house;
  const std::string bytes(300'000, 'v');
  std::string content = "begin" + bytes + "end";
  house.exchange_internal.AddRendition("video.mp4", "video/mp4");
  house.exchange_internal.AddRendition("720p/1.m4s", "video/iso.segment");
  house.PutBlob("renditions/v1/video.mp4", content);
  house.PutBlob("renditions/v1/720p/1.m4s", "segment");
  const std::string target = "/v1/videos/v1/renditions/video.mp4";
  const Answer whole = house.Ask("GET", target, {kAuthor});
  CHECK(whole.status == 200);
  CHECK((whole.body == content));
  CHECK(whole.Header("content-type") == "video/mp4");
  CHECK(whole.Header("etag") == "\"tag-1\"");
  CHECK(whole.Header("accept-ranges") == "bytes");
  CHECK(whole.Header("cache-control").find("private") == 0);
  const Answer part = house.Ask("GET", target, {kAuthor, "Range: bytes=3-6"});
  CHECK(part.status == 206);
  CHECK(part.body == "invv");
  CHECK(part.Header("content-range") == "bytes 3-6/300008");
  CHECK(house.Ask("GET", target, {kAuthor, "Range: bytes=-3"}).body == "end");
  CHECK(house.Ask("GET", target, {kAuthor, "Range: bytes=0-1", "If-Range: \"old\""}).status == 200);
  const Answer beyond = house.Ask("GET", target, {kAuthor, "Range: bytes=300008-"});
  CHECK(beyond.status == 416);
  CHECK(IsProblem(beyond));
  CHECK(beyond.Header("content-range") == "bytes */300008");
  CHECK(house.Ask("GET", target, {kAuthor, "If-None-Match: \"tag-1\""}).status == 304);
  const Answer head = house.Ask("HEAD", target, {kAuthor});
  CHECK(head.Header("content-length") == "300008");
  CHECK(house.Ask("GET", "/v1/videos/v1/renditions/720p/1.m4s", {"Cookie: parley_access=author"}).body == "segment");
}

TEST_CASE("a connection goes on after a rendition") {
  House house;
  house.exchange_internal.AddRendition("video.mp4", "video/mp4");
  house.PutBlob("renditions/v1/video.mp4", std::string(5'000'000, 'x'));
  Client client(house.port());
  CHECK(client.Ask("GET", "/v1/videos/v1/renditions/video.mp4", {kAuthor}).body.size() == 5'000'000);
  CHECK(client.Ask("HEAD", "/v1/videos/v1/renditions/video.mp4", {kAuthor}).status == 200);
  CHECK(client.Ask("GET", "/healthz").status == 200);
}

TEST_CASE("a rendition is for those who may see it") {
  House house;
  house.exchange_internal.AddRendition("video.mp4", "video/mp4");
  house.PutBlob("renditions/v1/video.mp4", "content");
  const std::string target = "/v1/videos/v1/renditions/";
  CHECK(house.Ask("GET", target + "video.mp4").status == 401);
  CHECK(house.Ask("GET", target + "video.mp4", {"Authorization: Bearer stranger"}).status == 404);
  CHECK(house.Ask("GET", target + "other.mp4", {kAuthor}).status == 404);
  CHECK(house.Ask("GET", target + "..%2f..%2fuploads", {kAuthor}).status == 400);
  CHECK(house.Ask("GET", target + "../video.mp4", {kAuthor}).status == 400);
  CHECK(house.Ask("GET", "/v1/videos/v2/renditions/video.mp4", {kAuthor}).status == 503);  // promised, but not there
  CHECK(house.Ask("POST", target + "video.mp4", {kAuthor}).status == 405);
}

// Publishes until somebody listens: the subscription starts in the background.
void Publish(redis::Connection& redis, const std::string& user_id, const std::string& notification_id) {
  notifications::v1::LiveEvent event;
  event.set_user_id(user_id);
  event.mutable_notification()->set_notification_id(notification_id);
  event.mutable_notification()->set_text("Amal answered\nyou");
  REQUIRE(test::Eventually([&] {
    return redis.Command({"PUBLISH", "parley:{notifications}:live", event.SerializeAsString()}).integer > 0;
  }));
}

TEST_CASE("live events reach every open browser of their user and nobody else") {
  test::RedisServer server;
  House house([&](Settings& settings) { settings.redis_url = server.url(); });
  redis::Connection redis(server.url());
  const auto open = [&](Client& client, const std::string& user) {
    client.Write("GET /v1/users/me/events HTTP/1.1\r\nHost: x\r\nCookie: parley_access=" + user + "\r\n\r\n");
    const std::string head = client.ReadUntil("retry: 2000\n\n");
    CHECK(head.find("200 OK") != std::string::npos);
    CHECK(head.find("Content-Type: text/event-stream") != std::string::npos);
  };
  Client phone(house.port()), laptop(house.port()), other(house.port());
  open(phone, "amal");
  open(laptop, "amal");
  open(other, "badr");
  Publish(redis, "amal", "n1");
  Publish(redis, "badr", "n2");
  const std::string expected = "event: notification\nid: n1\ndata: {\"notificationId\":\"n1\",\"text\":\"Amal answered\\nyou\"}\n\n";
  CHECK(phone.ReadUntil("\"}\n\n").find(expected) != std::string::npos);
  CHECK(laptop.ReadUntil("\"}\n\n").find(expected) != std::string::npos);
  CHECK(other.ReadUntil("\"}\n\n").find("n1") == std::string::npos);

  server.Kill();
  server.Start();
  Publish(redis, "amal", "n3");
  CHECK(phone.ReadUntil("\"}\n\n").find("n3") != std::string::npos);
  house.gateway().Stop();
  CHECK(phone.Ended());
}

TEST_CASE("an event stream needs a user and stays awake") {
  House house([](Settings& settings) { settings.heartbeat = absl::Milliseconds(20); });
  CHECK(house.Ask("GET", "/v1/users/me/events").status == 401);
  Client client(house.port());
  client.Write("GET /v1/users/me/events HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer amal\r\n\r\n");
  client.ReadUntil("retry: 2000\n\n");
  client.ReadUntil(": still here\n\n");
}

TEST_CASE("an event stream ends with the session that opened it, and with what its token says") {
  House house;
  const absl::Time now = house.clock().Now();
  const UserId amal = UserId::New(now);
  const auto open = [&](Client& client, const SessionId& session, int64_t version) {
    auth::Claims claims{amal, session, {}, now + absl::Minutes(10)};
    claims.version = version;
    client.Write("GET /v1/users/me/events HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer " +
                 house.identity.tokens.issuer().Issue(claims, now) + "\r\n\r\n");
  };
  const SessionId ended = SessionId::New(now), other = SessionId::New(now);
  Client of_ended(house.port()), of_other(house.port()), of_today(house.port());
  open(of_ended, ended, 0);
  open(of_other, other, 0);
  open(of_today, other, 1);
  for (Client* client : {&of_ended, &of_other, &of_today}) client->ReadUntil("retry: 2000\n\n");
  redis::Connection redis(test::SharedRedisUrl());
  Publish(redis, amal.text(), "n1");
  for (Client* client : {&of_ended, &of_other, &of_today}) client->ReadUntil("id: n1\n");

  house.identity_internal.Revoke(ended.text(), 1);
  of_ended.ReadUntil("0\r\n\r\n");
  Publish(redis, amal.text(), "n2");
  of_other.ReadUntil("id: n2\n");
  house.identity_internal.Revoke(amal.text(), 1);
  of_other.ReadUntil("0\r\n\r\n");
  Publish(redis, amal.text(), "n3");
  of_today.ReadUntil("id: n3\n");
  // The gateway knows already, whatever identity says.
  Client late(house.port());
  open(late, ended, 1);
  late.ReadUntil("0\r\n\r\n");
}

TEST_CASE("a user can't hold more than a few streams") {
  House house;
  std::vector<std::unique_ptr<Client>> clients;
  for (int i = 0; i < 20; ++i) {
    clients.push_back(std::make_unique<Client>(house.port()));
    clients.back()->Write("GET /v1/users/me/events HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer amal\r\n\r\n");
    clients.back()->ReadUntil("retry: 2000\n\n");
  }
  CHECK(house.Ask("GET", "/v1/users/me/events", {"Authorization: Bearer amal"}).status == 429);
  clients.clear();
  CHECK(test::Eventually([&] {
    Client again(house.port());
    again.Write("GET /v1/users/me/events HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer amal\r\n\r\n");
    return again.ReadUntil("\r\n").find("200 OK") != std::string::npos;
  }));
}

TEST_CASE("the web app is served with the headers it needs") {
  House house;
  const Answer home = house.Ask("GET", "/");
  CHECK(home.status == 200);
  CHECK(home.Has("<title>Parley</title>"));
  CHECK(home.Header("content-type") == "text/html; charset=utf-8");
  CHECK(home.Header("cache-control") == "no-cache");
  CHECK(home.Header("content-security-policy").find("script-src 'self';") != std::string::npos);
  CHECK(home.Header("strict-transport-security") == "max-age=31536000");
  CHECK(home.Header("referrer-policy") == "same-origin");
  const Answer asset = house.Ask("GET", "/assets/app-1a2b.js");
  CHECK(asset.body == "console.log('parley')");
  CHECK(asset.Header("cache-control") == "public, max-age=31536000, immutable");
  CHECK(asset.Header("content-type") == "text/javascript; charset=utf-8");
  CHECK(house.Ask("GET", "/assets/app-1a2b.js", {"If-None-Match: " + asset.Header("etag")}).status == 304);
  CHECK(house.Ask("GET", "/robots.txt").body == "User-agent: *");
}

TEST_CASE("the API is told as OpenAPI, packed where that is taken, and once") {
  House house;
  const Answer plain = house.Ask("GET", "/openapi.json");
  CHECK(plain.status == 200);
  CHECK(plain.Header("content-type") == "application/json");
  CHECK(plain.body.starts_with(R"({"openapi":"3.1.0",)"));
  CHECK(plain.Has(R"("/v1/courses/{course_id}")"));
  CHECK(plain.Header("vary") == "Accept-Encoding");
  const Answer packed = house.Ask("GET", "/openapi.json", {"Accept-Encoding: gzip"});
  CHECK(packed.Header("content-encoding") == "gzip");
  CHECK(packed.body.starts_with("\x1f\x8b"));
  CHECK(packed.body.size() * 5 < plain.body.size());
  CHECK(packed.Header("etag") != plain.Header("etag"));
  CHECK(house.Ask("GET", "/openapi.json", {"If-None-Match: " + plain.Header("etag")}).status == 304);
  CHECK(house.Ask("GET", "/openapi.json", {"If-None-Match: " + packed.Header("etag")}).status == 200);
  CHECK(house.Ask("HEAD", "/openapi.json").Header("content-length") == std::to_string(plain.body.size()));
}

TEST_CASE("the API's description leaves out no address that is served") {
  House house([](Settings& settings) { settings.metrics_listen = "127.0.0.1:0"; });
  const boost::json::value document = boost::json::parse(house.Ask("GET", "/openapi.json").body);
  const std::string metrics = Ask(house.gateway().metrics_port(), "GET", "/metrics").body;
  const std::regex route("parley_http_seconds_count\\{route=\"([A-Z]+) (/[^\"]*)\"\\}");
  int served = 0;
  for (std::sregex_iterator at(metrics.begin(), metrics.end(), route), end; at != end; ++at, ++served) {
    // A variable by the last part of its field's path, without its pattern.
    const std::string path = std::regex_replace((*at)[2].str(), std::regex("\\{(?:[a-z_]+\\.)*([a-z_]+)(?:=\\*+)?\\}"), "{$1}");
    CAPTURE((*at)[1].str(), path);
    const boost::json::value* item = document.at("paths").as_object().if_contains(path);
    REQUIRE(item != nullptr);
    CHECK(item->as_object().contains(absl::AsciiStrToLower((*at)[1].str())));
  }
  CHECK(served > 100);
}

TEST_CASE("the app's own addresses are the app, others are nothing") {
  House house;
  for (const char* target : {"/developers", "/developers/", "/developers.html"}) {
    CAPTURE(target);
    CHECK(house.Ask("GET", target).Has("<title>The API</title>"));
  }
  for (const char* target : {"/videos/0190", "/videos/developers", "/sign-in/confirm?to=%2Fruns", "/runs/r/", "/assets/x"}) {
    CAPTURE(target);
    CHECK(house.Ask("GET", target).Has("<title>Parley</title>"));
  }
  for (const char* target : {"/missing.js", "/assets/missing.css", "/v1", "/v1/x", "/.well-known/x", "/favicon.ico"}) {
    CAPTURE(target);
    CHECK(house.Ask("GET", target).status == 404);
  }
  CHECK(house.Ask("POST", "/videos").status == 405);
}

}  // namespace
}  // namespace parley::gateway
