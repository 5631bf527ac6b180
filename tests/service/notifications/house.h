#pragma once

#include <memory>
#include <string>
#include <vector>

#include "libs/rpc/client.h"
#include "libs/service/process.h"
#include "libs/time/clock.h"
#include "parley/exchange/v1/events.pb.h"
#include "parley/notifications/v1/internal.pb.h"
#include "parley/notifications/v1/notifications_service.pb.h"
#include "tests/service/notifications/neighbours.h"
#include "tests/support/database.h"
#include "tests/support/redis_server.h"
#include "tests/support/smtp_server.h"

namespace parley::notifications {

// A person whom identity knows.
struct Person {
  UserId user_id;
  std::string email;
  std::string bearer;
};

// What was written, without the line ends that quoted-printable put in.
std::string Unfolded(const std::string& content);

// Notifications, whole, in this process: real gRPC with mutual TLS, a database, a Redis and a mail server of its own, a clock that stands
// until it is moved.
class House {
 public:
  House();
  ~House();

  Person AddPerson(const std::string& name, const std::string& locale = "en", const std::string& time_zone = "Europe/Paris");

  // Publishes VideoPublished of a fresh video by `author`, in answer to a video of `replied_to` if given. Returns the video's id.
  std::string PublishVideo(const Person& author, const Person* replied_to = nullptr);
  exchange::v1::VideoPublished VideoOf(const Person& author, const Person* replied_to);

  // The person's notifications, newest first, once there are `count`.
  std::vector<v1::Notification> WaitForNotifications(const Person& person, int count);
  absl::Status List(const Person& person, const v1::ListNotificationsRequest& request, v1::ListNotificationsResponse& response);
  absl::Status MarkRead(const Person& person, const v1::MarkNotificationsReadRequest& request, v1::MarkNotificationsReadResponse& response);
  // Another method of NotificationsService; `bearer` is empty for nobody.
  absl::Status CallPublic(const std::string& method, const google::protobuf::Message& request, google::protobuf::Message& response,
                          const std::string& bearer = "");
  absl::Status SendSignInLink(const v1::SendSignInLinkRequest& request, const std::string& as = "identity");
  // Another method of NotificationsInternalService.
  absl::Status CallInternal(const std::string& method, const google::protobuf::Message& request, google::protobuf::Message& response,
                            const std::string& as);
  static v1::SendSignInLinkRequest SignInLink(absl::Time expire_time);
  absl::Status SendInvitation(const v1::SendInvitationRequest& request, const std::string& as = "identity");
  static v1::SendInvitationRequest Invitation(absl::Time expire_time);

  // Waits until the mail server has accepted `count` mails.
  std::vector<test::ReceivedMail> WaitForMails(size_t count);
  // Waits until the one delivery there is was tried in vain and stands in the queue again: from then on the clock may be moved past its
  // next try. Moved earlier, the clock would put the next try off too.
  void WaitUntilPutOff();
  // How many deliveries are in a state (domain::DeliveryState).
  int CountDeliveries(int state);
  // Everything in the deliveries table as text, for looking for secrets.
  std::string DumpDeliveries();

  void StartNotifications();
  // Ends it without letting it finish anything in its tables.
  void StopNotifications() { process_.reset(); }
  // A second process beside the first, on the same database.
  void StartSecond();

  FakeClock clock;
  test::RedisServer redis;
  test::SmtpServer mail;
  FakeIdentity identity;
  test::Producer exchange;
  test::Producer catalog;
  test::Producer scheduling;
  FakeModeration moderation;

 private:
  std::unique_ptr<service::Process> MakeProcess();
  rpc::Client ClientOf(const std::string& service);
  template <typename... Args>
  int Count(const postgres::Statement& statement, Args... args);

  test::Database database_{"notifications"};
  std::unique_ptr<service::Process> process_;
  std::unique_ptr<service::Process> second_;
};

}  // namespace parley::notifications
