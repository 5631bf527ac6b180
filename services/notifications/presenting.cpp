#include "services/notifications/presenting.h"

#include "libs/rpc/time.h"
#include "services/notifications/store/projections.h"

namespace parley::notifications {

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

TextArgs ArgsOf(const domain::Notification& notification, const Details& details, const std::string& language) {
  const auto title = details.run_titles.find(notification.run_id);
  const auto words = details.nudge_words.find(notification.subject_id);
  const bool has_words = words != details.nudge_words.end() && !words->second.empty();
  return {{"run", title == details.run_titles.end() ? Text(language, "run.untitled") : title->second},
          {"has_words", has_words ? "true" : "false"},
          {"words", has_words ? words->second : ""}};
}

v1::Notification ToProto(const domain::Notification& notification, const Details& details, const std::string& language) {
  v1::Notification proto;
  proto.set_notification_id(notification.id.text());
  proto.set_topic(static_cast<v1::Notification::Topic>(notification.topic));
  proto.set_text(Text(language, domain::TextKeyOf(notification.topic), ArgsOf(notification, details, language)));
  proto.set_path(domain::PathOf(notification));
  if (domain::IsAboutVideo(notification.topic)) proto.set_video_id(notification.subject_id);
  proto.set_run_id(notification.run_id.text());
  *proto.mutable_create_time() = rpc::ToProto(notification.create_time);
  if (notification.read_time) *proto.mutable_read_time() = rpc::ToProto(*notification.read_time);
  return proto;
}

}  // namespace parley::notifications
