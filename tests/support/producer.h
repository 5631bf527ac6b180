#pragma once

#include <memory>
#include <string>

#include "libs/redis/connection.h"
#include "libs/service/process.h"
#include "tests/support/database.h"

namespace parley::test {

// Another service of the house, as the one under test sees it: an outbox, a relay and an EventLogService, all real, over mutual TLS. Faces
// with the rpcs it answers are added to process().server() before Start. At any time there is one of a name.
class Producer {
 public:
  Producer(const std::string& name, const std::string& redis_url, const Clock& clock, auth::TokenVerifier::FetchKeys fetch_keys);
  ~Producer();

  service::Process& process() { return *process_; }
  void Start();
  std::string address() const { return "127.0.0.1:" + std::to_string(process_->server().port()); }
  void Publish(const std::string& aggregate_id, const google::protobuf::Message& event);
  // Waits until all that was published is where followers read it, at once.
  void AwaitRelayed();

 private:
  std::shared_ptr<const Database> database_;
  const std::string name_;
  const Clock& clock_;
  std::unique_ptr<service::Process> process_;
  postgres::Connection outbox_;
  redis::Connection redis_;
};

}  // namespace parley::test
