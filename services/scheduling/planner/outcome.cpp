#include "services/scheduling/planner/outcome.h"

#include "libs/rpc/time.h"

namespace parley::scheduling::planner {
namespace {

v1::ProposedGroup MakeGroup(const Given& given, const domain::Problem& problem, const domain::Group& group, int number) {
  v1::ProposedGroup out;
  out.set_number(number);
  out.set_facilitator_id(given.leaders[group.facilitator].id.text());
  out.set_language(given.languages[group.language]);
  for (const int member : group.members) out.add_member_ids(given.people[member].id.text());
  const auto& stretches = problem.slots[group.slot].meetings;
  for (size_t i = 0; i < stretches.size(); ++i) {
    v1::ProposedMeeting& meeting = *out.add_meetings();
    meeting.set_planned_meeting_id(given.meetings[i].id.text());
    meeting.set_module_id(given.meetings[i].module_id.text());
    *meeting.mutable_start_time() = rpc::ToProto(stretches[i].start);
    *meeting.mutable_end_time() = rpc::ToProto(stretches[i].end);
  }
  return out;
}

v1::Certificate MakeCertificate(const domain::Arrangement& arrangement, const domain::Bound& bound) {
  const domain::Worth worth = arrangement.worth();
  v1::Certificate out;
  out.set_participants(bound.participants);
  out.set_seats_placed(worth.seated);
  out.set_upper_bound(bound.seats);
  out.set_gap(bound.seats - worth.seated);
  out.set_hopeful_participants(bound.hopeful);
  out.set_groups_at_most(bound.groups);
  out.set_flow_bound(bound.flow);
  out.set_least_seats(arrangement.problem().seats.least);
  out.set_most_seats(arrangement.problem().seats.most);
  out.set_cross_region_pairs(worth.cross_pairs);
  out.set_uncomfortable_minutes(worth.discomfort);
  return out;
}

}  // namespace

v1::PlanOutcome MakeOutcome(const Given& given, const domain::Arrangement& arrangement, const domain::Bound& bound,
                            const std::vector<domain::Unplaced>& unplaced) {
  v1::PlanOutcome outcome;
  int number = 0;
  for (const domain::Group& group : arrangement.groups()) *outcome.add_groups() = MakeGroup(given, arrangement.problem(), group, ++number);
  for (const domain::Unplaced& one : unplaced) {
    v1::Unplaced& out = *outcome.add_unplaced();
    out.set_user_id(given.people[one.participant].id.text());
    out.set_reason(static_cast<v1::Unplaced::Reason>(one.reason));
    for (const int group : one.would_seat) out.add_would_seat_group_numbers(group + 1);
  }
  *outcome.mutable_certificate() = MakeCertificate(arrangement, bound);
  return outcome;
}

}  // namespace parley::scheduling::planner
