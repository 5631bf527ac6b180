#include "services/notifications/domain/preferences.h"

#include <algorithm>

#include "catch2/catch.hpp"

namespace parley::notifications::domain {
namespace {

Preference PreferenceOf(Topic topic, const std::set<Topic>& off = {}) {
  const auto all = PreferencesOf(off);
  const auto found = std::find_if(all.begin(), all.end(), [topic](const Preference& preference) { return preference.topic == topic; });
  REQUIRE(found != all.end());
  return *found;
}

TEST_CASE("everything that is mailed is mailed until it is turned off") {
  CHECK(PreferenceOf(Topic::kVideoReplied) == Preference{Topic::kVideoReplied, true, false});
  CHECK(PreferenceOf(Topic::kVideoReplied, {Topic::kVideoReplied}) == Preference{Topic::kVideoReplied, false, false});
  CHECK(PreferenceOf(Topic::kVideoReplied, {Topic::kReportResolved}).by_mail);
}

TEST_CASE("what somebody's rights or plans hang on is mailed whatever was turned off") {
  for (const Topic topic : {Topic::kVideoHidden, Topic::kRunCancelled, Topic::kMeetingCancelled}) {
    CHECK(PreferenceOf(topic, {topic}) == Preference{topic, true, true});
    CHECK(IsMailed(topic));
    CHECK_FALSE(IsOptional(topic));
  }
}

TEST_CASE("what is told in the app alone has no preference") {
  for (const Topic topic : {Topic::kVideoPublished, Topic::kVideoFailed, static_cast<Topic>(0), static_cast<Topic>(999)}) {
    CHECK_FALSE(IsMailed(topic));
    CHECK_FALSE(IsOptional(topic));
  }
  for (const Preference& preference : PreferencesOf({})) CHECK(preference.topic != Topic::kVideoPublished);
}

TEST_CASE("preferences stand in the order of their topics, and the optional ones are those not required") {
  const auto all = PreferencesOf({});
  CHECK(std::is_sorted(all.begin(), all.end(), [](const Preference& a, const Preference& b) { return a.topic < b.topic; }));
  std::vector<Topic> optional;
  for (const Preference& preference : all) {
    if (!preference.required) optional.push_back(preference.topic);
  }
  CHECK(OptionalTopics() == optional);
}

}  // namespace
}  // namespace parley::notifications::domain
