#pragma once

#include <set>
#include <vector>

#include "services/notifications/domain/notification.h"

// What people choose to be mailed of.
namespace parley::notifications::domain {

struct Preference {
  Topic topic;
  bool by_mail = true;
  bool required = false;  // can't be turned off
  friend bool operator==(const Preference&, const Preference&) = default;
};

// True for a topic that the rules mail.
bool IsMailed(Topic topic);
// True for a topic whose mails can be turned off.
bool IsOptional(Topic topic);
// All of them, in the order of their numbers.
std::vector<Topic> OptionalTopics();

// One for each topic that is mailed, in the order of their numbers; `off` is what somebody turned off.
std::vector<Preference> PreferencesOf(const std::set<Topic>& off);

}  // namespace parley::notifications::domain
