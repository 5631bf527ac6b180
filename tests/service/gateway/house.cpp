#include "tests/service/gateway/house.h"

#include <filesystem>
#include <fstream>
#include <iterator>
#include <stdexcept>

#include "libs/ids/id.h"
#include "tests/support/redis_server.h"
#include "tests/support/tls.h"

namespace parley::gateway {

House::House(const std::function<void(Settings&)>& change) {
  std::filesystem::create_directories(web_.path() + "/assets");
  web_.Write("index.html", "<!doctype html><title>Parley</title>");
  web_.Write("developers.html", "<!doctype html><title>The API</title>");
  web_.Write("assets/app-1a2b.js", "console.log('parley')");
  web_.Write("robots.txt", "User-agent: *");
  Settings settings;
  settings.http.threads = 2;
  settings.backends.tls = test::Tls("gateway");
  settings.backends.addresses = {{"catalog", catalog_host.address()},
                                 {"identity", identity_host.address()},
                                 {"exchange", exchange_host.address()},
                                 {"notifications", notifications_host.address()}};
  settings.web_root = web_.path();
  settings.blob_root = blobs_.path();
  settings.redis_url = test::SharedRedisUrl();
  settings.limits.sharing.prefix = "parley:{gateway}:test:" + NewUuid(absl::Now()) + ":";  // nobody else's
  settings.heartbeat = absl::Seconds(15);
  settings.backends.patience = {};  // a service that was stopped stays away
  settings.drain = absl::Seconds(10);
  change(settings);
  auto made = Gateway::Make(std::move(settings), clock_);
  if (!made.ok()) throw std::runtime_error(std::string(made.status().message()));
  gateway_ = *std::move(made);
  const absl::Status started = gateway_->Start();
  if (!started.ok()) throw std::runtime_error(std::string(started.message()));
}

std::string House::Blob(const std::string& key) const {
  std::ifstream file(blobs_.path() + "/" + key, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

void House::PutBlob(const std::string& key, const std::string& content) const {
  const std::filesystem::path path = blobs_.path() + "/" + key;
  std::filesystem::create_directories(path.parent_path());
  std::ofstream(path, std::ios::binary) << content;
}

}  // namespace parley::gateway
