#include "services/notifications/following.h"

#include "libs/rpc/time.h"
#include "parley/catalog/v1/events.pb.h"
#include "parley/exchange/v1/events.pb.h"
#include "parley/identity/v1/events.pb.h"
#include "parley/moderation/v1/events.pb.h"
#include "services/notifications/event_fields.h"
#include "services/notifications/store/contacts.h"
#include "services/notifications/store/projections.h"
#include "services/notifications/telling.h"

namespace parley::notifications {
namespace {

using domain::Happening;
using domain::Whom;
using postgres::Session;

absl::Status ReadAbout(const std::string& subject_id, const char* field, const std::string& run_id, About& about) {
  auto subject = ParseUuid(subject_id, field);
  if (!subject.ok()) return subject.status();
  about.subject_id = *std::move(subject);
  return ReadId(run_id, "run_id", about.run_id);
}

// An event about one person and one subject.
absl::Status TellOne(Session& db, Happening happening, Whom whom, const std::string& user_id, const char* field, const About& about,
                     const std::string& from, absl::Time now) {
  UserId user;
  absl::Status status = ReadId(user_id, field, user);
  if (status.ok()) Tell(db, happening, {{whom, user}}, about, from, now);
  return status;
}

int64_t OccurrenceOf(const google::protobuf::Timestamp& time) { return absl::ToUnixMicros(rpc::FromProto(time)); }

absl::Status OnVideoPublished(Session& db, const exchange::v1::VideoPublished& event, const std::string& from, absl::Time now) {
  About about;
  UserId author, replied_to;
  absl::Status status = ReadAbout(event.video_id(), "video_id", event.run_id(), about);
  status.Update(ReadId(event.author_id(), "author_id", author));
  if (!event.reply_to_author_id().empty()) status.Update(ReadId(event.reply_to_author_id(), "reply_to_author_id", replied_to));
  if (status.ok()) Tell(db, Happening::kVideoPublished, domain::ConcernedByPublished(author, replied_to), about, from, now);
  return status;
}

absl::Status OnVideoFailed(Session& db, const exchange::v1::VideoFailed& event, const std::string& from, absl::Time now) {
  About about;
  absl::Status status = ReadAbout(event.video_id(), "video_id", event.run_id(), about);
  if (!status.ok()) return status;
  return TellOne(db, Happening::kVideoFailed, Whom::kAuthor, event.author_id(), "author_id", about, from, now);
}

absl::Status OnRunCreated(Session& db, const catalog::v1::RunCreated& event, const std::string&, absl::Time) {
  RunId run_id;
  absl::Status status = ReadId(event.run().run_id(), "run.run_id", run_id);
  if (status.ok()) store::StoreRun(db, run_id, event.run().title());
  return status;
}

// Its enrolments end with it, each by an event that comes after this one.
absl::Status OnRunCancelled(Session& db, const catalog::v1::RunCancelled& event, const std::string& from, absl::Time now) {
  About about;
  absl::Status status = ReadAbout(event.run_id(), "run_id", event.run_id(), about);
  if (!status.ok()) return status;
  std::vector<domain::Concerned> concerned;
  for (const UserId& user_id : store::ListPeopleOfRun(db, about.run_id)) concerned.push_back({Whom::kParticipant, user_id});
  Tell(db, Happening::kRunCancelled, concerned, about, from, now);
  return status;
}

absl::Status OnEnrolmentChanged(Session& db, const catalog::v1::EnrolmentChanged& event, const std::string& from, absl::Time now) {
  domain::Enrolment told{.state = static_cast<domain::EnrolmentState>(event.state()), .change_time = rpc::FromProto(event.change_time())};
  absl::Status status = ReadId(event.enrolment_id(), "enrolment_id", told.id);
  status.Update(ReadId(event.run_id(), "run_id", told.run_id));
  status.Update(ReadId(event.user_id(), "user_id", told.user_id));
  if (!status.ok()) return status;
  const auto known = store::GetEnrolment(db, told.id);
  if (!domain::IsNews(known, told)) return absl::OkStatus();
  store::StoreEnrolment(db, told);
  const auto happening = domain::HappeningOf(known, told);
  const About about{told.id.text(), told.run_id, OccurrenceOf(event.change_time()), std::nullopt};
  if (happening) Tell(db, *happening, {{Whom::kParticipant, told.user_id}}, about, from, now);
  return absl::OkStatus();
}

absl::Status OnVideoHidden(Session& db, const moderation::v1::VideoHidden& event, const std::string& from, absl::Time now) {
  About about{.occurrence = OccurrenceOf(event.hide_time())};
  absl::Status status = ReadAbout(event.video_id(), "video_id", event.run_id(), about);
  if (!status.ok()) return status;
  return TellOne(db, Happening::kVideoHidden, Whom::kAuthor, event.author_id(), "author_id", about, from, now);
}

absl::Status OnVideoRestored(Session& db, const moderation::v1::VideoRestored& event, const std::string& from, absl::Time now) {
  About about{.occurrence = OccurrenceOf(event.restore_time())};
  absl::Status status = ReadAbout(event.video_id(), "video_id", event.run_id(), about);
  if (!status.ok()) return status;
  return TellOne(db, Happening::kVideoRestored, Whom::kAuthor, event.author_id(), "author_id", about, from, now);
}

absl::Status OnReportResolved(Session& db, const moderation::v1::ReportResolved& event, const std::string& from, absl::Time now) {
  About about;
  absl::Status status = ReadAbout(event.report_id(), "report_id", event.run_id(), about);
  if (!status.ok()) return status;
  return TellOne(db, Happening::kReportResolved, Whom::kReporter, event.reporter_id(), "reporter_id", about, from, now);
}

absl::Status OnParticipantNudged(Session& db, const moderation::v1::ParticipantNudged& event, const std::string& from, absl::Time now) {
  About about;
  absl::Status status = ReadAbout(event.nudge_id(), "nudge_id", event.run_id(), about);
  if (!status.ok()) return status;
  return TellOne(db, Happening::kParticipantNudged, Whom::kParticipant, event.user_id(), "user_id", about, from, now);
}

absl::Status OnUserChanged(Session& db, const identity::v1::UserChanged& event, absl::Time) {
  UserId user_id;
  absl::Status status = ReadId(event.user_id(), "user_id", user_id);
  if (status.ok()) store::ForgetContact(db, user_id, event.version());
  return status;
}

}  // namespace

events::Following FollowExchange(const std::string& from) { return {"exchange", {On(OnVideoPublished, from), On(OnVideoFailed, from)}}; }

events::Following FollowCatalog(const std::string& from) {
  return {"catalog", {On(OnRunCreated, from), On(OnRunCancelled, from), On(OnEnrolmentChanged, from)}};
}

events::Following FollowModeration(const std::string& from) {
  return {"moderation", {On(OnVideoHidden, from), On(OnVideoRestored, from), On(OnReportResolved, from), On(OnParticipantNudged, from)}};
}

events::Following FollowIdentity() { return {"identity", {events::On<identity::v1::UserChanged>(OnUserChanged)}}; }

}  // namespace parley::notifications
