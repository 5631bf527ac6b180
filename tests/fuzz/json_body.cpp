// Input: the number of a route (a byte), a query, a newline, a JSON body. What is understood is written and read again.
#include <algorithm>
#include <cstdint>
#include <string>
#include <string_view>

#include "google/protobuf/arena.h"
#include "google/protobuf/descriptor.h"
#include "google/protobuf/util/json_util.h"
#include "google/protobuf/util/message_differencer.h"
#include "services/gateway/routes/contract.h"
#include "services/gateway/transcoding/json_plan.h"
#include "services/gateway/transcoding/request_builder.h"
#include "tests/fuzz/require.h"
#include "tests/support/sample.pb.h"

using namespace parley::gateway;
using parley::fuzz::Require;
namespace pb = google::protobuf;

namespace {

std::vector<routes::Route> Routes() {
  auto routes = routes::ReadContracts();
  Require(routes.ok(), "the contracts are understood");
  const auto& sample = *parley::sample::v1::Sample::descriptor()->file()->service(0);
  Require(routes::ReadService(sample, *routes).ok(), "the sample is understood");
  return *std::move(routes);
}

// Whether protobuf itself finds again what it wrote: not so NaN, which equals nothing, nor field masks with half a quoted key.
bool ComesBack(const pb::Message& message, std::string& theirs) {
  const std::unique_ptr<pb::Message> again(message.New());
  return pb::util::MessageToJsonString(message, &theirs).ok() && pb::util::JsonStringToMessage(theirs, again.get()).ok() &&
         pb::util::MessageDifferencer::Equivalent(message, *again);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  static const std::vector<routes::Route> kRoutes = Routes();
  if (size < 2) return 0;
  const routes::Route& route = kRoutes[data[0] % kRoutes.size()];
  const std::string_view input(reinterpret_cast<const char*>(data) + 1, size - 1);
  const size_t line = std::min(input.find('\n'), input.size());
  const std::string target_text = "/?" + std::string(input.substr(0, line));
  const std::string body(input.substr(std::min(line + 1, input.size())));
  http::Target target;
  if (!target.Parse(target_text).ok()) return 0;
  routes::Match match;
  match.values.fill("1");
  const http::Request head{.method = route.http_method, .headers = {{"content-type", "application/json"}, {"idempotency-key", "k"}}};
  pb::Arena arena;
  auto* factory = pb::MessageFactory::generated_factory();
  pb::Message& request = *factory->GetPrototype(route.method->input_type())->New(&arena);
  if (!transcoding::BuildRequest(route, head, target, match, body, request).ok()) return 0;
  const auto plan = transcoding::JsonPlan::For(*request.GetDescriptor());
  std::string theirs;
  if (!plan.ok() || !ComesBack(request, theirs)) return 0;
  std::string ours;
  (*plan)->Append(request, ours);
  Require(ours.size() == theirs.size(), "our JSON is protobuf's, but for the order in maps");
  pb::Message& again = *request.New(&arena);
  Require(pb::util::JsonStringToMessage(ours, &again).ok(), "what is written can be read");
  Require(pb::util::MessageDifferencer::Equivalent(request, again), "what is read is what was written");
  return 0;
}
