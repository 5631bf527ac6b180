#include "libs/rpc/replay.h"

#include <google/protobuf/io/coded_stream.h>
#include <google/protobuf/io/zero_copy_stream_impl_lite.h>
#include <google/protobuf/message.h>

#include <chrono>
#include <stdexcept>

#include "libs/auth/digest.h"
#include "libs/errors/error.h"
#include "libs/log/log.h"
#include "libs/rpc/access.h"
#include "libs/rpc/sql.h"

namespace parley::rpc {
namespace {

constexpr absl::Duration kKept = absl::Hours(48);
constexpr std::chrono::minutes kTrimEvery(10);

std::string Deterministic(const google::protobuf::Message& message) {
  std::string text;
  {
    google::protobuf::io::StringOutputStream stream(&text);
    google::protobuf::io::CodedOutputStream coded(&stream);
    coded.SetSerializationDeterministic(true);
    message.SerializeToCodedStream(&coded);
  }
  return text;
}

// The request less its id: what a repeat must repeat.
std::string Body(const google::protobuf::Message& request, const google::protobuf::FieldDescriptor* request_id) {
  const std::unique_ptr<google::protobuf::Message> copy(request.New());
  copy->CopyFrom(request);
  copy->GetReflection()->ClearField(copy.get(), request_id);
  return Deterministic(*copy);
}

// Whom the method is for, and not whoever else came along: a token that expires between a call and its repeat must not make it another
// call.
std::string CallerKey(const Caller& caller, const api::v1::Access& access) {
  if (NeedsToken(access)) {
    return caller.client ? "client:" + caller.client->client_id.text() : "user:" + caller.user.value().user_id.text();
  }
  return access.public_() ? "anonymous" : "service:" + caller.service;
}

}  // namespace

absl::StatusOr<Replay> Replay::Of(const Method& method, const Caller& caller, const google::protobuf::Message& request) {
  auto request_id = ParseUuid(request.GetReflection()->GetString(request, method.request_id), "request_id");
  if (!request_id.ok()) return request_id.status();
  return Make(CallerKey(caller, method.access), method.name, *std::move(request_id), Body(request, method.request_id));
}

absl::StatusOr<Replay> Replay::OfBatch(const Method& method, const Caller& caller, const Server::Batch& batch) {
  auto request_id = ParseUuid(batch.head.GetReflection()->GetString(batch.head, method.request_id), "request_id");
  if (!request_id.ok()) return request_id.status();
  std::string body;
  for (const google::protobuf::Message* message : batch.messages) {
    const std::string text = Deterministic(*message);
    body += std::to_string(text.size()) + ' ' + text;  // where one message ends counts too
  }
  return Make(CallerKey(caller, method.access), method.name + "[" + std::to_string(batch.offset) + "]", *std::move(request_id), body);
}

Replay Replay::Make(std::string caller, std::string method, std::string request_id, const std::string& body) {
  Replay replay;
  replay.caller_ = std::move(caller);
  replay.method_ = std::move(method);
  replay.request_id_ = std::move(request_id);
  // Hash and key differ with caller, method and id, so that equal bodies do not show as equal.
  const std::string place = replay.caller_ + ' ' + replay.method_ + ' ' + replay.request_id_;
  replay.body_hash_ = auth::HmacSha256(place, body);
  replay.key_ = auth::DeriveKey(body, "replay " + place);
  return replay;
}

absl::StatusOr<bool> Replay::Reserve(postgres::Session& transaction, absl::Time now, google::protobuf::Message& response) const {
  const auto inserted = transaction.Execute(sql::kReplayReserve, caller_, method_, request_id_, postgres::Bytes{body_hash_}, now);
  if (inserted.affected() == 1) return true;
  const auto rows = transaction.Execute(sql::kReplayGet, caller_, method_, request_id_);
  // Trimmed between the two statements: 48 hours have just passed.
  if (rows.empty()) throw postgres::Contention("40001", "", "the replay row went away");
  if (!auth::ConstantTimeEqual(rows.front().Get<postgres::Bytes>("body_hash").data, body_hash_)) {
    return errors::WithDetails(absl::InvalidArgumentError("request_id was used before for another request; make a new one"),
                               {.reason = "REQUEST_ID_REUSED",
                                .metadata = {},
                                .fields = {{"request_id", "was used before for another request"}},
                                .retry_after = {}});
  }
  const auto answer = auth::Unseal(key_, rows.front().Get<postgres::Bytes>("answer").data);
  if (!answer.ok() || !response.ParseFromString(*answer)) throw std::runtime_error("a remembered answer cannot be read");
  return false;
}

void Replay::Remember(postgres::Session& transaction, const google::protobuf::Message& response) const {
  transaction.Defer(sql::kReplayAnswer, caller_, method_, request_id_, postgres::Bytes{auth::Seal(key_, response.SerializeAsString())});
}

ReplayTrimmer::ReplayTrimmer(postgres::Connection::Options database, const Clock& clock)
    : clock_(clock), database_(std::move(database)), thread_([this](const std::stop_token& stop) { Run(stop); }) {}

void ReplayTrimmer::Run(const std::stop_token& stop) {
  while (!stop.stop_requested()) {
    try {
      Trim();
    } catch (const std::exception& error) {
      log::Warning("old answers are forgotten later", {{"error", error.what()}});
    }
    database_.Close();
    std::unique_lock lock(mutex_);
    stopped_.wait_for(lock, stop, kTrimEvery, [] { return false; });
  }
}

void ReplayTrimmer::Trim() {
  const absl::Time before = clock_.Now() - kKept;
  while (database_.Execute(sql::kReplayTrim, before).affected() > 0) {
  }
}

}  // namespace parley::rpc
