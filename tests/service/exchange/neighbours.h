#pragma once

#include <atomic>
#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <utility>

#include "parley/catalog/v1/internal.pb.h"
#include "parley/catalog/v1/run.pb.h"
#include "parley/identity/v1/internal.pb.h"
#include "parley/scheduling/v1/internal.pb.h"
#include "tests/support/producer.h"
#include "tests/support/tokens.h"

namespace parley::exchange {

// Identity as the exchange sees it: keys, consents and names to ask for, and events.
class FakeIdentity {
 public:
  FakeIdentity(const std::string& redis_url, const Clock& clock);
  ~FakeIdentity();

  test::Producer& producer() { return producer_; }
  const test::Tokens& tokens() const { return tokens_; }
  // What it answers when asked; nothing is published.
  void SetConsent(const UserId& user_id, identity::v1::Consent::State state);
  void SetProfile(const UserId& user_id, const std::string& name);
  int questions() const { return questions_; }
  std::atomic<bool> away{false};

 private:
  class PublicFace;
  class InternalFace;

  const Clock& clock_;
  test::Tokens tokens_;
  test::Producer producer_;
  std::unique_ptr<PublicFace> public_face_;
  std::unique_ptr<InternalFace> internal_face_;
  std::mutex mutex_;
  std::map<std::string, identity::v1::Consent> consents_;
  std::map<std::string, identity::v1::Profile> profiles_;
  std::atomic<int> questions_{0};
};

// Catalog as the exchange sees it: runs and enrolments to ask for, and events.
class FakeCatalog {
 public:
  FakeCatalog(const std::string& redis_url, const Clock& clock, auth::TokenVerifier::FetchKeys fetch_keys);
  ~FakeCatalog();

  test::Producer& producer() { return producer_; }
  void SetRun(const catalog::v1::Run& run);
  void SetMembership(const RunId& run_id, const UserId& user_id, catalog::v1::Enrolment::State state);
  int questions() const { return questions_; }
  std::atomic<bool> away{false};

 private:
  class PublicFace;
  class InternalFace;

  test::Producer producer_;
  std::unique_ptr<PublicFace> public_face_;
  std::unique_ptr<InternalFace> internal_face_;
  std::mutex mutex_;
  std::map<std::string, catalog::v1::Run> runs_;
  std::map<std::pair<std::string, std::string>, catalog::v1::Enrolment::State> memberships_;
  std::atomic<int> questions_{0};
};

// Scheduling as the exchange sees it: groups and seats to ask for, and events.
class FakeScheduling {
 public:
  FakeScheduling(const std::string& redis_url, const Clock& clock, auth::TokenVerifier::FetchKeys fetch_keys);
  ~FakeScheduling();

  test::Producer& producer() { return producer_; }
  // What it answers when asked; nothing is published. An empty group: none.
  void SetGroup(const std::string& group_id, const std::string& run_id);
  void SetSeat(const std::string& run_id, const UserId& user_id, const std::string& group_id);
  int questions() const { return questions_; }
  std::atomic<bool> away{false};

 private:
  class InternalFace;

  const Clock& clock_;
  test::Producer producer_;
  std::unique_ptr<InternalFace> internal_face_;
  std::mutex mutex_;
  std::map<std::string, std::string> groups_;
  std::map<std::pair<std::string, std::string>, scheduling::v1::Seat> seats_;
  std::atomic<int> questions_{0};
};

}  // namespace parley::exchange
