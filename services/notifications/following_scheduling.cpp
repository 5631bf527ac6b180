#include "libs/rpc/time.h"
#include "parley/scheduling/v1/events.pb.h"
#include "services/notifications/event_fields.h"
#include "services/notifications/following.h"
#include "services/notifications/inviting.h"
#include "services/notifications/store/meetings.h"
#include "services/notifications/telling.h"

namespace parley::notifications {
namespace {

using domain::Happening;
using domain::Seat;
using postgres::Session;

template <class Event>
absl::StatusOr<domain::GroupPerson> ReadPerson(const Event& event, Seat seat, bool is_in) {
  domain::GroupPerson person{.seat = seat, .is_in = is_in, .change_time = rpc::FromProto(event.change_time())};
  absl::Status status = ReadId(event.group_id(), "group_id", person.group_id);
  status.Update(ReadId(event.run_id(), "run_id", person.run_id));
  status.Update(ReadId(event.user_id(), "user_id", person.user_id));
  if (!status.ok()) return status;
  return person;
}

absl::Status ApplyPerson(Session& db, const absl::StatusOr<domain::GroupPerson>& person, const std::string& from, absl::Time now) {
  if (!person.ok()) return person.status();
  if (!domain::IsNews(store::GetGroupPerson(db, person->group_id, person->user_id, person->seat), *person)) return absl::OkStatus();
  store::StoreGroupPerson(db, *person);
  if (!person->is_in) {
    TellOfMeetingsOfGroup(db, Happening::kMeetingLeft, *person, from, now);
    return absl::OkStatus();
  }
  const About about{person->group_id.text(), person->run_id, absl::ToUnixMicros(person->change_time), std::nullopt};
  if (person->seat == Seat::kMember) {
    Tell(db, Happening::kMemberPlaced, {{domain::Whom::kMember, person->user_id}}, about, from, now);
  } else {
    Tell(db, Happening::kFacilitatorAssigned, {{domain::Whom::kFacilitator, person->user_id}}, about, from, now);
  }
  TellOfMeetingsOfGroup(db, Happening::kMeetingScheduled, *person, from, now);
  return absl::OkStatus();
}

absl::Status OnGroupMemberChanged(Session& db, const scheduling::v1::GroupMemberChanged& event, const std::string& from, absl::Time now) {
  return ApplyPerson(db, ReadPerson(event, Seat::kMember, event.is_member()), from, now);
}

absl::Status OnGroupFacilitatorChanged(Session& db, const scheduling::v1::GroupFacilitatorChanged& event, const std::string& from,
                                       absl::Time now) {
  return ApplyPerson(db, ReadPerson(event, Seat::kFacilitator, event.is_facilitator()), from, now);
}

absl::Status OnMeetingChanged(Session& db, const scheduling::v1::MeetingChanged& event, const std::string& from, absl::Time now) {
  domain::Meeting told{.start_time = rpc::FromProto(event.start_time()),
                       .end_time = rpc::FromProto(event.end_time()),
                       .state = static_cast<domain::MeetingState>(event.state()),
                       .sequence = event.sequence()};
  absl::Status status = ReadId(event.meeting_id(), "meeting_id", told.id);
  status.Update(ReadId(event.group_id(), "group_id", told.group_id));
  status.Update(ReadId(event.run_id(), "run_id", told.run_id));
  if (!status.ok()) return status;
  const auto known = store::GetMeeting(db, told.id);
  if (!domain::IsNews(known, told)) return absl::OkStatus();
  store::StoreMeeting(db, told);
  const auto happening = domain::HappeningOf(known, told, now);
  if (happening) TellOfMeeting(db, *happening, told, store::ListPeopleOfGroup(db, told.group_id), from, now);
  return absl::OkStatus();
}

}  // namespace

events::Following FollowScheduling(const std::string& from) {
  return {"scheduling", {On(OnGroupMemberChanged, from), On(OnGroupFacilitatorChanged, from), On(OnMeetingChanged, from)}};
}

}  // namespace parley::notifications
