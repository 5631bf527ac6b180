#include "libs/service/dead_letters.h"

#include <algorithm>

#include "libs/events/backlog.h"

namespace parley::service {
namespace {

// "parley.identity.v1.ConsentGiven" is identity's ConsentGiven.
std::string ShortType(const std::string& type) { return type.substr(type.rfind('.') + 1); }

// What PostgreSQL says has line breaks.
std::string OneLine(std::string text) {
  std::replace(text.begin(), text.end(), '\n', ' ');
  return text.substr(0, text.find_last_not_of(' ') + 1);
}

std::string Events(int64_t count) { return std::to_string(count) + (count == 1 ? " event" : " events"); }

int List(postgres::Session& db, std::ostream& out) {
  const auto all = events::ListDeadLetters(db);
  for (const events::DeadLetters& letters : all) {
    out << letters.aggregate_id << "  " << letters.producer << ", " << Events(letters.events) << " since "
        << absl::FormatTime(absl::RFC3339_sec, letters.dead_time, absl::UTCTimeZone()) << ": " << ShortType(letters.type) << " at position "
        << letters.position << ": " << OneLine(letters.error) << "\n";
  }
  if (all.empty()) out << "There are no dead letters.\n";
  return 0;
}

// True when none of them is left.
bool RetryOne(postgres::Connection& db, const std::vector<const events::Following*>& followings, const events::DeadLetters& letters,
              const Clock& clock, std::ostream& out) {
  const auto following =
      std::find_if(followings.begin(), followings.end(), [&](const auto* each) { return each->producer == letters.producer; });
  out << letters.aggregate_id << "  " << letters.producer << ": ";
  if (following == followings.end()) {
    out << "is not followed any more\n";
    return false;
  }
  const events::RetryOutcome outcome = events::RetryDeadLetters(db, **following, letters.aggregate_id, clock);
  out << Events(outcome.applied) << " applied";
  if (!outcome.failure.ok()) out << ", then: " << OneLine(outcome.failure.ToString());
  out << "\n";
  return outcome.failure.ok();
}

int Retry(postgres::Connection& db, const std::vector<const events::Following*>& followings, const Clock& clock,
          std::span<const std::string> aggregates, std::ostream& out) {
  bool all_applied = true;
  int retried = 0;
  for (const events::DeadLetters& letters : events::ListDeadLetters(db)) {
    const bool wanted = aggregates.empty() || std::find(aggregates.begin(), aggregates.end(), letters.aggregate_id) != aggregates.end();
    if (!wanted) continue;
    ++retried;
    if (!RetryOne(db, followings, letters, clock, out)) all_applied = false;
  }
  if (retried == 0) out << (aggregates.empty() ? "There are no dead letters.\n" : "There are no dead letters of these.\n");
  return all_applied ? 0 : 1;
}

}  // namespace

int RunDeadLetters(postgres::Connection::Options database, const std::vector<const events::Following*>& followings, const Clock& clock,
                   std::span<const std::string> words, std::ostream& out) {
  postgres::Connection db(std::move(database));
  if (words.empty()) return List(db, out);
  if (words.front() == "retry") return Retry(db, followings, clock, words.subspan(1), out);
  out << "usage: dead-letters [retry [AGGREGATE…]]\n";
  return 2;
}

}  // namespace parley::service
