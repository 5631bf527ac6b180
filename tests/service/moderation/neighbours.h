#pragma once

#include <atomic>
#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <utility>
#include <vector>

#include "parley/catalog/v1/internal.pb.h"
#include "parley/catalog/v1/run.pb.h"
#include "parley/exchange/v1/internal.pb.h"
#include "tests/support/producer.h"
#include "tests/support/tokens.h"

namespace parley::moderation {

// Identity as moderation sees it: keys, and the partners of coordinators to ask for.
class FakeIdentity {
 public:
  FakeIdentity(const std::string& redis_url, const Clock& clock);
  ~FakeIdentity();

  test::Producer& producer() { return producer_; }
  const test::Tokens& tokens() const { return tokens_; }
  void SetPartners(const UserId& user_id, const std::vector<std::string>& partner_ids);
  std::atomic<bool> away{false};

 private:
  class PublicFace;
  class InternalFace;

  test::Tokens tokens_;
  test::Producer producer_;
  std::unique_ptr<PublicFace> public_face_;
  std::unique_ptr<InternalFace> internal_face_;
  std::mutex mutex_;
  std::map<std::string, std::vector<std::string>> partners_;
};

// Catalog as moderation sees it: runs and enrolments to ask for, and events.
class FakeCatalog {
 public:
  FakeCatalog(const std::string& redis_url, const Clock& clock, auth::TokenVerifier::FetchKeys fetch_keys);
  ~FakeCatalog();

  test::Producer& producer() { return producer_; }
  void SetRun(const catalog::v1::Run& run);
  void SetMembership(const std::string& run_id, const UserId& user_id, catalog::v1::Enrolment::State state);
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
};

// The exchange as moderation sees it: videos to ask for, their holds, and events.
class FakeExchange {
 public:
  FakeExchange(const std::string& redis_url, const Clock& clock, auth::TokenVerifier::FetchKeys fetch_keys);
  ~FakeExchange();

  test::Producer& producer() { return producer_; }
  void SetVideo(const exchange::v1::VideoForModeration& video);
  exchange::v1::VideoForModeration Video(const std::string& video_id);
  // What was done to holds, in order: "place <reason> <video_id>" and "lift <video_id>".
  std::vector<std::string> acts();
  // The request_ids that came, repeats included.
  std::vector<std::string> request_ids();
  std::atomic<bool> away{false};
  // Does what it is asked, but does not come to say so.
  std::atomic<bool> loses_answers{false};

 private:
  class Face;
  absl::Status Hold(const std::string& video_id, const std::string& request_id, bool held, const std::string& act,
                    exchange::v1::VideoForModeration& response);

  test::Producer producer_;
  std::unique_ptr<Face> face_;
  std::mutex mutex_;
  std::map<std::string, exchange::v1::VideoForModeration> videos_;
  std::vector<std::string> acts_;
  std::vector<std::string> request_ids_;
};

}  // namespace parley::moderation
