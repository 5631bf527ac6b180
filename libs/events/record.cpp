#include "libs/events/record.h"

#include <charconv>

namespace parley::events {
namespace {

// About this many entries stay in a stream; who is further behind reads the outbox.
constexpr char kStreamLength[] = "10000";

std::optional<int64_t> ToNumber(std::string_view text) {
  int64_t value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc() || end != text.data() + text.size()) return std::nullopt;
  return value;
}

void SetCreateTime(v1::Event& event, int64_t micros) {
  event.mutable_create_time()->set_seconds(micros / 1'000'000);
  event.mutable_create_time()->set_nanos(static_cast<int32_t>(micros % 1'000'000) * 1000);
}

}  // namespace

v1::Event EventFromRow(const postgres::Row& row) {
  v1::Event event;
  event.set_position(row.Get<int64_t>("position"));
  event.set_type(row.Get<std::string>("type"));
  event.set_aggregate_id(row.Get<std::string>("aggregate_id"));
  event.set_payload(row.Get<postgres::Bytes>("payload").data);
  SetCreateTime(event, absl::ToUnixMicros(row.Get<absl::Time>("create_time")));
  event.set_traceparent(row.GetOr<std::string>("traceparent", ""));
  return event;
}

std::vector<std::string> AddCommand(const std::string& stream, const v1::Event& event) {
  std::vector<std::string> command = {"XADD",        stream,
                                      "MAXLEN",      "~",
                                      kStreamLength, std::to_string(event.position()) + "-0",
                                      "type",        event.type(),
                                      "aggregate",   event.aggregate_id(),
                                      "payload",     event.payload(),
                                      "time",        std::to_string(absl::ToUnixMicros(CreateTime(event)))};
  if (!event.traceparent().empty()) command.insert(command.end(), {"trace", event.traceparent()});
  return command;
}

std::optional<v1::Event> EventFromEntry(const redis::Reply& entry) {
  if (entry.items.size() != 2) return std::nullopt;
  const auto position = PositionOf(entry.items[0].text);
  const auto& fields = entry.items[1].items;
  if (!position || (fields.size() != 8 && fields.size() != 10)) return std::nullopt;
  if (fields[0].text != "type" || fields[2].text != "aggregate" || fields[4].text != "payload" || fields[6].text != "time")
    return std::nullopt;
  if (fields.size() == 10 && fields[8].text != "trace") return std::nullopt;
  const auto micros = ToNumber(fields[7].text);
  if (!micros) return std::nullopt;
  v1::Event event;
  event.set_position(*position);
  event.set_type(fields[1].text);
  event.set_aggregate_id(fields[3].text);
  event.set_payload(fields[5].text);
  SetCreateTime(event, *micros);
  if (fields.size() == 10) event.set_traceparent(fields[9].text);
  return event;
}

std::optional<int64_t> PositionOf(const std::string& id) { return ToNumber(std::string_view(id).substr(0, id.find('-'))); }

absl::Time CreateTime(const v1::Event& event) {
  return absl::FromUnixSeconds(event.create_time().seconds()) + absl::Nanoseconds(event.create_time().nanos());
}

}  // namespace parley::events
