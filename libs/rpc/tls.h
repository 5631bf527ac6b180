#pragma once

#include <string>

namespace parley::rpc {

// Mutual TLS of the house: a private CA, one certificate a service whose SAN is the service's name. Paths of PEM files.
struct TlsFiles {
  std::string ca;
  std::string certificate;
  std::string key;
};

}  // namespace parley::rpc
