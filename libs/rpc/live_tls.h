#pragma once

#include <grpcpp/security/tls_certificate_provider.h>

#include <memory>
#include <optional>
#include <string>
#include <thread>

#include "libs/rpc/pems.h"
#include "libs/rpc/tls.h"

// Private to this library.
namespace parley::rpc {

// A text that gRPC reads again and again by its path, and that is replaced as a whole: whoever opens the path reads all of the old or all
// of the new. It is in memory alone, since it may be a private key.
class StagedText {
 public:
  // Throws std::runtime_error.
  explicit StagedText(const std::string& text);
  StagedText(const StagedText&) = delete;
  void Replace(const std::string& text);
  const std::string& path() const { return path_; }

 private:
  int descriptor_;
  std::string path_;
};

// The certificates of a process, which may be replaced while it runs. gRPC watches files by itself, but takes what stands in them: a key
// that is not the certificate's, or nothing. So it is shown what was checked.
class LiveTls {
 public:
  // The same for all who ask for the same files, as long as one of them is there. Throws std::runtime_error for what CheckTls refuses.
  static std::shared_ptr<LiveTls> Of(const TlsFiles& files);

  explicit LiveTls(const TlsFiles& files);
  LiveTls(const LiveTls&) = delete;

  // Good for credentials that outlive this, which then stay with what they have.
  std::shared_ptr<grpc::experimental::CertificateProviderInterface> provider() const { return provider_; }

 private:
  void Watch(const std::stop_token& stop);
  void Look();
  absl::Status Take(const Pems& pems);

  const TlsFiles files_;
  Pems used_;
  std::string flaw_;  // of the files as they are now; empty: they are used
  std::optional<StagedText> ca_;
  std::optional<StagedText> pair_;  // in one text, so that both are of one moment
  std::shared_ptr<grpc::experimental::CertificateProviderInterface> provider_;
  std::jthread watcher_;  // last: it ends first
};

}  // namespace parley::rpc
