#include "services/notifications/domain/preferences.h"

#include <algorithm>
#include <map>

#include "services/notifications/domain/rules.h"

namespace parley::notifications::domain {
namespace {

// How the rules mail a topic: the strictest of those that tell it.
std::map<Topic, ByMail> MailedTopics() {
  std::map<Topic, ByMail> mailed;
  for (const Rule& rule : Rules()) {
    if (rule.by_mail == ByMail::kNever) continue;
    ByMail& strictest = mailed.emplace(rule.topic, rule.by_mail).first->second;
    strictest = std::max(strictest, rule.by_mail);
  }
  return mailed;
}

}  // namespace

bool IsMailed(Topic topic) { return MailedTopics().contains(topic); }

bool IsOptional(Topic topic) {
  const auto mailed = MailedTopics();
  const auto found = mailed.find(topic);
  return found != mailed.end() && found->second != ByMail::kAlways;
}

std::vector<Topic> OptionalTopics() {
  std::vector<Topic> topics;
  for (const auto& [topic, by_mail] : MailedTopics()) {
    if (by_mail != ByMail::kAlways) topics.push_back(topic);
  }
  return topics;
}

std::vector<Preference> PreferencesOf(const std::set<Topic>& off) {
  std::vector<Preference> preferences;
  for (const auto& [topic, by_mail] : MailedTopics()) {
    const bool required = by_mail == ByMail::kAlways;
    preferences.push_back({topic, required || !off.contains(topic), required});
  }
  return preferences;
}

}  // namespace parley::notifications::domain
