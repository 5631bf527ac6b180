#include "catch2/catch.hpp"
#include "libs/rpc/time.h"
#include "parley/catalog/v1/events.pb.h"
#include "tests/service/notifications/house.h"
#include "tests/support/eventually.h"

// Places in runs: what catalog's events tell people.
namespace parley::notifications {
namespace {

using catalog::v1::Enrolment;

struct RunHouse : House {
  std::string run_id = NewUuid(clock.Now());

  RunHouse() {
    catalog::v1::RunCreated event;
    event.mutable_run()->set_run_id(run_id);
    event.mutable_run()->set_title("Newcomers & Nationalism");
    catalog.Publish(run_id, event);
  }

  catalog::v1::EnrolmentChanged Change(const Person& person, const std::string& enrolment_id, Enrolment::State state) {
    catalog::v1::EnrolmentChanged event;
    event.set_enrolment_id(enrolment_id);
    event.set_run_id(run_id);
    event.set_user_id(person.user_id.text());
    event.set_state(state);
    *event.mutable_change_time() = rpc::ToProto(clock.Now());
    return event;
  }
  void Publish(const Person& person, const std::string& enrolment_id, Enrolment::State state) {
    catalog.Publish(enrolment_id, Change(person, enrolment_id, state));
    clock.Advance(absl::Seconds(1));
  }
};

TEST_CASE("a person is told of waiting and then of the seat that became free, in the app and by mail, in their language") {
  RunHouse house;
  const Person lina = house.AddPerson("lina", "fr");
  const std::string enrolment_id = NewUuid(house.clock.Now());
  house.Publish(lina, enrolment_id, Enrolment::STATE_WAITLISTED);
  house.WaitForNotifications(lina, 1);
  house.Publish(lina, enrolment_id, Enrolment::STATE_ENROLLED);
  const auto told = house.WaitForNotifications(lina, 2);
  CHECK(told[1].topic() == v1::Notification::TOPIC_ENROLMENT_WAITLISTED);
  CHECK(told[0].topic() == v1::Notification::TOPIC_ENROLMENT_PROMOTED);
  CHECK(told[0].text() == "Une place s’est libérée dans « Newcomers & Nationalism », et elle est à vous.");
  CHECK(told[0].path() == "/runs/" + house.run_id);
  CHECK(told[0].run_id() == house.run_id);
  CHECK(told[0].video_id().empty());
  const auto mails = house.WaitForMails(2);
  CHECK(mails[1].to == lina.email);
  CHECK(mails[1].content.find("https://parley.example/runs/" + house.run_id) != std::string::npos);
}

TEST_CASE("an enrolment is confirmed once however often it is published, and again when the person comes back") {
  RunHouse house;
  const Person lina = house.AddPerson("lina");
  const std::string enrolment_id = NewUuid(house.clock.Now());
  const auto event = house.Change(lina, enrolment_id, Enrolment::STATE_ENROLLED);
  for (int i = 0; i < 3; ++i) house.catalog.Publish(enrolment_id, event);
  house.clock.Advance(absl::Seconds(1));
  house.Publish(lina, enrolment_id, Enrolment::STATE_WITHDRAWN);
  house.Publish(lina, enrolment_id, Enrolment::STATE_ENROLLED);
  const auto told = house.WaitForNotifications(lina, 2);
  for (const auto& notification : told) CHECK(notification.topic() == v1::Notification::TOPIC_ENROLMENT_CONFIRMED);
  CHECK(house.WaitForMails(2)[0].Header("Subject") == "You have a seat: Newcomers & Nationalism");
}

TEST_CASE("everybody with a place in a run that is called off is told, and nobody who had left") {
  RunHouse house;
  const Person lina = house.AddPerson("lina");
  const Person omar = house.AddPerson("omar");
  const Person gone = house.AddPerson("gone");
  const std::string linas = NewUuid(house.clock.Now()), omars = NewUuid(house.clock.Now()), gones = NewUuid(house.clock.Now());
  house.Publish(lina, linas, Enrolment::STATE_ENROLLED);
  house.Publish(omar, omars, Enrolment::STATE_WAITLISTED);
  house.Publish(gone, gones, Enrolment::STATE_ENROLLED);
  house.Publish(gone, gones, Enrolment::STATE_WITHDRAWN);
  catalog::v1::RunCancelled event;
  event.set_run_id(house.run_id);
  house.catalog.Publish(house.run_id, event);
  house.Publish(lina, linas, Enrolment::STATE_WITHDRAWN);
  house.Publish(omar, omars, Enrolment::STATE_WITHDRAWN);
  CHECK(house.WaitForNotifications(lina, 2)[0].topic() == v1::Notification::TOPIC_RUN_CANCELLED);
  CHECK(house.WaitForNotifications(omar, 2)[0].text() == "“Newcomers & Nationalism” was called off and will not take place.");
  house.WaitForNotifications(gone, 1);
  house.WaitForMails(5);
}

}  // namespace
}  // namespace parley::notifications
