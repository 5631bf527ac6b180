#pragma once

#include <string>

#include "tests/service/identity/house.h"

// Roles given and taken at two partners.
namespace parley::identity {

inline constexpr char kPartner[] = "01900000-0000-7000-8000-00000000aaaa";
inline constexpr char kOther[] = "01900000-0000-7000-8000-00000000bbbb";

// What GrantRole and RevokeRole take alike.
template <class Request>
Request Of(const std::string& email, api::v1::Role role, const std::string& partner_id) {
  Request request;
  request.set_email(email);
  request.set_role(role);
  request.set_partner_id(partner_id);
  request.set_request_id(Fresh());
  return request;
}

inline absl::Status Grant(House& house, const std::string& email, api::v1::Role role, const std::string& partner_id = "") {
  v1::GrantRoleResponse response;
  return house.Call("GrantRole", Of<v1::GrantRoleRequest>(email, role, partner_id), response, house.Operator());
}

}  // namespace parley::identity
