#include "services/notifications/presenting.h"

#include "libs/rpc/time.h"
#include "services/notifications/dates.h"
#include "services/notifications/store/projections.h"

namespace parley::notifications {

Reader ReaderOf(const store::Contact& contact) { return {LanguageFor(contact.locale), contact.time_zone}; }

Details LoadDetails(postgres::Session& db, const std::vector<domain::Notification>& notifications) {
  std::vector<RunId> runs;
  std::vector<std::string> nudges;
  for (const auto& notification : notifications) {
    runs.push_back(notification.run_id);
    if (notification.topic == domain::Topic::kParticipantNudged) nudges.push_back(notification.subject_id);
  }
  Details details;
  if (!runs.empty()) details.run_titles = store::GetRunTitles(db, runs);
  if (!nudges.empty()) details.nudge_words = store::GetNudgeWords(db, nudges);
  return details;
}

TextArgs ArgsOf(const domain::Notification& notification, const Details& details, const Reader& reader) {
  const auto title = details.run_titles.find(notification.run_id);
  const auto words = details.nudge_words.find(notification.subject_id);
  const bool has_words = words != details.nudge_words.end() && !words->second.empty();
  return {{"run", title == details.run_titles.end() ? Text(reader.language, "run.untitled") : title->second},
          {"when", notification.start_time ? DateAndTime(*notification.start_time, reader.language, reader.time_zone) : ""},
          {"has_words", has_words ? "true" : "false"},
          {"words", has_words ? words->second : ""}};
}

v1::Notification ToProto(const domain::Notification& notification, const Details& details, const Reader& reader) {
  v1::Notification proto;
  proto.set_notification_id(notification.id.text());
  proto.set_topic(static_cast<v1::Notification::Topic>(notification.topic));
  proto.set_text(Text(reader.language, domain::TextKeyOf(notification.topic), ArgsOf(notification, details, reader)));
  proto.set_path(domain::PathOf(notification));
  if (domain::IsAboutVideo(notification.topic)) proto.set_video_id(notification.subject_id);
  if (domain::IsAboutGroup(notification.topic)) proto.set_group_id(notification.subject_id);
  if (domain::IsAboutMeeting(notification.topic)) proto.set_meeting_id(notification.subject_id);
  proto.set_run_id(notification.run_id.text());
  *proto.mutable_create_time() = rpc::ToProto(notification.create_time);
  if (notification.read_time) *proto.mutable_read_time() = rpc::ToProto(*notification.read_time);
  return proto;
}

}  // namespace parley::notifications
