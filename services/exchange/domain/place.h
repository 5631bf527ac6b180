#pragma once

#include "absl/time/time.h"
#include "libs/ids/id.h"
#include "services/exchange/domain/membership.h"

// What the exchange believes of a person's place in a run: catalog owns the membership, scheduling the seat in a group.
namespace parley::exchange::domain {

// The group of a run, beside the plenary one, that somebody is in.
struct Seat {
  GroupId group_id;                               // empty: in none
  absl::Time change_time = absl::InfinitePast();  // of the last event heard, or of what scheduling answered
  absl::Time check_time = absl::InfinitePast();   // when scheduling was last asked
};

struct Place {
  RunId run_id;
  GroupId plenary_group_id;
  bool has_groups = false;  // a plan placed participants of the run in groups
  Membership membership;
  Seat seat;
};

// Where their answers go. Who has no seat is in the plenary group alone.
inline const GroupId& OwnGroup(const Place& place) { return place.seat.group_id.empty() ? place.plenary_group_id : place.seat.group_id; }

// Nobody leaves the plenary group while they take part.
inline bool HasSeatIn(const Place& place, const GroupId& group_id) {
  return group_id == place.plenary_group_id || group_id == place.seat.group_id;
}
// May see what is in the group.
inline bool IsIn(const Place& place, const GroupId& group_id) { return MayTakePart(place.membership) && HasSeatIn(place, group_id); }

// Whether the owners are to be asked before somebody is taken not to be in `group_id`; when that is empty: before their own group is taken
// to be the plenary one. Of a run that no group was heard of nobody is asked about the latter: it has none, or had none a moment ago, when
// what goes to the plenary group now might have been sent.
inline bool ShouldAsk(const Place& place, const GroupId& group_id, absl::Time now) {
  if (!MayTakePart(place.membership)) return ShouldAsk(place.membership, now);
  const bool lacks_seat = group_id.empty() ? place.has_groups && place.seat.group_id.empty() : !HasSeatIn(place, group_id);
  return lacks_seat && absl::AbsDuration(now - place.seat.check_time) >= kBelieveNo;
}

}  // namespace parley::exchange::domain
