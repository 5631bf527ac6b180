#include "services/partners/outgoing.h"

#include "services/partners/store/appointments.h"

namespace parley::partners {
namespace {

identity::v1::AppointCoordinatorRequest RequestOf(const domain::Appointment& appointment) {
  identity::v1::AppointCoordinatorRequest request;
  request.set_email(appointment.email);
  request.set_partner_id(appointment.partner_id.text());
  request.set_locale(appointment.locale);
  request.set_request_id(appointment.id.text());
  return request;
}

}  // namespace

service::Errands Appointments(Appoint appoint) {
  service::Errands appointments;
  appointments.what = "the appointment of a coordinator";
  appointments.claim = [appoint = std::move(appoint)](postgres::Session& db, absl::Time now, absl::Time lease_end) {
    std::vector<service::Errand> errands;
    for (const store::QueuedAppointment& queued : store::ClaimAppointments(db, now, lease_end)) {
      errands.push_back({queued.appointment.id.text(), queued.attempts,
                         [&appoint, appointment = queued.appointment] { return appoint(RequestOf(appointment)); }});
    }
    return errands;
  };
  appointments.done = [](postgres::Session& db, const std::string& id) {
    store::EndAppointment(db, domain::AppointmentId::Trusted(id), store::SendState::kDone);
  };
  appointments.refused = [](postgres::Session& db, const std::string& id) {
    store::EndAppointment(db, domain::AppointmentId::Trusted(id), store::SendState::kRefused);
  };
  appointments.put_off = [](postgres::Session& db, const std::string& id, absl::Time until) {
    store::PutOff(db, domain::AppointmentId::Trusted(id), until);
  };
  return appointments;
}

}  // namespace parley::partners
