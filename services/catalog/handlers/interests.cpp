#include "services/catalog/domain/interest.h"

#include "libs/errors/error.h"
#include "services/catalog/handlers/answers.h"
#include "services/catalog/handlers/handlers.h"
#include "services/catalog/handlers/interest_wish.h"
#include "services/catalog/store/courses.h"
#include "services/catalog/store/interests.h"
#include "services/catalog/store/letters.h"
#include "services/catalog/store/offers.h"

namespace parley::catalog::handlers {
namespace {

// INVALID_ARGUMENT naming the courses that are none.
absl::Status CheckCourses(rpc::Call& call, const std::vector<CourseId>& course_ids) {
  errors::FieldErrors bad;
  for (size_t i = 0; i < course_ids.size(); ++i) {
    const bool known = store::GetCourse(call.db(), course_ids[i]).has_value();
    bad.Check(known, "interest.course_ids[" + std::to_string(i) + "]", "must be a course of the catalog");
  }
  return bad.ok() ? absl::OkStatus() : bad.status();
}

// The interest that a mail's token is about: of the link to confirm it, or of an offer made to it. INVALID_ARGUMENT: token.
absl::StatusOr<domain::InterestId> FindByEitherToken(const Deps& deps, rpc::Call& call, const std::string& token) {
  if (auto id = deps.interest_tokens.Read(token)) return *std::move(id);
  const auto offer_id = deps.offer_tokens.Read(token);
  if (!offer_id) return errors::InvalidField("token", "is not the token of a mailed link: open the link of the mail, whole");
  const auto offer = store::GetOffer(call.db(), *offer_id);
  return offer ? offer->interest_id : domain::InterestId();
}

}  // namespace

absl::Status CreateInterest(Deps& deps, rpc::Call& call, const v1::CreateInterestRequest& request, v1::ExpressionOfInterest& response) {
  auto wish = ReadInterestWish(request.interest(), call.now());
  if (!wish.ok()) return wish.status();
  if (auto known = CheckCourses(call, wish->interest.course_ids); !known.ok()) return known;

  const std::string digest = deps.digest_address(wish->address.key);
  const store::Unconfirmed unconfirmed = store::LockUnconfirmed(call.db(), digest, call.now());
  auto allowed = domain::MayExpressInterest(unconfirmed.count, unconfirmed.first_expire_time, call.now());
  if (!allowed.ok()) return allowed;

  const domain::Interest& interest = wish->interest;
  store::InsertInterest(call.db(), interest, wish->address.text, digest);
  store::InsertLetter(call.db(), store::LetterKind::kConfirmation, interest.id.text(), interest.id, interest.confirm_expire_time,
                      call.now());
  call.AfterCommit(deps.wake_courier);
  response = ToProto(interest);
  return absl::OkStatus();
}

absl::Status ConfirmInterest(Deps& deps, rpc::Call& call, const v1::ConfirmInterestRequest& request, v1::ExpressionOfInterest& response) {
  const auto id = deps.interest_tokens.Read(request.token());
  if (!id) return errors::InvalidField("token", "is not the token of a link to confirm: open the link of the mail, whole");

  auto interest = store::LockInterestAndAddress(call.db(), *id);
  if (!interest) return domain::InterestLinkExpired();  // forgotten since
  const auto state = interest->state;
  if (auto confirmed = domain::Confirm(*interest, call.now()); !confirmed.ok()) return confirmed;

  if (interest->state != state) store::SaveOpened(call.db(), *interest, call.now());
  response = ToProto(*interest);
  return absl::OkStatus();
}

absl::Status WithdrawInterest(Deps& deps, rpc::Call& call, const v1::WithdrawInterestRequest& request, v1::ExpressionOfInterest& response) {
  const auto id = FindByEitherToken(deps, call, request.token());
  if (!id.ok()) return id.status();

  auto interest = store::LockInterest(call.db(), *id);
  if (!interest) return domain::InterestLinkExpired();  // forgotten since
  if (auto withdrawn = domain::Withdraw(*interest); !withdrawn.ok()) return withdrawn;

  store::SaveEnded(call.db(), interest->id, interest->state, call.now());
  store::CutOfferShort(call.db(), interest->id, call.now());
  response = ToProto(*interest);
  return absl::OkStatus();
}

}  // namespace parley::catalog::handlers
