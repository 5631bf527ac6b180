#pragma once

#include <optional>
#include <string>
#include <vector>

#include "libs/postgres/connection.h"
#include "libs/redis/connection.h"
#include "parley/events/v1/event_log.pb.h"

// An event in its three shapes: a row of the outbox, a message, an entry of a stream.
namespace parley::events {

v1::Event EventFromRow(const postgres::Row& row);

// XADD with the explicit id `<position>-0`, which Redis refuses to take twice.
std::vector<std::string> AddCommand(const std::string& stream, const v1::Event& event);

// nullopt for an entry that the relay did not write.
std::optional<v1::Event> EventFromEntry(const redis::Reply& entry);

// The number before the dash of a stream id; nullopt for other text.
std::optional<int64_t> PositionOf(const std::string& id);

absl::Time CreateTime(const v1::Event& event);

}  // namespace parley::events
