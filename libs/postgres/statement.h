#pragma once

#include <span>

namespace parley::postgres {

// A named statement from a `.sql` file. The build makes one constant of each; connections prepare them on first use.
struct Statement {
  const char* name;  // unique within a service
  const char* text;
};

// One step of a schema, from migrations/V<version>__<name>.sql.
struct Migration {
  int version;
  const char* name;
  const char* text;
};

// The migrations of one part (a service, or a lib with tables of its own) in order.
struct MigrationSet {
  const char* component;  // "exchange", "events", "rpc"
  std::span<const Migration> migrations;
};

}  // namespace parley::postgres
