#pragma once

#include <atomic>
#include <map>
#include <memory>
#include <mutex>
#include <string>

#include "libs/ids/id.h"
#include "libs/time/clock.h"
#include "parley/identity/v1/internal.pb.h"
#include "parley/moderation/v1/internal.pb.h"
#include "tests/support/producer.h"
#include "tests/support/tokens.h"

namespace parley::notifications {

// Identity, which beside publishing knows its keys and people's addresses.
class FakeIdentity {
 public:
  FakeIdentity(const std::string& redis_url, const Clock& clock);
  ~FakeIdentity();

  std::string address() const { return producer_.address(); }
  const test::Tokens& tokens() const { return tokens_; }

  // Tells who asks. When the person was there before, publishes that they changed.
  void SetContact(const UserId& user_id, const std::string& email, const std::string& name, const std::string& locale,
                  const std::string& time_zone = "Europe/Paris");
  // Asked for contacts it answers UNAVAILABLE while away.
  std::atomic<bool> away{false};

 private:
  class PublicFace;
  class InternalFace;
  absl::Status BatchGetContacts(const identity::v1::BatchGetContactsRequest& request, identity::v1::BatchGetContactsResponse& response);

  test::Tokens tokens_;
  test::Producer producer_;
  std::unique_ptr<PublicFace> public_face_;
  std::unique_ptr<InternalFace> internal_face_;
  std::mutex mutex_;
  std::map<std::string, identity::v1::Contact> contacts_;
};

// Moderation, which beside publishing knows the words of nudges.
class FakeModeration {
 public:
  FakeModeration(const std::string& redis_url, const Clock& clock, auth::TokenVerifier::FetchKeys fetch_keys);
  ~FakeModeration();

  std::string address() const { return producer_.address(); }
  void Publish(const std::string& aggregate_id, const google::protobuf::Message& event) { producer_.Publish(aggregate_id, event); }
  void SetWords(const std::string& nudge_id, const std::string& words);
  // Asked for nudges it answers UNAVAILABLE while away.
  std::atomic<bool> away{false};

 private:
  class InternalFace;
  absl::Status GetNudge(const moderation::v1::GetNudgeRequest& request, moderation::v1::Nudge& response);

  test::Producer producer_;
  std::unique_ptr<InternalFace> internal_face_;
  std::mutex mutex_;
  std::map<std::string, std::string> words_;
};

}  // namespace parley::notifications
