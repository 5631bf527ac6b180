#include "services/catalog/settings.h"

namespace parley::catalog {
namespace {

std::string ReadWebUrl(config::Environment& environment) {
  std::string url = environment.Required("PARLEY_WEB_URL");
  while (url.ends_with('/')) url.pop_back();
  if (!url.empty() && !url.starts_with("http://") && !url.starts_with("https://")) {
    environment.AddError("PARLEY_WEB_URL", "must begin with https:// or http://");
  }
  return url;
}

absl::Duration ReadOfferTime(config::Environment& environment) {
  const absl::Duration time = environment.Duration("PARLEY_OFFER_TIME", absl::Hours(72));
  if (time < absl::Minutes(1) || time > absl::Hours(24 * 31)) environment.AddError("PARLEY_OFFER_TIME", "must be from 1m to 744h");
  return time;
}

}  // namespace

Settings ReadSettings(config::Environment& environment) {
  Settings settings;
  settings.seed = environment.Flag("PARLEY_SEED", false);
  settings.web_url = ReadWebUrl(environment);
  settings.offer_time = ReadOfferTime(environment);
  return settings;
}

}  // namespace parley::catalog
