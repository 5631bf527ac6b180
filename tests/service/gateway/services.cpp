#include "tests/service/gateway/services.h"

#include <grpcpp/ext/health_check_service_server_builder_option.h>
#include <grpcpp/health_check_service_interface.h>
#include <grpcpp/security/server_credentials.h>
#include <grpcpp/server_builder.h>

#include <fstream>
#include <iterator>
#include <stdexcept>
#include <thread>

#include "libs/auth/stale.h"
#include "libs/errors/error.h"
#include "libs/ids/id.h"
#include "libs/rpc/status.h"
#include "tests/support/tls.h"

namespace parley::gateway {
namespace {

std::string ReadFile(const std::string& path) {
  std::ifstream file(path);
  return {std::istreambuf_iterator<char>(file), {}};
}

grpc::Status Reply(const absl::Status& status) { return rpc::ToGrpcStatus(status); }

}  // namespace

Host::Host(const std::string& service, std::initializer_list<grpc::Service*> services) : name_(service), services_(services) { Start(); }

void Host::Start() {
  grpc::EnableDefaultHealthCheckService(true);
  const rpc::TlsFiles tls = test::Tls(name_);
  grpc::SslServerCredentialsOptions options(GRPC_SSL_REQUEST_AND_REQUIRE_CLIENT_CERTIFICATE_AND_VERIFY);
  options.pem_root_certs = ReadFile(tls.ca);
  options.pem_key_cert_pairs.push_back({ReadFile(tls.key), ReadFile(tls.certificate)});
  grpc::ServerBuilder builder;
  builder.AddListeningPort(address(), grpc::SslServerCredentials(options), &port_);
  for (grpc::Service* one : services_) builder.RegisterService(one);
  server_ = builder.BuildAndStart();
  if (server_ == nullptr) throw std::runtime_error(name_ + " does not start");
}

Host::~Host() { Stop(); }

void Host::Stop() {
  if (server_ != nullptr) server_->Shutdown(std::chrono::system_clock::now() + std::chrono::seconds(1));
  server_.reset();
}

std::string BearerOf(const grpc::ServerContext& context) {
  const auto found = context.client_metadata().find("authorization");
  if (found == context.client_metadata().end()) return {};
  const std::string value(found->second.data(), found->second.size());
  return value.rfind("Bearer ", 0) == 0 ? value.substr(7) : "not a bearer: " + value;
}

grpc::Status Catalog::ListCourses(grpc::ServerContext*, const catalog::v1::ListCoursesRequest* request,
                                  catalog::v1::ListCoursesResponse* response) {
  for (int i = 0; i < (request->page_size() == 0 ? 20 : request->page_size()); ++i) {
    auto& course = *response->add_courses();
    course.set_course_id("course-" + std::to_string(i));
    course.set_title("Introduction to Dialogue Facilitation");
    course.add_languages("en");
  }
  response->set_next_page_token(request->page_token());
  return grpc::Status::OK;
}

grpc::Status Catalog::GetCourse(grpc::ServerContext* context, const catalog::v1::GetCourseRequest* request, catalog::v1::Course* response) {
  response->set_course_id(request->course_id());
  if (request->course_id() == "big") response->set_summary(std::string(3 << 20, 'x'));
  if (request->course_id() == "held") {
    ++held_calls;
    while (!release && !context->IsCancelled()) std::this_thread::sleep_for(std::chrono::milliseconds(2));
  }
  if (request->course_id() != "slow") return grpc::Status::OK;
  ++slow_calls;
  while (!context->IsCancelled()) std::this_thread::sleep_for(std::chrono::milliseconds(2));
  ++cancelled_calls;
  return grpc::Status::CANCELLED;
}

grpc::Status Catalog::GetRun(grpc::ServerContext*, const catalog::v1::GetRunRequest* request, catalog::v1::Run* response) {
  const std::string& id = request->run_id();
  if (id == "none") return Reply(errors::NotFound("run"));
  if (id == "broken") return Reply(absl::InternalError("select * from secret"));
  if (id == "dropped") return grpc::Status::CANCELLED;
  if (id == "busy") return Reply(errors::ResourceExhausted("QUEUE_FULL", "Too many calls at once.", absl::Seconds(3)));
  if (id == "stranger") return Reply(errors::Unauthenticated("SIGN_IN_REQUIRED", "Sign in first."));
  response->set_run_id(id);
  response->set_capacity(7);
  response->mutable_start_time()->set_seconds(1767323045);
  return grpc::Status::OK;
}

grpc::Status Catalog::CreateRun(grpc::ServerContext*, const catalog::v1::CreateRunRequest* request, catalog::v1::Run* response) {
  *response = request->run();
  response->set_etag(request->request_id());
  return grpc::Status::OK;
}

grpc::Status Catalog::Enrol(grpc::ServerContext* context, const catalog::v1::EnrolRequest* request, catalog::v1::Enrolment* response) {
  if (request->request_id().empty()) return Reply(errors::InvalidField("request_id", "Must be a UUID."));
  response->set_enrolment_id(request->request_id());
  response->set_run_id(request->run_id());
  response->set_user_id(BearerOf(*context));
  const std::lock_guard lock(mutex_);
  metadata_.clear();
  for (const auto& [key, value] : context->client_metadata()) metadata_.insert(std::string(key.data(), key.size()));
  return grpc::Status::OK;
}

std::set<std::string> Catalog::metadata() const {
  const std::lock_guard lock(mutex_);
  return metadata_;
}

namespace {

void OpenSession(const std::string& number, identity::v1::Session& session) {
  session.set_session_id("session");
  session.set_access_token("access-" + number);
  session.set_refresh_token("refresh-" + number);
  session.mutable_access_expire_time()->set_seconds(1'900'000'900);
  session.mutable_refresh_expire_time()->set_seconds(1'900'086'400);
}

}  // namespace

grpc::Status Identity::CompleteSignIn(grpc::ServerContext* context, const identity::v1::CompleteSignInRequest* request,
                                      identity::v1::Session* response) {
  if (!BearerOf(*context).empty()) return Reply(errors::Unauthenticated("TOKEN_EXPIRED", "A stale token came along."));
  OpenSession("1", *response);
  if (request->token() == "long") response->mutable_user()->set_display_name(std::string(5000, 'x'));
  return grpc::Status::OK;
}

grpc::Status Identity::RefreshSession(grpc::ServerContext*, const identity::v1::RefreshSessionRequest* request,
                                      identity::v1::Session* response) {
  if (request->refresh_token() != "refresh-1") return Reply(errors::Unauthenticated("SESSION_ENDED", "Sign in again."));
  OpenSession("2", *response);
  return grpc::Status::OK;
}

grpc::Status Identity::EndSession(grpc::ServerContext* context, const identity::v1::EndSessionRequest*, identity::v1::EndSessionResponse*) {
  return BearerOf(*context).empty() ? Reply(errors::Unauthenticated("SIGN_IN_REQUIRED", "Sign in first.")) : grpc::Status::OK;
}

grpc::Status Identity::GetMe(grpc::ServerContext* context, const identity::v1::GetMeRequest*, identity::v1::User* response) {
  if (BearerOf(*context).empty()) return Reply(errors::Unauthenticated("SIGN_IN_REQUIRED", "Sign in first."));
  const auto bearer = auth::ReadVerified(BearerOf(*context));
  response->set_user_id(bearer.ok() ? bearer->user->user_id.text() : BearerOf(*context));
  return grpc::Status::OK;
}

grpc::Status IdentityInternal::ListRevocations(grpc::ServerContext*, const identity::v1::ListRevocationsRequest*,
                                               identity::v1::ListRevocationsResponse* response) {
  const std::lock_guard lock(mutex_);
  *response = revocations_;
  return grpc::Status::OK;
}

void IdentityInternal::Revoke(const std::string& subject_id, int64_t version) {
  const std::lock_guard lock(mutex_);
  auto& revocation = *revocations_.add_revocations();
  revocation.set_subject_id(subject_id);
  revocation.set_version(version);
}

grpc::Status Identity::GetJwks(grpc::ServerContext*, const identity::v1::GetJwksRequest*, identity::v1::Jwks* response) {
  const auth::PublicKey key = tokens.issuer().public_key();
  identity::v1::Jwk& jwk = *response->add_keys();
  jwk.set_kty("EC");
  jwk.set_crv("P-256");
  jwk.set_kid(key.kid);
  jwk.set_x(key.x);
  jwk.set_y(key.y);
  return grpc::Status::OK;
}

grpc::Status Exchange::CreateVideo(grpc::ServerContext* context, const exchange::v1::CreateVideoRequest* request,
                                   exchange::v1::Video* response) {
  if (BearerOf(*context).empty()) return Reply(errors::Unauthenticated("SIGN_IN_REQUIRED", "Sign in first."));
  if (request->prompt_id().empty()) return Reply(errors::InvalidField("prompt_id", "Give a prompt or a video."));
  response->set_video_id("new-video");
  response->mutable_upload()->set_url("/v1/uploads/new-video");
  response->set_etag(request->media_type() + "|" + std::to_string(request->size_bytes()) + "|" + request->request_id());
  return grpc::Status::OK;
}

absl::Status ExchangeInternal::Find(const grpc::ServerContext& context, const std::string& video_id, exchange::v1::UploadStatus& upload) {
  if (BearerOf(context).empty()) return errors::Unauthenticated("SIGN_IN_REQUIRED", "Sign in first.");
  if (video_id == "closed") return errors::FailedPrecondition("UPLOAD_CLOSED", "The video was withdrawn.");
  const auto found = uploads_.find(video_id);
  if (found == uploads_.end() || BearerOf(context) != "author") return errors::NotFound("upload");
  upload = found->second;
  return absl::OkStatus();
}

grpc::Status ExchangeInternal::GetUpload(grpc::ServerContext* context, const exchange::v1::GetUploadRequest* request,
                                         exchange::v1::UploadStatus* response) {
  const std::lock_guard lock(mutex_);
  return Reply(Find(*context, request->video_id(), *response));
}

grpc::Status ExchangeInternal::AdvanceUpload(grpc::ServerContext* context, const exchange::v1::AdvanceUploadRequest* request,
                                             exchange::v1::UploadStatus* response) {
  const std::lock_guard lock(mutex_);
  if (broken_advances > 0 && broken_advances-- > 0) return Reply(errors::Unavailable("RESTARTING", "Back in a moment."));
  const absl::Status found = Find(*context, request->video_id(), *response);
  if (!found.ok()) return Reply(found);
  if (request->from_offset() != response->offset()) return Reply(errors::Aborted("OFFSET_MISMATCH", "The upload stands elsewhere."));
  uploads_[request->video_id()].set_offset(request->to_offset());
  ++advances_[request->video_id()];
  *response = uploads_[request->video_id()];
  return grpc::Status::OK;
}

grpc::Status Notifications::Unsubscribe(grpc::ServerContext* context, const notifications::v1::UnsubscribeRequest* request,
                                        notifications::v1::UnsubscribeResponse*) {
  if (!BearerOf(*context).empty() || !IsUuid(request->request_id()) || request->all_topics())
    return Reply(absl::InternalError("not what a mail program asks for"));
  if (request->token() != "good") return Reply(errors::InvalidField("token", "must be the one of a mail's link"));
  ++unsubscribed;
  return grpc::Status::OK;
}

grpc::Status ExchangeInternal::GetRendition(grpc::ServerContext* context, const exchange::v1::GetRenditionRequest* request,
                                            exchange::v1::Rendition* response) {
  const std::lock_guard lock(mutex_);
  if (BearerOf(*context).empty()) return Reply(errors::Unauthenticated("SIGN_IN_REQUIRED", "Sign in first."));
  const auto found = renditions_.find(request->name());
  if (found == renditions_.end() || BearerOf(*context) != "author") return Reply(errors::NotFound("rendition"));
  response->set_blob_key("renditions/" + request->video_id() + "/" + request->name());
  response->set_media_type(found->second);
  response->set_etag("tag-1");
  return grpc::Status::OK;
}

void ExchangeInternal::AddUpload(const std::string& video_id, int64_t size) {
  const std::lock_guard lock(mutex_);
  auto& upload = uploads_[video_id];
  upload.set_video_id(video_id);
  upload.set_blob_key("uploads/" + video_id);
  upload.set_size_bytes(size);
  upload.mutable_expire_time()->set_seconds(1'900'086'400);
}

int64_t ExchangeInternal::OffsetOf(const std::string& video_id) {
  const std::lock_guard lock(mutex_);
  return uploads_[video_id].offset();
}

int ExchangeInternal::AdvancesOf(const std::string& video_id) {
  const std::lock_guard lock(mutex_);
  return advances_[video_id];
}

void ExchangeInternal::AddRendition(const std::string& name, const std::string& media_type) {
  const std::lock_guard lock(mutex_);
  renditions_[name] = media_type;
}

}  // namespace parley::gateway
