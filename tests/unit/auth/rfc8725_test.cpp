// What RFC 8725 (JSON Web Token Best Current Practices) warns of in section 2 and asks for in section 3, as attacks, a row each.

#include <openssl/pem.h>

#include <functional>
#include <set>
#include <string>
#include <vector>

#include "catch2/catch.hpp"
#include "libs/auth/digest.h"
#include "libs/auth/openssl.h"
#include "libs/auth/signature.h"
#include "libs/auth/token.h"
#include "tests/support/status_matchers.h"
#include "tests/unit/auth/forge.h"

namespace parley::auth {
namespace {

using test::HasReason;

struct Attack {
  std::string section;
  std::string name;
  std::string token;
};

// The order of P-256.
constexpr char kOrder[] = "FFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632551";

// The signature of a token made as ours is, with r or s replaced.
class Halves {
 public:
  explicit Halves(const std::string& token) {
    const std::string signature = FromBase64Url(token.substr(token.rfind('.') + 1)).value();
    text_ = token.substr(0, token.rfind('.') + 1);
    r_ = signature.substr(0, 32);
    s_ = signature.substr(32);
  }
  std::string With(const std::string& r, const std::string& s) const { return text_ + ToBase64Url(r + s); }
  const std::string& r() const { return r_; }
  const std::string& s() const { return s_; }
  // n - s, which is as good a signature as s for whoever knows only the curve.
  std::string Mirrored() const {
    BIGNUM* order = nullptr;
    BN_hex2bn(&order, kOrder);
    const openssl::Number n(order);
    const openssl::Number s(BN_bin2bn(reinterpret_cast<const unsigned char*>(s_.data()), 32, nullptr));
    BN_sub(s.get(), n.get(), s.get());
    std::string mirrored(32, '\0');
    BN_bn2binpad(s.get(), reinterpret_cast<unsigned char*>(mirrored.data()), 32);
    return With(r_, mirrored);
  }

 private:
  std::string text_, r_, s_;
};

std::string Octets(const char* hex) {
  BIGNUM* read = nullptr;
  BN_hex2bn(&read, hex);
  const openssl::Number number(read);
  std::string octets(32, '\0');
  BN_bn2binpad(number.get(), reinterpret_cast<unsigned char*>(octets.data()), 32);
  return octets;
}

// {"alg":"ES256","typ":"at+jwt","kid":…} with more members.
std::string HeaderWith(const std::string& kid, const std::string& more) {
  return R"({"alg":"ES256","typ":"at+jwt","kid":")" + kid + R"(")" + more + "}";
}

std::string JwkOf(const PublicKey& key) { return R"({"kty":"EC","crv":"P-256","x":")" + key.x + R"(","y":")" + key.y + R"("})"; }

std::string HmacToken(const std::string& header, const std::string& claims, const std::string& key) {
  const std::string text = ToBase64Url(header) + "." + ToBase64Url(claims);
  return text + "." + ToBase64Url(HmacSha256(key, text));
}

// The algorithm, and what verifies it.
std::vector<Attack> OnAlgorithms(const Forge& forge, const Forge& other) {
  const PublicKey key = forge.issuer().public_key();
  const std::string claims = forge.Claims();
  const std::string hmac = HmacSha256(key.x, "x") + HmacSha256(key.y, "y");
  return {
      {"2.1", "alg none without a signature", forge.With(forge.Header("none"), claims, "")},
      {"2.1", "alg none with one", forge.Signed(forge.Header("none"), claims)},
      {"2.1", "alg NONE", forge.With(forge.Header("NONE"), claims, "")},
      {"2.1", "alg nOnE", forge.With(forge.Header("nOnE"), claims, "")},
      {"2.1", "no signature", forge.With(forge.Header(), claims, "")},
      {"2.1", "HS256 with the public key as its secret", HmacToken(forge.Header("HS256"), claims, key.x + key.y)},
      {"2.1", "HS256 with the JWK as its secret", HmacToken(forge.Header("HS256"), claims, JwkOf(key))},
      {"2.2", "HS256 with an empty secret", HmacToken(forge.Header("HS256"), claims, "")},
      {"2.2", "HS256 with a word as its secret", HmacToken(forge.Header("HS256"), claims, "secret")},
      {"3.1", "ES256 in the header, an HMAC below", forge.With(forge.Header(), claims, hmac)},
      {"3.1", "alg es256 in small letters", forge.Signed(forge.Header("es256"), claims)},
      {"3.1", "no alg", forge.Signed(R"({"typ":"at+jwt","kid":")" + key.kid + R"("})", claims)},
      {"3.1", "alg that is no text", forge.Signed(R"({"alg":["ES256"],"typ":"at+jwt","kid":")" + key.kid + R"("})", claims)},
      {"3.2", "ES384, of another curve", forge.Signed(forge.Header("ES384"), claims)},
      {"3.2", "ES256K, of another curve", forge.Signed(forge.Header("ES256K"), claims)},
      {"3.2", "RS256", forge.Signed(forge.Header("RS256"), claims)},
      {"3.2", "PS256", forge.Signed(forge.Header("PS256"), claims)},
      {"3.2", "EdDSA", forge.Signed(forge.Header("EdDSA"), claims)},
      {"3.3", "another's signature", other.Signed(forge.Header(), claims)},
      {"3.3", "something critical that is not known here", forge.Signed(HeaderWith(key.kid, R"(,"crit":["exp"])"), claims)},
      {"3.3", "nothing critical", forge.Signed(HeaderWith(key.kid, R"(,"crit":[])"), claims)},
      {"3.3", "an unencoded payload (RFC 7797)", forge.Signed(HeaderWith(key.kid, R"(,"b64":false,"crit":["b64"])"), claims)},
  };
}

// Signatures that a careless verifier takes.
std::vector<Attack> OnSignatures(const Forge& forge) {
  const std::string claims = forge.Claims();
  const std::string good = forge.Signed(forge.Header(), claims);
  const Halves half(good);
  const std::string zero(32, '\0');
  const std::string order = Octets(kOrder);
  return {
      {"3.4", "r and s are 0", half.With(zero, zero)},
      {"3.4", "r is 0", half.With(zero, half.s())},
      {"3.4", "s is 0", half.With(half.r(), zero)},
      {"3.4", "r and s are the order", half.With(order, order)},
      {"3.4", "r is the order", half.With(order, half.s())},
      {"3.4", "s is the order", half.With(half.r(), order)},
      {"3.4", "r and s are as large as can be", half.With(std::string(32, '\xff'), std::string(32, '\xff'))},
      {"3.4", "r and s are 1", half.With(std::string(31, '\0') + '\x01', std::string(31, '\0') + '\x01')},
      {"3.4", "r and s are exchanged", half.With(half.s(), half.r())},
      {"3.4", "an octet too little", half.With(half.r(), half.s().substr(0, 31))},
      {"3.4", "an octet too much", half.With(half.r(), half.s() + '\0')},
      {"3.4", "a zero before each half", half.With('\0' + half.r(), '\0' + half.s())},
      {"3.4", "a signature in DER", half.With("\x30\x44\x02\x20" + half.r(), "\x02\x20" + half.s())},
      {"2.6", "padding", good + "="},
      {"2.6", "spare bits of the signature", good.substr(0, good.size() - 1) + static_cast<char>(good.back() + 1)},
      {"2.6", "plain base64", ToBase64Url(forge.Header()) + "." + ToBase64Url(claims) + "." + std::string(86, '+')},
      {"2.6", "white space before", " " + good},
      {"2.6", "a new line after", good + "\n"},
      {"3.3", "claims changed",
       ToBase64Url(forge.Header()) + "." + ToBase64Url(forge.Claims("0001", "0003")) + good.substr(good.rfind('.'))},
  };
}

// What is no token of three parts in the compact form.
std::vector<Attack> OnShapes(const Forge& forge) {
  const std::string good = forge.Signed(forge.Header(), forge.Claims());
  const PublicKey key = forge.issuer().public_key();
  const std::string first = good.substr(0, good.find('.'));
  const std::string json = R"({"payload":")" + ToBase64Url(forge.Claims()) + R"(","signatures":[]})";
  return {
      {"2.3", "a nested token, which would be of two makers", forge.Signed(HeaderWith(key.kid, R"(,"cty":"JWT")"), good)},
      {"2.3", "a nested token in quotes", forge.Signed(HeaderWith(key.kid, R"(,"cty":"JWT")"), '"' + good + '"')},
      {"2.3", "an encrypted one, of five parts", first + "." + first + "." + first + "." + first + "." + first},
      {"2.4", "compressed claims",
       forge.Signed(HeaderWith(key.kid, R"(,"zip":"DEF")"), std::string("\x78\x9c\x03\x00\x00\x00\x00\x01", 8))},
      {"3.6", "compressed claims that would be large", forge.Signed(HeaderWith(key.kid, R"(,"zip":"DEF")"), std::string(2000, '\x1f'))},
      {"2.6", "nothing", ""},
      {"2.6", "one part", "abc"},
      {"2.6", "two parts", "a.b"},
      {"2.6", "four parts", good + ".x"},
      {"2.6", "empty parts", ".."},
      {"2.6", "the JSON form", json},
      {"2.6", "claims that are a list", forge.Signed(forge.Header(), "[]")},
      {"2.6", "claims that are no JSON", forge.Signed(forge.Header(), "{")},
      {"2.6", "something after the claims", forge.Signed(forge.Header(), forge.Claims() + "{}")},
      {"2.6", "a header member twice", forge.Signed(HeaderWith(key.kid, R"(,"alg":"ES256")"), forge.Claims())},
      {"2.6", "a claim twice", forge.Signed(forge.Header(), forge.Claims(R"("aud":"parley")", R"("aud":"other","aud":"parley")"))},
      {"2.6", "a claim twice, once escaped",
       forge.Signed(forge.Header(), forge.Claims(R"("aud":"parley")", R"("\u0061ud":"other","aud":"parley")"))},
      {"3.10", "larger than any of ours",
       forge.Signed(forge.Header(), forge.Claims(R"("roles")", R"("x":")" + std::string(4096, 'x') + R"(","roles")"))},
      {"3.10", "a megabyte", std::string(1 << 20, 'a') + ".b.c"},
      {"3.7", "claims in UTF-16", forge.Signed(forge.Header(), std::string("\xff\xfe{\0}\0", 6))},
      {"3.7", "claims after a byte order mark", forge.Signed(forge.Header(), "\xef\xbb\xbf" + forge.Claims())},
      {"3.7", "an octet that is no UTF-8", forge.Signed(forge.Header(), forge.Claims(R"("roles")", "\"x\":\"\xff\",\"roles\""))},
      {"3.7", "an overlong character", forge.Signed(forge.Header(), forge.Claims(R"("roles")", "\"x\":\"\xc0\xaf\",\"roles\""))},
      {"3.7", "a zero character in the subject", forge.Signed(forge.Header(), forge.Claims("0001\"", R"(0001\u0000")"))},
  };
}

// The key that the token itself names or brings.
std::vector<Attack> OnKeys(const Forge& forge, const Forge& other) {
  const PublicKey key = forge.issuer().public_key();
  const PublicKey own = other.issuer().public_key();
  const std::string claims = forge.Claims();
  const auto named = [&](const std::string& kid) { return other.Signed(HeaderWith(kid, ""), claims); };
  const auto brought = [&](const std::string& member) { return other.Signed(HeaderWith(key.kid, "," + member), claims); };
  return {
      {"2.9", "an unknown kid", named(own.kid)},
      {"2.9", "no kid", other.Signed(R"({"alg":"ES256","typ":"at+jwt"})", claims)},
      {"2.9", "a kid that is no text", other.Signed(R"({"alg":"ES256","typ":"at+jwt","kid":0})", claims)},
      {"2.9", "an empty kid", named("")},
      {"2.9", "a path as kid", named("../../../../dev/null")},
      {"2.9", "SQL as kid", named("x' UNION SELECT 'key' --")},
      {"2.9", "a kid with a zero character", named(key.kid + R"(\u0000)")},
      {"2.9", "a kid in other letters", named(key.kid + "A")},
      {"2.9", "a kid of 3 KB", named(std::string(2500, 'k'))},
      {"2.9", "a key of its own in the header", brought(R"("jwk":)" + JwkOf(own))},
      {"2.9", "a key of its own, and no kid", other.Signed(R"({"alg":"ES256","typ":"at+jwt","jwk":)" + JwkOf(own) + "}", claims)},
      {"2.9", "an address of keys", brought(R"("jku":"https://evil.example/keys")")},
      {"2.9", "an address of a certificate", brought(R"("x5u":"http://169.254.169.254/")")},
      {"2.9", "a certificate of its own", brought(R"("x5c":["MIIB"])")},
  };
}

// Tokens that are good for something else.
std::vector<Attack> OnMeaning(const Forge& forge) {
  const auto with = [&](const std::string& replace, const std::string& by) {
    return forge.Signed(forge.Header(), forge.Claims(replace, by));
  };
  const auto typed = [&](const std::string& typ) { return forge.Signed(forge.Header("ES256", typ), forge.Claims()); };
  const std::string id_token =
      R"({"iss":"parley","aud":"web-app","sub":"0190aaaa-0000-7000-8000-000000000001","nonce":"n","exp":1700000900})";
  const std::string launch =
      R"({"iss":"https://platform.example","aud":"parley","sub":"7","nonce":"n","exp":1700000900,"https://purl.imsglobal.org/spec/lti/claim/message_type":"LtiResourceLinkRequest"})";
  return {
      {"2.7", "an ID token of the same issuer", forge.Signed(forge.Header(), id_token)},
      {"2.7", "a launch of an LTI platform", forge.Signed(forge.Header(), launch)},
      {"2.7", "a token for another audience", with(R"("aud":"parley")", R"("aud":"other")")},
      {"2.8", "typ JWT", typed("JWT")},
      {"2.8", "typ of a logout token", typed("logout+jwt")},
      {"2.8", "typ of a proof of possession", typed("dpop+jwt")},
      {"2.8", "typ of a security event", typed("secevent+jwt")},
      {"3.11", "no typ", forge.Signed(R"({"alg":"ES256","kid":")" + forge.kid() + R"("})", forge.Claims())},
      {"3.11", "an empty typ", typed("")},
      {"3.11", "a typ that begins as ours", typed("at+jwt2")},
      {"3.8", "another issuer", with(R"("iss":"parley")", R"("iss":"evil")")},
      {"3.8", "an issuer that begins as ours", with(R"("iss":"parley")", R"("iss":"parley.evil.example")")},
      {"3.8", "no issuer", with(R"("iss":"parley",)", "")},
      {"3.8", "issuers in a list", with(R"("iss":"parley")", R"("iss":["parley"])")},
      {"3.8", "a subject that is no id", with("0190aaaa-0000-7000-8000-000000000001", "root")},
      {"3.8", "no subject", with(R"("sub":"0190aaaa-0000-7000-8000-000000000001",)", "")},
      {"3.9", "no audience", with(R"("aud":"parley",)", "")},
      {"3.9", "ours among others", with(R"("aud":"parley")", R"("aud":["parley","other"])")},
      {"3.9", "an empty audience", with(R"("aud":"parley")", R"("aud":"")")},
      {"3.10", "no expiry", with(R"("exp":1700000900,)", "")},
      {"3.10", "expiry as text", with("1700000900", R"("1700000900")")},
      {"3.10", "expiry as a fraction", with("1700000900", "1.7e9")},
      {"3.10", "expiry beyond all numbers", with("1700000900", "99999999999999999999999")},
      {"3.10", "not yet valid", with(R"("iat")", R"("nbf":1700000031,"iat")")},
      {"3.10", "a beginning that is no time", with(R"("iat")", R"("nbf":"now","iat")")},
      {"3.10", "no session", with(R"("sid":"0190aaaa-0000-7000-8000-000000000002",)", "")},
      {"3.12", "an API client's with a session", with(R"("iat")", R"("client_id":"0190aaaa-0000-7000-8000-000000000001","iat")")},
      {"3.12", "an API client's with roles, without a partner",
       with(R"("sid":"0190aaaa-0000-7000-8000-000000000002")", R"("client_id":"0190aaaa-0000-7000-8000-000000000001")")},
  };
}

std::vector<Attack> AllAttacks(const Forge& forge, const Forge& other) {
  std::vector<Attack> all;
  for (auto& part : {OnAlgorithms(forge, other), OnSignatures(forge), OnShapes(forge), OnKeys(forge, other), OnMeaning(forge)}) {
    all.insert(all.end(), part.begin(), part.end());
  }
  return all;
}

TEST_CASE("a forged token made as ours is made would pass, so RFC 8725's are refused for their reasons") {
  const Forge forge;
  CHECK(TokenVerifier::Make(KeysOf(forge.issuer()))->Verify(forge.Signed(forge.Header(), forge.Claims()), kNow).ok());
}

TEST_CASE("what RFC 8725 warns of is refused") {
  const Forge forge;
  const Forge other;
  const auto verifier = TokenVerifier::Make(KeysOf(forge.issuer()));
  for (const Attack& attack : AllAttacks(forge, other)) {
    INFO(attack.section << " " << attack.name);
    CHECK_THAT(verifier->Verify(attack.token, kNow).status(), HasReason("TOKEN_INVALID"));
  }
}

TEST_CASE("each section of RFC 8725 that is about tokens has its attacks") {
  const Forge forge;
  std::set<std::string> sections;
  for (const Attack& attack : AllAttacks(forge, forge)) sections.insert(attack.section);
  // 2.5 and 3.5 are about keys: the two cases below.
  CHECK(sections == std::set<std::string>{"2.1", "2.2", "2.3", "2.4", "2.6", "2.7", "2.8", "2.9", "3.1", "3.2", "3.3", "3.4", "3.6", "3.7",
                                          "3.8", "3.9", "3.10", "3.11", "3.12"});
}

TEST_CASE("RFC 8725, 2.5 and 3.4: a public key beside the curve is none, and what names it is refused") {
  const Forge forge;
  const PublicKey good = forge.issuer().public_key();
  const std::string other = Forge().issuer().public_key().y;
  const std::string large = ToBase64Url(std::string(32, '\xff'));
  const std::string zero = ToBase64Url(std::string(32, '\0'));
  for (const PublicKey& key : std::vector<PublicKey>{{good.kid, good.x, other},
                                                     {good.kid, zero, zero},
                                                     {good.kid, large, large},
                                                     {good.kid, good.x, ""},
                                                     {good.kid, good.x + "A", good.y},
                                                     {good.kid, ToBase64Url(std::string(48, 'x')), ToBase64Url(std::string(48, 'y'))}}) {
    INFO(key.x << " " << key.y);
    CHECK_FALSE(MakePublicKey(key).ok());
    const auto keys = [&]() -> absl::StatusOr<std::vector<PublicKey>> { return std::vector{key}; };
    CHECK_FALSE(TokenVerifier::Make(keys)->Verify(forge.Signed(forge.Header(), forge.Claims()), kNow).ok());
  }
}

TEST_CASE("RFC 8725, 3.2 and 3.5: no weaker or other key signs") {
  const auto pem = [](EVP_PKEY* made) {
    const openssl::Key key(made);
    const openssl::Bio bio(BIO_new(BIO_s_mem()));
    PEM_write_bio_PrivateKey(bio.get(), key.get(), nullptr, nullptr, 0, nullptr, nullptr);
    char* text = nullptr;
    const auto length = BIO_get_mem_data(bio.get(), &text);
    return std::string(text, static_cast<size_t>(length));
  };
  for (const char* curve : {"P-224", "P-384", "secp256k1"}) {
    INFO(curve);
    CHECK_FALSE(TokenIssuer::FromPem(pem(EVP_EC_gen(curve))).ok());
  }
  CHECK_FALSE(TokenIssuer::FromPem(pem(EVP_RSA_gen(1024))).ok());
  CHECK_FALSE(TokenIssuer::FromPem("a secret that people think of").ok());
  CHECK(TokenIssuer::FromPem(pem(EVP_EC_gen("P-256"))).ok());
}

TEST_CASE("RFC 8725, 2.6: the mirrored signature is the same token, for nothing of ours goes by a token's text") {
  const Forge forge;
  const auto verifier = TokenVerifier::Make(KeysOf(forge.issuer()));
  const std::string good = forge.Signed(forge.Header(), forge.Claims());
  const auto mirrored = verifier->Verify(Halves(good).Mirrored(), kNow);
  REQUIRE(mirrored.ok());
  CHECK(mirrored->user->user_id == verifier->Verify(good, kNow)->user->user_id);
}

TEST_CASE("RFC 8725, 2.9: a token never says where keys are fetched") {
  const Forge forge;
  const Forge other;
  int asked = 0;
  const auto verifier = TokenVerifier::Make([&]() -> absl::StatusOr<std::vector<PublicKey>> {
    ++asked;
    return std::vector{forge.issuer().public_key()};
  });
  for (const Attack& attack : OnKeys(forge, other)) {
    INFO(attack.name);
    CHECK_FALSE(verifier->Verify(attack.token, kNow).ok());
  }
  CHECK(asked == 1);
}

}  // namespace
}  // namespace parley::auth
