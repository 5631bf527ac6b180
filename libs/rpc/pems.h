#pragma once

#include <string>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "libs/rpc/tls.h"

// Private to this library.
namespace parley::rpc {

// What TlsFiles name, as it was read. Without a CA, of one that asks callers for no certificate, `ca` is empty.
struct Pems {
  std::string ca, certificate, key;
  bool operator==(const Pems&) const = default;
};

// INVALID_ARGUMENT naming the file that is unreadable.
absl::StatusOr<Pems> ReadPems(const TlsFiles& files);

// INVALID_ARGUMENT naming the file that is no PEM, or whose key is not the certificate's.
absl::Status CheckPems(const TlsFiles& files, const Pems& pems);

// INVALID_ARGUMENT when the CA does not vouch for the certificate now: nobody of the house would take it.
absl::Status CheckVouched(const TlsFiles& files, const Pems& pems);

}  // namespace parley::rpc
