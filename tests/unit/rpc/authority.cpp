#include "tests/unit/rpc/authority.h"

#include <openssl/pem.h>
#include <openssl/x509.h>
#include <openssl/x509v3.h>

#include <atomic>
#include <memory>
#include <stdexcept>

#include "tests/support/tokens.h"

namespace parley::rpc {
namespace {

using auth::openssl::Bio;
using auth::openssl::Key;
using Certificate = std::unique_ptr<X509, decltype(&X509_free)>;
using Extension = std::unique_ptr<X509_EXTENSION, decltype(&X509_EXTENSION_free)>;

Key ReadKey(const std::string& pem) {
  const Bio bio(BIO_new_mem_buf(pem.data(), static_cast<int>(pem.size())));
  return Key(PEM_read_bio_PrivateKey(bio.get(), nullptr, nullptr, nullptr));
}

int Next() {
  static std::atomic<int> last{0};
  return ++last;
}

void SetName(X509_NAME* name, const std::string& text) {
  X509_NAME_add_entry_by_txt(name, "CN", MBSTRING_ASC, reinterpret_cast<const unsigned char*>(text.c_str()), -1, -1, 0);
}

struct Issuer {
  const std::string& name;
  EVP_PKEY* key;
};

std::string Signed(EVP_PKEY* subject, const std::string& name, const std::pair<int, std::string>& extension, const Issuer& issuer) {
  const Certificate certificate(X509_new(), &X509_free);
  X509_set_version(certificate.get(), 2);
  ASN1_INTEGER_set(X509_get_serialNumber(certificate.get()), Next());
  X509_gmtime_adj(X509_getm_notBefore(certificate.get()), -60);
  X509_gmtime_adj(X509_getm_notAfter(certificate.get()), 3600);
  X509_set_pubkey(certificate.get(), subject);
  SetName(X509_get_subject_name(certificate.get()), name);
  SetName(X509_get_issuer_name(certificate.get()), issuer.name);
  const Extension made(X509V3_EXT_conf_nid(nullptr, nullptr, extension.first, extension.second.c_str()), &X509_EXTENSION_free);
  X509_add_ext(certificate.get(), made.get(), -1);
  const Bio bio(BIO_new(BIO_s_mem()));
  if (X509_sign(certificate.get(), issuer.key, EVP_sha256()) == 0 || PEM_write_bio_X509(bio.get(), certificate.get()) != 1) {
    throw std::runtime_error("OpenSSL makes no certificate");
  }
  char* text = nullptr;
  const auto length = BIO_get_mem_data(bio.get(), &text);
  return {text, static_cast<size_t>(length)};
}

}  // namespace

Authority::Authority()
    : name_("CA " + std::to_string(Next())),
      key_(ReadKey(test::NewSigningKey())),
      pem_(Signed(key_.get(), name_, {NID_basic_constraints, "critical,CA:TRUE"}, {name_, key_.get()})) {}

Pair Authority::Issue(const std::string& name) const {
  const std::string key = test::NewSigningKey();
  return {Signed(ReadKey(key).get(), name, {NID_subject_alt_name, "DNS:" + name}, {name_, key_.get()}), key};
}

}  // namespace parley::rpc
