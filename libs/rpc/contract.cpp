#include "libs/rpc/contract.h"

#include <google/protobuf/descriptor.h>

#include <utility>

#include "libs/auth/token.h"
#include "libs/rpc/access.h"

namespace parley::rpc {
namespace {

using google::protobuf::FieldDescriptor;
using google::protobuf::MethodDescriptor;

std::string FlawOfAccess(const api::v1::Access& access) {
  const bool for_users = NeedsToken(access);
  for (const std::string& scope : access.api_client_scopes()) {
    if (!auth::IsScope(scope)) return "is open to the scope " + scope + ", which there is none of";
  }
  const bool for_services = !access.services().empty();
  if (!access.public_() && !for_users && !for_services) return "has no access: nobody could call it";
  if (access.public_() && (for_users || for_services)) return "is public and yet restricted";
  return {};
}

const FieldDescriptor* RequestId(const MethodDescriptor& method) {
  const FieldDescriptor* field = method.input_type()->FindFieldByName("request_id");
  const bool fits = field != nullptr && field->type() == FieldDescriptor::TYPE_STRING && !field->is_repeated();
  return fits ? field : nullptr;
}

}  // namespace

std::vector<std::string> Contract::Add(const google::protobuf::ServiceDescriptor& service) {
  std::vector<std::string> flaws;
  for (int i = 0; i < service.method_count(); ++i) {
    const MethodDescriptor& described = *service.method(i);
    auto method = std::make_unique<Method>();
    method->name = "/" + service.full_name() + "/" + described.name();
    method->access = described.options().GetExtension(api::v1::access);
    method->mutates = described.options().GetExtension(api::v1::mutates);
    method->request_id = method->mutates ? RequestId(described) : nullptr;

    if (const std::string flaw = FlawOfAccess(method->access); !flaw.empty()) flaws.push_back(method->name + " " + flaw);
    if (method->mutates && method->request_id == nullptr)
      flaws.push_back(method->name + " mutates but its request has no string request_id");
    if (described.server_streaming()) flaws.push_back(method->name + " streams its answer, which is not served here");
    if (described.client_streaming() && !method->mutates) flaws.push_back(method->name + " takes a stream and mutates nothing");
    const auto [known, is_new] = methods_.emplace(described.input_type(), std::move(method));
    if (!is_new) flaws.push_back("/" + service.full_name() + "/" + described.name() + " takes the same message as " + known->second->name);
  }
  return flaws;
}

const Method* Contract::Find(const google::protobuf::Descriptor* request) const {
  const auto found = methods_.find(request);
  return found == methods_.end() ? nullptr : found->second.get();
}

}  // namespace parley::rpc
