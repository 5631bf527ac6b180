#include "services/exchange/media/settings.h"

namespace parley::exchange::media {
namespace {

Sandbox::Kind ReadSandbox(config::Environment& environment) {
  const std::string text = environment.Optional("PARLEY_MEDIA_SANDBOX", "bubblewrap");
  if (text == "container") return Sandbox::Kind::kContainer;
  if (text != "bubblewrap") environment.AddError("PARLEY_MEDIA_SANDBOX", "must be bubblewrap, or container when one confines the worker");
  return Sandbox::Kind::kBubblewrap;
}

}  // namespace

Settings ReadSettings(config::Environment& environment) {
  Settings settings;
  settings.blob_root = environment.Required("PARLEY_BLOB_ROOT");
  settings.metrics_listen = environment.Optional("PARLEY_METRICS_LISTEN", "");
  settings.workers = static_cast<int>(environment.Integer("PARLEY_MEDIA_WORKERS", 1, 1, 64));
  settings.worker.database.url = environment.Required("PARLEY_DATABASE_URL");
  settings.worker.database.schema = "exchange";
  settings.worker.sandbox = ReadSandbox(environment);
  settings.worker.scratch_root = environment.Required("PARLEY_MEDIA_SCRATCH");
  return settings;
}

}  // namespace parley::exchange::media
