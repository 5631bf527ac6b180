#include "services/catalog/store/rosters.h"
#include "libs/errors/error.h"
#include "libs/text/email.h"
#include "libs/text/text.h"
#include "services/catalog/domain/roster.h"
#include "services/catalog/handlers/handlers.h"
#include "services/catalog/handlers/permission.h"
#include "services/catalog/store/runs.h"

namespace parley::catalog::handlers {
namespace {

constexpr int kMaxRows = 5000;
constexpr int kMaxName = 60;

using Problem = v1::RosterProblem;

std::string Explain(Problem::Reason reason) {
  switch (reason) {
    case Problem::REASON_LINE_MISSING:
      return "there must be a row, with its line: 1 or more";
    case Problem::REASON_EMAIL_INVALID:
      return "must have an e-mail address such as name@example.org";
    case Problem::REASON_LOCALE_INVALID:
      return "the locale must be a BCP 47 language such as \"ar\", or empty";
    case Problem::REASON_DISPLAY_NAME_INVALID:
      return "the name must be at most 60 characters, none of them a control character";
    case Problem::REASON_COUNTRY_INVALID:
      return "the country must be two capital letters such as LB, or empty";
    case Problem::REASON_RUN_FULL:
      return "no seat of the run is free; they may enrol for its waitlist by themselves";
    case Problem::REASON_OFFER_ENDED:
      return "the offer made to this address before has ended; they may enrol by themselves";
    default:
      return "the row could not be used";
  }
}

void AddProblem(v1::ImportRosterResponse& response, int line, Problem::Reason reason) {
  Problem& problem = *response.add_problems();
  problem.set_line(line);
  problem.set_reason(reason);
  problem.set_message(Explain(reason));
}

bool IsCountry(const std::string& text) {
  const auto is_capital = [](char c) { return c >= 'A' && c <= 'Z'; };
  return text.empty() || (text.size() == 2 && is_capital(text[0]) && is_capital(text[1]));
}

// REASON_UNSPECIFIED when nothing is wrong with it.
Problem::Reason CheckRow(const v1::RosterRow& row) {
  if (row.line() < 1) return Problem::REASON_LINE_MISSING;
  if (!ParseEmail(row.email())) return Problem::REASON_EMAIL_INVALID;
  if (!row.locale().empty() && !text::IsLanguageTag(row.locale())) return Problem::REASON_LOCALE_INVALID;
  const bool good_name = text::CountCharacters(row.display_name()) <= kMaxName && text::IsPlain(row.display_name(), false);
  if (!good_name) return Problem::REASON_DISPLAY_NAME_INVALID;
  if (!IsCountry(row.country())) return Problem::REASON_COUNTRY_INVALID;
  return Problem::REASON_UNSPECIFIED;
}

// Of a row whose shape is good.
void ImportRow(Deps& deps, rpc::Call& call, domain::Run& run, const v1::RosterRow& row, v1::ImportRosterResponse& response) {
  const Email address = *ParseEmail(row.email());
  const std::string digest = deps.digest_address(address.key);
  switch (domain::Invite(run, store::FindOfferOfAddress(call.db(), run.id, digest), call.now())) {
    case domain::RosterOutcome::kUnchanged:
      return response.set_unchanged_count(response.unchanged_count() + 1);
    case domain::RosterOutcome::kRunFull:
      return AddProblem(response, row.line(), Problem::REASON_RUN_FULL);
    case domain::RosterOutcome::kOfferEnded:
      return AddProblem(response, row.line(), Problem::REASON_OFFER_ENDED);
    case domain::RosterOutcome::kInvited:
      break;
  }
  const domain::Invited invited{domain::InterestId::New(call.now()), row.locale().empty() ? "en" : row.locale(),
                                text::Trimmed(row.display_name()), row.country()};
  store::InsertInvited(call.db(), run, invited, address.text, digest, call.now() + deps.offer_time, call.now());
  response.set_invited_count(response.invited_count() + 1);
}

absl::StatusOr<RunId> CheckShape(const rpc::Batch<v1::ImportRosterRequest>& batch) {
  auto run_id = ParseId<RunId>(batch.head.run_id(), "run_id");
  if (!run_id.ok()) return run_id.status();
  errors::FieldErrors bad;
  bad.Check(batch.head.row_count() >= 1 && batch.head.row_count() <= kMaxRows, "row_count", "must be 1 to 5,000");
  bad.Check(batch.head.row_count() == batch.total, "row_count",
            "must be how many rows the stream has; it had " + std::to_string(batch.total) + ": was it cut off?");
  if (!bad.ok()) return bad.status();
  return run_id;
}

}  // namespace

absl::Status ImportRoster(Deps& deps, rpc::Call& call, const rpc::Batch<v1::ImportRosterRequest>& batch,
                          v1::ImportRosterResponse& response) {
  const auto run_id = CheckShape(batch);
  if (!run_id.ok()) return run_id.status();

  auto run = store::LockRun(call.db(), *run_id);
  if (!run) return errors::NotFound("run");
  if (auto status = RequireCoordinator(deps, call, run->partner_id, "run"); !status.ok()) return status;
  if (auto allowed = domain::MayInvite(*run); !allowed.ok()) return allowed;

  for (const v1::ImportRosterRequest* message : batch.messages) {
    const Problem::Reason reason = CheckRow(message->row());
    if (reason != Problem::REASON_UNSPECIFIED) {
      AddProblem(response, message->row().line(), reason);
    } else {
      ImportRow(deps, call, *run, message->row(), response);
    }
  }
  store::SaveSeats(call.db(), *run);
  call.AfterCommit(deps.wake_courier);
  return absl::OkStatus();
}

void AddImported(const v1::ImportRosterResponse& part, v1::ImportRosterResponse& whole) {
  whole.set_invited_count(whole.invited_count() + part.invited_count());
  whole.set_unchanged_count(whole.unchanged_count() + part.unchanged_count());
  whole.mutable_problems()->MergeFrom(part.problems());
}

}  // namespace parley::catalog::handlers
