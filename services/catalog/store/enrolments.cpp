#include "services/catalog/store/enrolments.h"

#include "libs/events/outbox.h"
#include "libs/rpc/time.h"
#include "parley/catalog/v1/events.pb.h"
#include "services/catalog/sql.h"

namespace parley::catalog::store {
namespace {

constexpr char kAfterEveryId[] = "ffffffff-ffff-ffff-ffff-ffffffffffff";

domain::Enrolment ReadEnrolment(const postgres::Row& row) {
  return {row.Get<EnrolmentId>("enrolment_id"),     row.Get<RunId>("run_id"),           row.Get<UserId>("user_id"),
          row.Get<domain::EnrolmentState>("state"), row.Get<absl::Time>("create_time"), row.Get<std::string>("run_title"),
          row.Get<PartnerId>("partner_id")};
}

std::optional<domain::Enrolment> ReadOne(const postgres::Result& result) {
  if (result.empty()) return std::nullopt;
  return ReadEnrolment(result.front());
}

void PublishChange(postgres::Session& db, const domain::Enrolment& enrolment, absl::Time change_time, absl::Time now) {
  v1::EnrolmentChanged event;
  event.set_enrolment_id(enrolment.id.text());
  event.set_run_id(enrolment.run_id.text());
  event.set_user_id(enrolment.user_id.text());
  event.set_state(static_cast<v1::Enrolment::State>(enrolment.state));
  *event.mutable_change_time() = rpc::ToProto(change_time);
  events::Publish(db, enrolment.id.text(), event, now, enrolment.partner_id.text());
}

}  // namespace

std::optional<domain::Enrolment> GetEnrolment(postgres::Session& db, const EnrolmentId& id) {
  return ReadOne(db.Execute(sql::kGetEnrolment, id));
}

std::optional<domain::Enrolment> GetEnrolmentOfUser(postgres::Session& db, const RunId& run_id, const UserId& user_id) {
  return ReadOne(db.Execute(sql::kGetEnrolmentOfUser, run_id, user_id));
}

std::optional<domain::Enrolment> FirstWaiting(postgres::Session& db, const RunId& run_id) {
  return ReadOne(db.Execute(sql::kFirstWaiting, run_id));
}

std::vector<domain::Enrolment> ListEnrolments(postgres::Session& db, const UserId& user_id, const EnrolmentId& after, int limit) {
  const EnrolmentId before = after.empty() ? EnrolmentId::Trusted(kAfterEveryId) : after;
  const postgres::Result result = db.Execute(sql::kListEnrolmentsOfUser, user_id, before, limit);
  std::vector<domain::Enrolment> enrolments;
  for (const postgres::Row& row : result) enrolments.push_back(ReadEnrolment(row));
  return enrolments;
}

std::vector<PlacedEnrolment> ListEnrolmentsOfRun(postgres::Session& db, const RunId& run_id, std::optional<domain::EnrolmentState> state,
                                                 int64_t after, int limit) {
  const postgres::Result result = db.Execute(sql::kListEnrolmentsOfRun, run_id, state, after, limit);
  std::vector<PlacedEnrolment> enrolments;
  for (const postgres::Row& row : result) enrolments.push_back({ReadEnrolment(row), row.Get<int64_t>("place")});
  return enrolments;
}

std::optional<v1::Membership> GetMembership(postgres::Session& db, const RunId& run_id, const UserId& user_id) {
  const postgres::Result result = db.Execute(sql::kGetMembership, run_id, user_id);
  if (result.empty()) return std::nullopt;
  v1::Membership membership;
  membership.set_enrolment_id(result.front().Get<std::string>("enrolment_id"));
  membership.set_state(static_cast<v1::Enrolment::State>(result.front().Get<int>("state")));
  *membership.mutable_change_time() = rpc::ToProto(result.front().Get<absl::Time>("change_time"));
  return membership;
}

void InsertEnrolment(postgres::Session& db, const domain::Enrolment& enrolment, absl::Time now) {
  db.Defer(sql::kInsertEnrolment, enrolment.id, enrolment.run_id, enrolment.user_id, enrolment.state, now);
  PublishChange(db, enrolment, now, now);
}

void SaveState(postgres::Session& db, const domain::Enrolment& enrolment, absl::Time now) {
  const postgres::Result result = db.Execute(sql::kSetEnrolmentState, enrolment.id, enrolment.state, now);
  PublishChange(db, enrolment, result.front().Get<absl::Time>("change_time"), now);
}

void WithdrawEverybody(postgres::Session& db, const RunId& run_id, absl::Time now) {
  const postgres::Result result = db.Execute(sql::kWithdrawEverybody, run_id, now);
  for (const postgres::Row& row : result) PublishChange(db, ReadEnrolment(row), row.Get<absl::Time>("change_time"), now);
}

void SaveNewApplication(postgres::Session& db, const domain::Enrolment& enrolment, absl::Time now) {
  const postgres::Result result = db.Execute(sql::kApplyAnew, enrolment.id, enrolment.state, now);
  PublishChange(db, enrolment, result.front().Get<absl::Time>("change_time"), now);
}

}  // namespace parley::catalog::store
