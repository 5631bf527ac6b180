#include "libs/events/subject.h"

#include <google/protobuf/descriptor.h>
#include <google/protobuf/message.h>

#include <memory>
#include <set>
#include <string>

#include "catch2/catch.hpp"
#include "parley/api/v1/subject.pb.h"
#include "parley/catalog/v1/events.pb.h"
#include "parley/exchange/v1/events.pb.h"
#include "parley/identity/v1/events.pb.h"
#include "parley/moderation/v1/events.pb.h"
#include "parley/partners/v1/events.pb.h"
#include "parley/scheduling/v1/events.pb.h"
#include "proto/files.h"

namespace parley::events {
namespace {

TEST_CASE("a subject is told by the event's own values") {
  catalog::v1::RunCreated created;
  created.mutable_run()->set_run_id("r");
  CHECK(SubjectOf(created) == "runs/r");
  identity::v1::RoleGranted granted;
  granted.set_user_id("u");
  granted.set_role(api::v1::ROLE_COORDINATOR);
  granted.set_partner_id("p");
  CHECK(SubjectOf(granted) == "users/u/roles/3/p");
  CHECK(SubjectOf(exchange::v1::VideoFailed()).empty());
}

TEST_CASE("what takes something back tells of the same subject as what gave it") {
  identity::v1::ConsentGiven given;
  given.set_user_id("u");
  identity::v1::ConsentWithdrawn withdrawn;
  withdrawn.set_user_id("u");
  CHECK(SubjectOf(given) == SubjectOf(withdrawn));
  withdrawn.set_kind(identity::v1::Consent::KIND_VIDEO_PUBLICATION);
  CHECK(SubjectOf(given) != SubjectOf(withdrawn));
}

// Who adds an event decides whether anything is left of it: here are those of which nothing is.
TEST_CASE("every event of the house tells of a subject by fields it has, or is known to be news") {
  const std::set<std::string> news = {"parley.exchange.v1.VideoFailed", "parley.moderation.v1.ReportResolved",
                                      "parley.moderation.v1.ParticipantNudged"};
  const std::set<const google::protobuf::FileDescriptor*> files = {
      catalog::v1::RunCreated::descriptor()->file(),      exchange::v1::VideoPublished::descriptor()->file(),
      identity::v1::UserCreated::descriptor()->file(),    moderation::v1::VideoHidden::descriptor()->file(),
      partners::v1::PartnerCreated::descriptor()->file(), scheduling::v1::GroupCreated::descriptor()->file()};
  std::set<std::string> names, without;
  for (const std::string name : kProtoFiles) {
    if (name.find("/events.proto") != std::string::npos) names.insert(name);
  }
  CHECK(names.size() == files.size());
  for (const auto* file : files) {
    CHECK(names.contains(file->name()));
    for (int i = 0; i < file->message_type_count(); ++i) {
      const auto* type = file->message_type(i);
      const std::unique_ptr<google::protobuf::Message> event(
          google::protobuf::MessageFactory::generated_factory()->GetPrototype(type)->New());
      INFO(type->full_name());
      CHECK_NOTHROW(SubjectOf(*event));
      if (SubjectOf(*event).empty()) without.insert(type->full_name());
    }
  }
  CHECK(without == news);
}

}  // namespace
}  // namespace parley::events
