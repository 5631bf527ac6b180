#include "services/identity/domain/user.h"

#include <algorithm>
#include <set>

#include "libs/errors/error.h"
#include "libs/text/text.h"
#include "libs/time/clock.h"
#include "services/identity/domain/country.h"
#include "services/identity/handlers/answers.h"
#include "services/identity/handlers/handlers.h"
#include "services/identity/store/users.h"

namespace parley::identity::handlers {
namespace {

constexpr size_t kMaxZoneName = 64;
const std::set<std::string> kChangeable = {"display_name", "locale", "time_zone", "country", "languages"};

// The fields an update names: those of the mask, or without one those that are set (AIP-134).
std::set<std::string> NamedFields(const v1::UpdateMeRequest& request, errors::FieldErrors& bad) {
  std::set<std::string> fields;
  for (const std::string& path : request.update_mask().paths()) {
    if (path == "*") return kChangeable;
    bad.Check(kChangeable.contains(path), "update_mask", "may name display_name, locale, time_zone, country and languages only");
    fields.insert(path);
  }
  if (request.update_mask().paths().empty()) {
    const v1::User& user = request.user();
    if (!user.display_name().empty()) fields.insert("display_name");
    if (!user.locale().empty()) fields.insert("locale");
    if (!user.time_zone().empty()) fields.insert("time_zone");
    if (!user.country().empty()) fields.insert("country");
    if (!user.languages().empty()) fields.insert("languages");
  }
  return fields;
}

std::vector<std::string> ReadLanguages(const v1::User& user, errors::FieldErrors& bad) {
  std::vector<std::string> languages;
  bad.Check(user.languages_size() <= domain::kMaxLanguages, "user.languages", "must be at most 10 languages");
  for (int i = 0; i < std::min(user.languages_size(), domain::kMaxLanguages); ++i) {
    const std::string& language = user.languages(i);
    const std::string field = "user.languages[" + std::to_string(i) + "]";
    bad.Check(text::IsLanguageTag(language), field, "must be a BCP 47 language such as \"ar\"");
    bad.Check(std::find(languages.begin(), languages.end(), language) == languages.end(), field, "must not be named twice");
    languages.push_back(language);
  }
  return languages;
}

domain::UserChange ReadChange(const v1::UpdateMeRequest& request, errors::FieldErrors& bad) {
  const v1::User& user = request.user();
  domain::UserChange change;
  for (const std::string& field : NamedFields(request, bad)) {
    if (field == "display_name") {
      change.display_name = domain::CleanDisplayName(user.display_name());
      bad.Check(change.display_name.has_value(), "user.display_name", "must be 1 to 60 characters, none of them a control character");
    } else if (field == "locale") {
      change.locale = user.locale();
      bad.Check(text::IsLocale(user.locale()), "user.locale", "must be en, fr, ar or es");
    } else if (field == "time_zone") {
      change.time_zone = user.time_zone();
      const bool known = user.time_zone().size() <= kMaxZoneName && IsTimeZone(user.time_zone());
      bad.Check(known, "user.time_zone", "must be an IANA zone such as Asia/Beirut");
    } else if (field == "country") {
      change.country = user.country();
      const bool known = user.country().empty() || domain::RegionOf(user.country()).has_value();
      bad.Check(known, "user.country", "must be an ISO 3166-1 alpha-2 code in capitals such as LB, or empty");
    } else if (field == "languages") {
      change.languages = ReadLanguages(user, bad);
    }
  }
  return change;
}

}  // namespace

absl::Status GetMe(Deps&, rpc::Call& call, const v1::GetMeRequest&, v1::User& response) {
  const auto user = store::GetUser(call.db(), call.user_id());
  if (!user) return errors::NotFound("user");
  response = ToProto(*user);
  return absl::OkStatus();
}

absl::Status UpdateMe(Deps& deps, rpc::Call& call, const v1::UpdateMeRequest& request, v1::User& response) {
  errors::FieldErrors bad;
  const domain::UserChange change = ReadChange(request, bad);
  if (!bad.ok()) return bad.status();

  auto user = store::GetUserForUpdate(call.db(), call.user_id());
  if (!user) return errors::NotFound("user");
  if (!request.user().etag().empty() && request.user().etag() != domain::Etag(*user)) {
    return errors::Aborted("ETAG_MISMATCH", "your details were changed meanwhile: read them again");
  }
  if (domain::Apply(change, *user)) {
    store::UpdateUser(call.db(), *user, call.now());
    call.AfterCommit(deps.wake_relay);
  }
  response = ToProto(*user);
  return absl::OkStatus();
}

}  // namespace parley::identity::handlers
