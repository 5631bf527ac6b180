#pragma once

#include "services/catalog/domain/run.h"

// The seats of a run: taken, held by offers, free.
namespace parley::catalog::domain {

int FreeSeats(const Run& run);

// True while the run takes people: OPEN or RUNNING.
bool TakesPeople(const Run& run);

// True when a seat of the run can be held for somebody who fits: only while it is OPEN.
bool MayOffer(const Run& run);

// Each moves one seat: free → held, held → free, held → taken.
void HoldSeat(Run& run);
void ReleaseSeat(Run& run);
void TakeHeldSeat(Run& run);

}  // namespace parley::catalog::domain
