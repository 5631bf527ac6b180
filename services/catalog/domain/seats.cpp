#include "services/catalog/domain/seats.h"

namespace parley::catalog::domain {

int FreeSeats(const Run& run) { return run.capacity - run.enrolled_count - run.held_count; }

bool TakesPeople(const Run& run) { return run.state == RunState::kOpen || run.state == RunState::kRunning; }

bool MayOffer(const Run& run) { return run.state == RunState::kOpen && FreeSeats(run) > 0; }

void HoldSeat(Run& run) { ++run.held_count; }

void ReleaseSeat(Run& run) { --run.held_count; }

void TakeHeldSeat(Run& run) {
  --run.held_count;
  ++run.enrolled_count;
}

}  // namespace parley::catalog::domain
