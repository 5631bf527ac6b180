#include "tests/unit/rpc/stranger.h"

#include <openssl/pem.h>
#include <openssl/x509.h>
#include <openssl/x509v3.h>

#include <memory>
#include <stdexcept>

#include "tests/support/tls.h"
#include "tests/support/tokens.h"

namespace parley::rpc {
namespace {

using Bio = std::unique_ptr<BIO, decltype(&BIO_free)>;
using Key = std::unique_ptr<EVP_PKEY, decltype(&EVP_PKEY_free)>;
using Certificate = std::unique_ptr<X509, decltype(&X509_free)>;
using Extension = std::unique_ptr<X509_EXTENSION, decltype(&X509_EXTENSION_free)>;

std::string SelfSigned(EVP_PKEY* key, const std::string& name) {
  const Certificate certificate(X509_new(), &X509_free);
  X509_set_version(certificate.get(), 2);
  ASN1_INTEGER_set(X509_get_serialNumber(certificate.get()), 1);
  X509_gmtime_adj(X509_getm_notBefore(certificate.get()), -60);
  X509_gmtime_adj(X509_getm_notAfter(certificate.get()), 3600);
  X509_set_pubkey(certificate.get(), key);
  X509_NAME* subject = X509_get_subject_name(certificate.get());
  X509_NAME_add_entry_by_txt(subject, "CN", MBSTRING_ASC, reinterpret_cast<const unsigned char*>(name.c_str()), -1, -1, 0);
  X509_set_issuer_name(certificate.get(), subject);
  const Extension san(X509V3_EXT_conf_nid(nullptr, nullptr, NID_subject_alt_name, ("DNS:" + name).c_str()), &X509_EXTENSION_free);
  X509_add_ext(certificate.get(), san.get(), -1);
  const Bio bio(BIO_new(BIO_s_mem()), &BIO_free);
  if (X509_sign(certificate.get(), key, EVP_sha256()) == 0 || PEM_write_bio_X509(bio.get(), certificate.get()) != 1) {
    throw std::runtime_error("OpenSSL makes no certificate");
  }
  char* text = nullptr;
  const auto length = BIO_get_mem_data(bio.get(), &text);
  return std::string(text, static_cast<size_t>(length));
}

}  // namespace

TlsFiles StrangerTls(const test::TemporaryFolder& folder, const std::string& name) {
  const std::string pem = test::NewSigningKey();
  const Bio bio(BIO_new_mem_buf(pem.data(), static_cast<int>(pem.size())), &BIO_free);
  const Key key(PEM_read_bio_PrivateKey(bio.get(), nullptr, nullptr, nullptr), &EVP_PKEY_free);
  return {test::Tls(name).ca, folder.Write("stranger.pem", SelfSigned(key.get(), name)), folder.Write("stranger.key", pem)};
}

}  // namespace parley::rpc
