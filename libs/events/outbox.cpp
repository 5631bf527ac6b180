#include "libs/events/outbox.h"

#include <google/protobuf/message.h>

#include "libs/events/sql.h"
#include "libs/events/subject.h"
#include "libs/trace/span.h"

namespace parley::events {

void Publish(postgres::Session& transaction, const std::string& aggregate_id, const google::protobuf::Message& event, absl::Time now,
             const std::string& audience) {
  transaction.Defer(sql::kOutboxInsert, event.GetDescriptor()->full_name(), aggregate_id, postgres::Bytes{event.SerializeAsString()}, now,
                    audience, SubjectOf(event), trace::Recorded());
}

}  // namespace parley::events
