#pragma once

#include <string>

#include "libs/auth/openssl.h"

namespace parley::rpc {

// A certificate and its key, as PEM.
struct Pair {
  std::string certificate;
  std::string key;
};

// A CA that the house may trust or not.
class Authority {
 public:
  Authority();
  // Of the CA itself.
  const std::string& pem() const { return pem_; }
  // Whose SAN is `name`.
  Pair Issue(const std::string& name) const;

 private:
  const std::string name_;  // of its own: among CAs of one name OpenSSL would take any
  auth::openssl::Key key_;
  std::string pem_;
};

}  // namespace parley::rpc
