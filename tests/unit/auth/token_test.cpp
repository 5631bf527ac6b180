#include "libs/auth/token.h"

#include <string>
#include <vector>

#include "catch2/catch.hpp"
#include "libs/auth/digest.h"
#include "libs/auth/signature.h"
#include "libs/auth/stale.h"
#include "tests/support/status_matchers.h"
#include "tests/support/tokens.h"
#include "tests/unit/auth/forge.h"

namespace parley::auth {
namespace {

using test::HasReason;

TEST_CASE("a token that was issued says who it is for") {
  const test::Tokens tokens;
  const auto verifier = TokenVerifier::Make(tokens.FetchKeys());
  const Claims claims{UserId::New(kNow), SessionId::New(kNow), {Role::kCoordinator, Role::kFacilitator}, kNow + absl::Minutes(15)};
  const std::string token = tokens.issuer().Issue(claims, kNow);
  for (int time = 0; time < 2; ++time) {  // the second comes from memory
    const auto read = verifier->Verify(token, kNow);
    REQUIRE(read.ok());
    REQUIRE(read->user);
    CHECK_FALSE(read->client);
    CHECK(read->user->user_id == claims.user_id);
    CHECK(read->user->session_id == claims.session_id);
    CHECK(read->user->roles == claims.roles);
    CHECK(read->user->expire_time == claims.expire_time);
    CHECK(read->expire_time() == claims.expire_time);
  }
}

TEST_CASE("a client's token says whose it is and what it may, and is no user's") {
  const test::Tokens tokens;
  const auto verifier = TokenVerifier::Make(tokens.FetchKeys());
  const ClientClaims claims{ApiClientId::New(kNow), PartnerId::New(kNow), {"runs.write", "events.read"}, kNow + absl::Minutes(10)};
  const std::string token = tokens.issuer().IssueToClient(claims, kNow);
  for (int time = 0; time < 2; ++time) {  // the second comes from memory
    const auto read = verifier->Verify(token, kNow);
    REQUIRE(read.ok());
    REQUIRE(read->client);
    CHECK_FALSE(read->user);
    CHECK(read->client->client_id == claims.client_id);
    CHECK(read->client->partner_id == claims.partner_id);
    CHECK(read->client->scopes == claims.scopes);
    CHECK(read->expire_time() == claims.expire_time);
  }
  CHECK_THAT(verifier->Verify(token, kNow + absl::Minutes(11)).status(), HasReason("TOKEN_EXPIRED"));
}

TEST_CASE("a user's token is stale below the version told, and another's is not") {
  const test::Tokens tokens;
  const auto verifier = TokenVerifier::Make(tokens.FetchKeys());
  const auto amal = UserId::New(kNow);
  const auto token = [&](const UserId& user_id, int64_t version) {
    return tokens.issuer().Issue({user_id, SessionId::New(kNow), {Role::kOperator}, kNow + absl::Minutes(10), version}, kNow);
  };
  const std::string before = token(amal, 1);
  const std::string after = token(amal, 2);
  const std::string other = token(UserId::New(kNow), 0);
  CHECK(verifier->Verify(before, kNow)->user->version == 1);
  verifier->Refuse({{amal.text(), 2}});
  CHECK_THAT(verifier->Verify(before, kNow).status(), HasReason("TOKEN_STALE"));          // from memory
  CHECK_THAT(verifier->Verify(token(amal, 0), kNow).status(), HasReason("TOKEN_STALE"));  // new
  CHECK(verifier->Verify(after, kNow).ok());
  CHECK(verifier->Verify(other, kNow).ok());
  verifier->Refuse({});
  CHECK(verifier->Verify(before, kNow).ok());
}

TEST_CASE("an ended session's tokens are stale, and the same user's other sessions go on") {
  const test::Tokens tokens;
  const auto verifier = TokenVerifier::Make(tokens.FetchKeys());
  const auto amal = UserId::New(kNow);
  const auto token = [&](const SessionId& session) {
    Claims claims{amal, session, {}, kNow + absl::Minutes(10)};
    claims.version = 7;
    return tokens.issuer().Issue(claims, kNow);
  };
  const auto ended = SessionId::New(kNow);
  const std::string before = token(ended);
  const auto bearer = verifier->Verify(before, kNow);
  REQUIRE(bearer.ok());
  CHECK_FALSE(IsStale(*bearer, {{amal.text(), 7}}));
  CHECK(IsStale(*bearer, {{ended.text(), 1}}));
  verifier->Refuse({{ended.text(), 1}});
  CHECK_THAT(verifier->Verify(before, kNow).status(), HasReason("TOKEN_STALE"));
  CHECK(IsStaleToken(verifier->Verify(before, kNow + absl::Hours(1)).status()));  // expired besides
  CHECK(verifier->Verify(token(SessionId::New(kNow)), kNow).ok());
}

TEST_CASE("what a verified token says can be read without keys") {
  const test::Tokens tokens;
  const Claims claims{UserId::New(kNow), SessionId::New(kNow), {Role::kOperator}, kNow + absl::Minutes(10)};
  const auto read = ReadVerified(tokens.issuer().Issue(claims, kNow));
  REQUIRE(read.ok());
  CHECK(read->user->session_id == claims.session_id);
  for (const char* none : {"", "a", "a.b.c", "a.b", "..."}) CHECK_FALSE(ReadVerified(none).ok());
}

TEST_CASE("a revoked client's tokens are stale") {
  const test::Tokens tokens;
  const auto verifier = TokenVerifier::Make(tokens.FetchKeys());
  const auto token = [&](const ApiClientId& id) {
    return tokens.issuer().IssueToClient({id, PartnerId::New(kNow), {"runs.write"}, kNow + absl::Minutes(10)}, kNow);
  };
  const auto revoked = ApiClientId::New(kNow);
  verifier->Refuse({{revoked.text(), 1}});
  CHECK_THAT(verifier->Verify(token(revoked), kNow).status(), HasReason("TOKEN_STALE"));
  CHECK(verifier->Verify(token(ApiClientId::New(kNow)), kNow).ok());
}

TEST_CASE("a token that is half a client's and half a user's is nobody's") {
  const Forge forge;
  const auto verifier = TokenVerifier::Make(KeysOf(forge.issuer()));
  const std::string client = "0190aaaa-0000-7000-8000-000000000005";
  const auto verify = [&](const std::string& members) {
    const std::string claims = R"({"iss":"parley","aud":"parley","exp":1700000900,)" + members + "}";
    return verifier->Verify(forge.Signed(forge.Header(), claims), kNow);
  };
  const std::string id = R"("client_id":")" + client + R"(")";
  const std::string subject = R"(,"sub":")" + client + R"(")";
  const std::string partner = R"(,"partner_id":"0190aaaa-0000-7000-8000-000000000006")";
  const std::string scope = R"(,"scope":"runs.write emperor events.read")";
  const auto good = verify(id + subject + partner + scope);
  REQUIRE(good.ok());
  CHECK(good->client->scopes == std::vector<std::string>{"runs.write", "events.read"});

  const std::string session = R"(,"sid":"0190aaaa-0000-7000-8000-000000000002")";
  const std::vector<std::string> flawed = {id + subject + partner + scope + session,
                                           id + subject + partner + scope + R"(,"roles":[])",
                                           id + subject + session,
                                           id + partner + scope,
                                           id + subject + scope,
                                           id + subject + partner,
                                           id + R"(,"sub":"0190aaaa-0000-7000-8000-000000000007")" + partner + scope,
                                           R"("client_id":"root","sub":"root")" + partner + scope,
                                           id + subject + R"(,"partner_id":"x")" + scope,
                                           id + subject + partner + R"(,"scope":["runs.write"])",
                                           R"("client_id":"parley")" + subject + partner + scope};
  for (const std::string& members : flawed) {
    INFO(members);
    CHECK_THAT(verify(members).status(), HasReason("TOKEN_INVALID"));
  }
}

TEST_CASE("a token expires, half a minute late for clocks that differ") {
  const test::Tokens tokens;
  const auto verifier = TokenVerifier::Make(tokens.FetchKeys());
  const std::string token = tokens.Bearer(UserId::New(kNow), {}, kNow);
  const absl::Time end = kNow + absl::Minutes(15) + absl::Seconds(30);
  CHECK(verifier->Verify(token, end - absl::Seconds(1)).ok());
  CHECK_THAT(verifier->Verify(token, end).status(), HasReason("TOKEN_EXPIRED"));
  const auto fresh = TokenVerifier::Make(tokens.FetchKeys());
  CHECK_THAT(fresh->Verify(token, end).status(), HasReason("TOKEN_EXPIRED"));
}

TEST_CASE("a token cut short anywhere is refused") {
  const Forge forge;
  const auto verifier = TokenVerifier::Make(KeysOf(forge.issuer()));
  const std::string good = forge.Signed(forge.Header(), forge.Claims());
  for (size_t length = 0; length < good.size(); ++length) {
    CHECK_THAT(verifier->Verify(good.substr(0, length), kNow).status(), HasReason("TOKEN_INVALID"));
  }
}

TEST_CASE("a token changed anywhere is refused") {
  const Forge forge;
  const auto verifier = TokenVerifier::Make(KeysOf(forge.issuer()));
  const std::string good = forge.Signed(forge.Header(), forge.Claims());
  for (size_t place = 0; place < good.size(); ++place) {
    std::string changed = good;
    changed[place] = changed[place] == 'A' ? 'B' : 'A';
    CHECK_FALSE(verifier->Verify(changed, kNow).ok());
  }
}

TEST_CASE("roles that are not known here are passed over") {
  const Forge forge;
  const auto verifier = TokenVerifier::Make(KeysOf(forge.issuer()));
  const auto read = verifier->Verify(forge.Signed(forge.Header(), forge.Claims(R"(["operator"])", R"(["emperor",7,"facilitator"])")), kNow);
  REQUIRE(read.ok());
  CHECK(read->user->roles == std::vector{Role::kFacilitator});
}

TEST_CASE("a signing key is a private key on P-256 and nothing else") {
  const test::Tokens tokens;
  CHECK(TokenIssuer::FromPem(tokens.pem()).ok());
  CHECK_FALSE(TokenIssuer::FromPem("").ok());
  CHECK_FALSE(TokenIssuer::FromPem("-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n").ok());
  CHECK_FALSE(TokenIssuer::FromPem(tokens.pem().substr(0, 100)).ok());
}

TEST_CASE("signing keys may be several, of which none is cut off or something else") {
  const test::Tokens first;
  const test::Tokens second;
  const auto keys = TokenIssuer::AllFromPem(first.pem() + second.pem());
  REQUIRE(keys.ok());
  REQUIRE(keys->size() == 2);
  CHECK((*keys)[0]->public_key().kid == first.issuer().public_key().kid);
  CHECK((*keys)[1]->public_key().kid == second.issuer().public_key().kid);
  CHECK(TokenIssuer::FromPem(first.pem() + second.pem()).value()->public_key().kid == first.issuer().public_key().kid);
  CHECK_FALSE(TokenIssuer::AllFromPem("").ok());
  CHECK_FALSE(TokenIssuer::AllFromPem(first.pem() + second.pem().substr(0, 100)).ok());
  CHECK_FALSE(TokenIssuer::AllFromPem(first.pem() + "-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n").ok());
}

TEST_CASE("signatures agree with RFC 7515, A.3") {
  const auto key = MakePublicKey({"k", "f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU", "x_FEzRu9m36HLN_tue659LNpXW6pCyStikYjKIWI5a0"});
  REQUIRE(key.ok());
  const std::string text =
      "eyJhbGciOiJFUzI1NiJ9.eyJpc3MiOiJqb2UiLA0KICJleHAiOjEzMDA4MTkzODAsDQogImh0dHA6Ly9leGFtcGxlLmNvbS9pc19yb290Ijp0cnVlfQ";
  const auto signature = FromBase64Url("DtEhU3ljbEg8L38VWAfUAqOyKAM6-Xx-F4GawxaepmXFCgfTjDxw5djxLa8ISlSApmWQxfKTUJqPP3-Kg6NU1Q");
  REQUIRE(signature.ok());
  CHECK(IsSignature(key->get(), text, *signature));
  CHECK_FALSE(IsSignature(key->get(), text + "x", *signature));
}

TEST_CASE("coordinates beside the curve make no key") {
  CHECK_FALSE(MakePublicKey({"k", ToBase64Url(std::string(32, 'x')), ToBase64Url(std::string(32, 'y'))}).ok());
  CHECK_FALSE(MakePublicKey({"k", "AA", "AA"}).ok());
}

}  // namespace
}  // namespace parley::auth
