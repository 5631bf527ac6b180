#include "services/partners/store/inquiries.h"
#include "libs/errors/error.h"
#include "libs/text/text.h"
#include "services/partners/handlers/answers.h"
#include "services/partners/handlers/handlers.h"
#include "services/partners/store/appointments.h"
#include "services/partners/store/partners.h"

namespace parley::partners::handlers {
namespace {

constexpr int kDefaultPage = 20;

// A text of a line or more, without white space at its ends.
std::string ReadText(const std::string& text, int least, int most, bool lines, const std::string& field, errors::FieldErrors& bad) {
  std::string trimmed = text::Trimmed(text);
  const int length = text::CountCharacters(trimmed);
  bad.Check(length >= least && length <= most && text::IsPlain(trimmed, lines), field,
            "must be " + std::to_string(least) + " to " + std::to_string(most) + " characters, none of them a control character");
  return trimmed;
}

domain::Inquiry ReadInquiry(const v1::Inquiry& asked, absl::Time now, errors::FieldErrors& bad) {
  domain::Inquiry inquiry;
  inquiry.id = domain::InquiryId::New(now);
  inquiry.organisation = ReadText(asked.organisation(), 1, domain::kMaxName, false, "inquiry.organisation", bad);
  bad.Check(domain::IsPartnerKind(asked.kind()), "inquiry.kind", "must be KIND_UNIVERSITY or KIND_MOOC_PLATFORM");
  inquiry.kind = static_cast<domain::PartnerKind>(asked.kind());
  inquiry.contact_name = ReadText(asked.contact_name(), 1, domain::kMaxContactName, false, "inquiry.contact_name", bad);
  inquiry.contact_email = asked.contact_email();
  bad.Check(ParseEmail(asked.contact_email()).has_value(), "inquiry.contact_email",
            "must be an e-mail address such as name@example.org, of 3 to 254 characters");
  bad.Check(asked.course_url().empty() || text::IsWebAddress(asked.course_url()), "inquiry.course_url",
            "must be a http or https address of at most 2048 characters, or empty");
  inquiry.course_url = asked.course_url();
  inquiry.message = ReadText(asked.message(), 0, domain::kMaxMessage, true, "inquiry.message", bad);
  bad.Check(asked.locale().empty() || text::IsLocale(asked.locale()), "inquiry.locale", "must be en, fr, ar or es, or empty");
  inquiry.locale = asked.locale().empty() ? "en" : asked.locale();
  inquiry.create_time = now;
  return inquiry;
}

absl::StatusOr<domain::Inquiry> LoadForUpdate(rpc::Call& call, const std::string& id) {
  const auto inquiry_id = ParseId<domain::InquiryId>(id, "inquiry_id");
  if (!inquiry_id.ok()) return inquiry_id.status();
  auto inquiry = store::GetInquiryForUpdate(call.db(), *inquiry_id);
  if (!inquiry) return errors::NotFound("inquiry");
  return *std::move(inquiry);
}

}  // namespace

absl::Status CreateInquiry(Deps&, rpc::Call& call, const v1::CreateInquiryRequest& request, v1::Inquiry& response) {
  errors::FieldErrors bad;
  const domain::Inquiry inquiry = ReadInquiry(request.inquiry(), call.now(), bad);
  if (!bad.ok()) return bad.status();
  const auto email = ParseEmail(inquiry.contact_email);

  const auto earlier = store::LockInquiriesSince(call.db(), *email, call.now() - absl::Hours(24));
  if (auto allowed = domain::MayInquire(earlier.count, earlier.first_time, call.now()); !allowed.ok()) return allowed;
  store::InsertInquiry(call.db(), inquiry, *email);
  response = ToProto(inquiry);
  return absl::OkStatus();
}

absl::Status ListInquiries(Deps& deps, rpc::Call& call, const v1::ListInquiriesRequest& request, v1::ListInquiriesResponse& response) {
  const auto page_size = rpc::PageSize(request.page_size(), kDefaultPage);
  if (!page_size.ok()) return page_size.status();
  std::optional<domain::InquiryState> state;
  if (request.state() != v1::Inquiry::STATE_UNSPECIFIED) {
    if (!domain::IsInquiryState(request.state())) return errors::InvalidField("state", "must be a state of inquiries");
    state = static_cast<domain::InquiryState>(request.state());
  }
  const std::string scope = "inquiries:" + std::to_string(request.state());
  const auto cursor = deps.page_tokens.Decode(scope, request.page_token());
  if (!cursor.ok()) return cursor.status();

  auto inquiries = store::ListInquiries(call.db(), state, domain::InquiryId::Trusted(*cursor), *page_size + 1);
  if (static_cast<int>(inquiries.size()) > *page_size) {
    inquiries.pop_back();
    response.set_next_page_token(deps.page_tokens.Encode(scope, inquiries.back().id.text()));
  }
  for (const domain::Inquiry& inquiry : inquiries) *response.add_inquiries() = ToProto(inquiry);
  return absl::OkStatus();
}

absl::Status GetInquiry(Deps&, rpc::Call& call, const v1::GetInquiryRequest& request, v1::Inquiry& response) {
  const auto inquiry_id = ParseId<domain::InquiryId>(request.inquiry_id(), "inquiry_id");
  if (!inquiry_id.ok()) return inquiry_id.status();
  const auto inquiry = store::GetInquiry(call.db(), *inquiry_id);
  if (!inquiry) return errors::NotFound("inquiry");
  response = ToProto(*inquiry);
  return absl::OkStatus();
}

absl::Status ReviewInquiry(Deps&, rpc::Call& call, const v1::ReviewInquiryRequest& request, v1::Inquiry& response) {
  auto inquiry = LoadForUpdate(call, request.inquiry_id());
  if (!inquiry.ok()) return inquiry.status();
  if (auto reviewed = domain::Review(*inquiry); !reviewed.ok()) return reviewed;
  store::SaveState(call.db(), *inquiry, call.now());
  response = ToProto(*inquiry);
  return absl::OkStatus();
}

absl::Status DeclineInquiry(Deps&, rpc::Call& call, const v1::DeclineInquiryRequest& request, v1::Inquiry& response) {
  errors::FieldErrors bad;
  const std::string reason = ReadText(request.reason(), 1, domain::kMaxReason, true, "reason", bad);
  if (!bad.ok()) return bad.status();
  auto inquiry = LoadForUpdate(call, request.inquiry_id());
  if (!inquiry.ok()) return inquiry.status();
  if (auto declined = domain::Decline(*inquiry, reason); !declined.ok()) return declined;
  store::SaveState(call.db(), *inquiry, call.now());
  response = ToProto(*inquiry);
  return absl::OkStatus();
}

absl::Status AcceptInquiry(Deps& deps, rpc::Call& call, const v1::AcceptInquiryRequest& request, v1::Inquiry& response) {
  auto inquiry = LoadForUpdate(call, request.inquiry_id());
  if (!inquiry.ok()) return inquiry.status();
  const domain::Partner partner = domain::FoundPartner(*inquiry, call.now());
  if (auto accepted = domain::Accept(*inquiry, partner.id); !accepted.ok()) return accepted;

  store::AddPartner(call.db(), partner);
  store::SaveState(call.db(), *inquiry, call.now());
  store::InsertAppointment(call.db(), domain::AppointContact(*inquiry, call.now()), call.now());
  call.AfterCommit(deps.wake_relay);
  call.AfterCommit(deps.wake_courier);
  response = ToProto(*inquiry);
  return absl::OkStatus();
}

}  // namespace parley::partners::handlers
