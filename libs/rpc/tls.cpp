#include "libs/rpc/tls.h"

#include <grpcpp/security/credentials.h>
#include <grpcpp/security/server_credentials.h>
#include <openssl/bio.h>
#include <openssl/pem.h>
#include <openssl/x509.h>

#include <fstream>
#include <sstream>
#include <stdexcept>

#include "absl/status/statusor.h"

namespace parley::rpc {
namespace {

struct Pems {
  std::string ca, certificate, key;
};

absl::StatusOr<std::string> ReadFile(const std::string& path) {
  const std::ifstream file(path, std::ios::binary);
  std::ostringstream content;
  if (file) content << file.rdbuf();
  if (!file || content.str().empty()) return absl::InvalidArgumentError("cannot read " + path);
  return content.str();
}

using Bio = std::unique_ptr<BIO, decltype(&BIO_free)>;
using Certificate = std::unique_ptr<X509, decltype(&X509_free)>;
using Key = std::unique_ptr<EVP_PKEY, decltype(&EVP_PKEY_free)>;

Certificate ReadCertificate(const std::string& pem) {
  const Bio bio(BIO_new_mem_buf(pem.data(), static_cast<int>(pem.size())), &BIO_free);
  return {PEM_read_bio_X509(bio.get(), nullptr, nullptr, nullptr), &X509_free};
}

Key ReadKey(const std::string& pem) {
  const Bio bio(BIO_new_mem_buf(pem.data(), static_cast<int>(pem.size())), &BIO_free);
  const auto no_passphrase = [](char*, int, int, void*) { return 0; };
  return {PEM_read_bio_PrivateKey(bio.get(), nullptr, no_passphrase, nullptr), &EVP_PKEY_free};
}

// gRPC itself answers a flawed file with a port that does not open, and no word why.
absl::StatusOr<Pems> ReadOwn(const std::string& certificate_path, const std::string& key_path) {
  auto certificate = ReadFile(certificate_path);
  if (!certificate.ok()) return certificate.status();
  auto key = ReadFile(key_path);
  if (!key.ok()) return key.status();
  const Certificate own = ReadCertificate(*certificate);
  if (!own) return absl::InvalidArgumentError(certificate_path + " is no PEM certificate");
  const Key own_key = ReadKey(*key);
  if (!own_key) return absl::InvalidArgumentError(key_path + " is no PEM private key");
  if (X509_check_private_key(own.get(), own_key.get()) != 1) {
    return absl::InvalidArgumentError(key_path + " is not the key of " + certificate_path);
  }
  return Pems{{}, *std::move(certificate), *std::move(key)};
}

absl::StatusOr<Pems> Read(const TlsFiles& files) {
  auto ca = ReadFile(files.ca);
  if (!ca.ok()) return ca.status();
  if (!ReadCertificate(*ca)) return absl::InvalidArgumentError(files.ca + " is no PEM certificate");
  auto pems = ReadOwn(files.certificate, files.key);
  if (pems.ok()) pems->ca = *std::move(ca);
  return pems;
}

Pems OrThrow(absl::StatusOr<Pems> pems) {
  if (!pems.ok()) throw std::runtime_error(std::string(pems.status().message()));
  return *std::move(pems);
}

}  // namespace

absl::Status CheckTls(const TlsFiles& files) { return Read(files).status(); }

absl::Status CheckTls(const std::string& certificate, const std::string& key) { return ReadOwn(certificate, key).status(); }

std::shared_ptr<grpc::ServerCredentials> ServerTls(const TlsFiles& files) {
  const Pems pems = OrThrow(Read(files));
  grpc::SslServerCredentialsOptions options(GRPC_SSL_REQUEST_AND_REQUIRE_CLIENT_CERTIFICATE_AND_VERIFY);
  options.pem_root_certs = pems.ca;
  options.pem_key_cert_pairs.push_back({pems.key, pems.certificate});
  return grpc::SslServerCredentials(options);
}

std::shared_ptr<grpc::ServerCredentials> ServerTlsForAnybody(const std::string& certificate, const std::string& key) {
  const Pems pems = OrThrow(ReadOwn(certificate, key));
  grpc::SslServerCredentialsOptions options(GRPC_SSL_DONT_REQUEST_CLIENT_CERTIFICATE);
  options.pem_key_cert_pairs.push_back({pems.key, pems.certificate});
  return grpc::SslServerCredentials(options);
}

std::shared_ptr<grpc::ChannelCredentials> ClientTls(const TlsFiles& files) {
  const Pems pems = OrThrow(Read(files));
  grpc::SslCredentialsOptions options;
  options.pem_root_certs = pems.ca;
  options.pem_private_key = pems.key;
  options.pem_cert_chain = pems.certificate;
  return grpc::SslCredentials(options);
}

}  // namespace parley::rpc
