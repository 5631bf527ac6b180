#pragma once

#include <vector>

#include "libs/postgres/connection.h"
#include "services/partners/domain/inquiry.h"

namespace parley::partners::store {

// It is QUEUED for identity from then on.
void InsertAppointment(postgres::Session& db, const domain::Appointment& appointment, absl::Time now);
struct QueuedAppointment {
  domain::Appointment appointment;
  int attempts = 0;  // this one included
};
std::vector<QueuedAppointment> ClaimAppointments(postgres::Session& db, absl::Time now, absl::Time lease_end);
enum class SendState { kQueued = 1, kDone = 2, kRefused = 3 };
void EndAppointment(postgres::Session& db, const domain::AppointmentId& id, SendState state);
void PutOff(postgres::Session& db, const domain::AppointmentId& id, absl::Time until);

}  // namespace parley::partners::store
