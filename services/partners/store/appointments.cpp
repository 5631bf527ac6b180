#include "services/partners/store/appointments.h"

#include "services/partners/sql.h"

namespace parley::partners::store {

void InsertAppointment(postgres::Session& db, const domain::Appointment& appointment, absl::Time now) {
  db.Defer(sql::kInsertAppointment, appointment.id, appointment.partner_id, appointment.email, appointment.locale, now);
}

std::vector<QueuedAppointment> ClaimAppointments(postgres::Session& db, absl::Time now, absl::Time lease_end) {
  const postgres::Result result = db.Execute(sql::kClaimAppointments, now, lease_end);
  std::vector<QueuedAppointment> queued;
  for (const postgres::Row& row : result) {
    queued.push_back({{row.Get<domain::AppointmentId>("appointment_id"), row.Get<PartnerId>("partner_id"), row.Get<std::string>("email"),
                       row.Get<std::string>("locale")},
                      row.Get<int>("send_attempts")});
  }
  return queued;
}

void EndAppointment(postgres::Session& db, const domain::AppointmentId& id, SendState state) { db.Defer(sql::kEndAppointment, id, state); }

void PutOff(postgres::Session& db, const domain::AppointmentId& id, absl::Time until) { db.Defer(sql::kPutAppointmentOff, id, until); }

}  // namespace parley::partners::store
