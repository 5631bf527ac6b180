#include "services/partners/handlers/answers.h"

#include "libs/rpc/time.h"

namespace parley::partners::handlers {

v1::Partner ToProto(const domain::Partner& partner) {
  v1::Partner out;
  out.set_partner_id(partner.id.text());
  out.set_kind(static_cast<v1::Partner::Kind>(partner.kind));
  out.set_name(partner.name);
  out.set_website(partner.website);
  *out.mutable_create_time() = rpc::ToProto(partner.create_time);
  out.set_etag(domain::Etag(partner));
  return out;
}

v1::Inquiry ToProto(const domain::Inquiry& inquiry) {
  v1::Inquiry out;
  out.set_inquiry_id(inquiry.id.text());
  out.set_organisation(inquiry.organisation);
  out.set_kind(static_cast<v1::Partner::Kind>(inquiry.kind));
  out.set_contact_name(inquiry.contact_name);
  out.set_contact_email(inquiry.contact_email);
  out.set_course_url(inquiry.course_url);
  out.set_message(inquiry.message);
  out.set_locale(inquiry.locale);
  out.set_state(static_cast<v1::Inquiry::State>(inquiry.state));
  out.set_decline_reason(inquiry.decline_reason);
  out.set_partner_id(inquiry.partner_id.text());
  *out.mutable_create_time() = rpc::ToProto(inquiry.create_time);
  return out;
}

}  // namespace parley::partners::handlers
