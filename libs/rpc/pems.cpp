#include "libs/rpc/pems.h"

#include <openssl/bio.h>
#include <openssl/err.h>
#include <openssl/pem.h>
#include <openssl/x509.h>
#include <openssl/x509_vfy.h>

#include <fstream>
#include <memory>
#include <sstream>
#include <vector>

namespace parley::rpc {
namespace {

using Bio = std::unique_ptr<BIO, decltype(&BIO_free)>;
using Certificate = std::unique_ptr<X509, decltype(&X509_free)>;
using Key = std::unique_ptr<EVP_PKEY, decltype(&EVP_PKEY_free)>;

absl::StatusOr<std::string> ReadFile(const std::string& path) {
  const std::ifstream file(path, std::ios::binary);
  std::ostringstream content;
  if (file) content << file.rdbuf();
  if (!file || content.str().empty()) return absl::InvalidArgumentError("cannot read " + path);
  return content.str();
}

Bio Open(const std::string& pem) { return {BIO_new_mem_buf(pem.data(), static_cast<int>(pem.size())), &BIO_free}; }

// All of a bundle; none when one of them is cut off or no certificate.
std::vector<Certificate> ReadCertificates(const std::string& pem) {
  const Bio bio = Open(pem);
  std::vector<Certificate> certificates;
  ERR_clear_error();
  while (X509* certificate = PEM_read_bio_X509(bio.get(), nullptr, nullptr, nullptr)) certificates.emplace_back(certificate, &X509_free);
  const bool is_end = ERR_GET_REASON(ERR_peek_last_error()) == PEM_R_NO_START_LINE;
  ERR_clear_error();
  if (!is_end) certificates.clear();
  return certificates;
}

Key ReadKey(const std::string& pem) {
  const Bio bio = Open(pem);
  const auto no_passphrase = [](char*, int, int, void*) { return 0; };
  return {PEM_read_bio_PrivateKey(bio.get(), nullptr, no_passphrase, nullptr), &EVP_PKEY_free};
}

}  // namespace

absl::StatusOr<Pems> ReadPems(const TlsFiles& files) {
  Pems pems;
  for (const auto& [path, pem] : {std::pair(&files.ca, &pems.ca), {&files.certificate, &pems.certificate}, {&files.key, &pems.key}}) {
    if (path == &files.ca && path->empty()) continue;
    auto content = ReadFile(*path);
    if (!content.ok()) return content.status();
    *pem = *std::move(content);
  }
  return pems;
}

// gRPC itself answers a flawed file with a port that does not open, and no word why.
absl::Status CheckPems(const TlsFiles& files, const Pems& pems) {
  if (!files.ca.empty() && ReadCertificates(pems.ca).empty()) return absl::InvalidArgumentError(files.ca + " is no PEM certificate");
  const auto own = ReadCertificates(pems.certificate);
  if (own.empty()) return absl::InvalidArgumentError(files.certificate + " is no PEM certificate");
  const Key key = ReadKey(pems.key);
  if (!key) return absl::InvalidArgumentError(files.key + " is no PEM private key");
  if (X509_check_private_key(own.front().get(), key.get()) != 1) {
    return absl::InvalidArgumentError(files.key + " is not the key of " + files.certificate);
  }
  return absl::OkStatus();
}

absl::Status CheckVouched(const TlsFiles& files, const Pems& pems) {
  const auto own = ReadCertificates(pems.certificate);
  const std::unique_ptr<X509_STORE, decltype(&X509_STORE_free)> store(X509_STORE_new(), &X509_STORE_free);
  for (const auto& ca : ReadCertificates(pems.ca)) X509_STORE_add_cert(store.get(), ca.get());
  const std::unique_ptr<STACK_OF(X509), void (*)(STACK_OF(X509)*)> chain(sk_X509_new_null(),
                                                                         [](STACK_OF(X509) * stack) { sk_X509_free(stack); });
  for (const auto& certificate : own) sk_X509_push(chain.get(), certificate.get());
  const std::unique_ptr<X509_STORE_CTX, decltype(&X509_STORE_CTX_free)> context(X509_STORE_CTX_new(), &X509_STORE_CTX_free);
  if (own.empty() || X509_STORE_CTX_init(context.get(), store.get(), own.front().get(), chain.get()) != 1 ||
      X509_verify_cert(context.get()) != 1) {
    const int why = X509_STORE_CTX_get_error(context.get());
    return absl::InvalidArgumentError(files.ca + " does not vouch for " + files.certificate + ": " + X509_verify_cert_error_string(why));
  }
  return absl::OkStatus();
}

}  // namespace parley::rpc
