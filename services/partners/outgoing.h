#pragma once

#include <functional>

#include "absl/status/status.h"
#include "libs/service/courier.h"
#include "parley/identity/v1/internal.pb.h"

namespace parley::partners {

using Appoint = std::function<absl::Status(const identity::v1::AppointCoordinatorRequest& request)>;

// First coordinators that wait for identity to have them appointed.
service::Errands Appointments(Appoint appoint);

}  // namespace parley::partners
