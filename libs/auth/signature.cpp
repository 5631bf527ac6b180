#include "libs/auth/signature.h"

#include <openssl/core_names.h>
#include <openssl/param_build.h>
#include <openssl/pem.h>

#include <stdexcept>
#include <utility>

#include "libs/auth/digest.h"

namespace parley::auth {
namespace {

constexpr int kCoordinateBytes = 32;
constexpr size_t kSignatureBytes = 64;
constexpr char kCurve[] = "prime256v1";

const unsigned char* Octets(std::string_view text) { return reinterpret_cast<const unsigned char*>(text.data()); }
unsigned char* Octets(std::string& text) { return reinterpret_cast<unsigned char*>(text.data()); }

bool IsOnP256(EVP_PKEY* key) {
  char name[32] = {};
  size_t length = 0;
  return EVP_PKEY_get_base_id(key) == EVP_PKEY_EC && EVP_PKEY_get_group_name(key, name, sizeof(name), &length) == 1 &&
         std::string_view(name, length) == kCurve;
}

std::string Coordinate(EVP_PKEY* key, const char* name) {
  BIGNUM* number = nullptr;
  if (EVP_PKEY_get_bn_param(key, name, &number) != 1) throw std::runtime_error("the key has no public part");
  const openssl::Number owned(number);
  std::string octets(kCoordinateBytes, '\0');
  if (BN_bn2binpad(number, Octets(octets), kCoordinateBytes) != kCoordinateBytes) throw std::runtime_error("a coordinate is too long");
  return octets;
}

size_t Count(std::string_view text, std::string_view part) {
  size_t count = 0;
  for (size_t place = text.find(part); place != std::string_view::npos; place = text.find(part, place + part.size())) ++count;
  return count;
}

// A passphrase is never asked for on a terminal.
int NoPassphrase(char*, int, int, void*) { return 0; }

}  // namespace

absl::StatusOr<openssl::Key> ReadPrivateKey(const std::string& pem) {
  auto keys = ReadPrivateKeys(pem);
  if (!keys.ok()) return keys.status();
  return std::move(keys->front());
}

absl::StatusOr<std::vector<openssl::Key>> ReadPrivateKeys(const std::string& pem) {
  const openssl::Bio bio(BIO_new_mem_buf(pem.data(), static_cast<int>(pem.size())));
  std::vector<openssl::Key> keys;
  while (EVP_PKEY* read = PEM_read_bio_PrivateKey(bio.get(), nullptr, NoPassphrase, nullptr)) {
    keys.emplace_back(read);
    if (!IsOnP256(read)) return absl::InvalidArgumentError("not a PEM private key on P-256");
  }
  // OpenSSL says the same of the end of the text as of a key that is cut off.
  const bool is_whole = Count(pem, "-----BEGIN ") == Count(pem, "-----END ") && Count(pem, "PRIVATE KEY-----") == 2 * keys.size();
  if (keys.empty() || !is_whole) return absl::InvalidArgumentError("not a PEM private key on P-256");
  return keys;
}

absl::StatusOr<openssl::Key> MakePublicKey(const PublicKey& key) {
  const auto x = FromBase64Url(key.x);
  const auto y = FromBase64Url(key.y);
  if (!x.ok() || !y.ok() || x->size() != kCoordinateBytes || y->size() != kCoordinateBytes) {
    return absl::InvalidArgumentError("the coordinates are not those of a point on P-256");
  }
  std::string point = '\x04' + *x + *y;
  std::string curve = kCurve;
  OSSL_PARAM params[] = {OSSL_PARAM_construct_utf8_string(OSSL_PKEY_PARAM_GROUP_NAME, curve.data(), curve.size()),
                         OSSL_PARAM_construct_octet_string(OSSL_PKEY_PARAM_PUB_KEY, point.data(), point.size()),
                         OSSL_PARAM_construct_end()};
  const openssl::KeyContext context(EVP_PKEY_CTX_new_from_name(nullptr, "EC", nullptr));
  EVP_PKEY* made = nullptr;
  if (EVP_PKEY_fromdata_init(context.get()) != 1 || EVP_PKEY_fromdata(context.get(), &made, EVP_PKEY_PUBLIC_KEY, params) != 1) {
    return absl::InvalidArgumentError("the coordinates are not those of a point on P-256");
  }
  return openssl::Key(made);
}

PublicKey Describe(EVP_PKEY* key) {
  PublicKey described;
  described.x = ToBase64Url(Coordinate(key, OSSL_PKEY_PARAM_EC_PUB_X));
  described.y = ToBase64Url(Coordinate(key, OSSL_PKEY_PARAM_EC_PUB_Y));
  described.kid = ToBase64Url(Sha256(R"({"crv":"P-256","kty":"EC","x":")" + described.x + R"(","y":")" + described.y + R"("})"));
  return described;
}

std::string Sign(EVP_PKEY* key, std::string_view data) {
  const openssl::DigestContext context(EVP_MD_CTX_new());
  std::string der(static_cast<size_t>(EVP_PKEY_get_size(key)), '\0');
  size_t length = der.size();
  if (EVP_DigestSignInit(context.get(), nullptr, EVP_sha256(), nullptr, key) != 1 ||
      EVP_DigestSign(context.get(), Octets(der), &length, Octets(data), data.size()) != 1) {
    throw std::runtime_error("signing failed");
  }
  const unsigned char* start = Octets(der);
  const openssl::EcSignature signature(d2i_ECDSA_SIG(nullptr, &start, static_cast<int64_t>(length)));
  std::string raw(kSignatureBytes, '\0');
  if (!signature || BN_bn2binpad(ECDSA_SIG_get0_r(signature.get()), Octets(raw), kCoordinateBytes) < 0 ||
      BN_bn2binpad(ECDSA_SIG_get0_s(signature.get()), Octets(raw) + kCoordinateBytes, kCoordinateBytes) < 0) {
    throw std::runtime_error("signing failed");
  }
  return raw;
}

bool IsSignature(EVP_PKEY* key, std::string_view data, std::string_view signature) {
  if (signature.size() != kSignatureBytes) return false;
  const openssl::EcSignature pair(ECDSA_SIG_new());
  BIGNUM* r = BN_bin2bn(Octets(signature), kCoordinateBytes, nullptr);
  BIGNUM* s = BN_bin2bn(Octets(signature) + kCoordinateBytes, kCoordinateBytes, nullptr);
  ECDSA_SIG_set0(pair.get(), r, s);  // owns both from here
  unsigned char* encoded = nullptr;
  const int length = i2d_ECDSA_SIG(pair.get(), &encoded);
  if (length <= 0) return false;
  const std::string der(reinterpret_cast<const char*>(encoded), static_cast<size_t>(length));
  OPENSSL_free(encoded);
  const openssl::DigestContext context(EVP_MD_CTX_new());
  return EVP_DigestVerifyInit(context.get(), nullptr, EVP_sha256(), nullptr, key) == 1 &&
         EVP_DigestVerify(context.get(), Octets(der), der.size(), Octets(data), data.size()) == 1;
}

}  // namespace parley::auth
