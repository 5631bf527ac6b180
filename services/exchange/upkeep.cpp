#include "services/exchange/upkeep.h"

#include "libs/log/log.h"
#include "services/exchange/domain/upload.h"
#include "services/exchange/store/blob_removals.h"
#include "services/exchange/store/videos.h"

namespace parley::exchange {
namespace {

constexpr absl::Duration kInterval = absl::Seconds(1);

}  // namespace

Upkeep::Upkeep(postgres::Connection::Options database, const Clock& clock, Owners& owners, std::unique_ptr<blob::Store> blobs)
    : db_(std::move(database)), clock_(clock), owners_(owners), blobs_(std::move(blobs)) {}

void Upkeep::GiveUpIdleUploads() {
  const absl::Time now = clock_.Now();
  postgres::Transaction transaction = db_.Begin();
  for (const domain::Video& video : store::ListExpiredUploadsForUpdate(transaction, now)) {
    domain::Video failed = video;
    domain::Fail(failed, domain::UploadExpired());
    store::SaveVideo(transaction, video, failed, now);
  }
  transaction.Commit();
}

void Upkeep::RemoveObjects() {
  for (const std::string& key : store::ListBlobRemovals(db_, clock_.Now())) {
    // What can't be removed now stays on the list.
    if (auto status = blobs_->Remove(key); !status.ok()) {
      log::Warning("could not remove an object", {{"key", key}, {"error", status.ToString()}});
      continue;
    }
    store::DeleteBlobRemoval(db_, key);
  }
}

void Upkeep::RefreshNames() {
  // What the owner did not answer is asked again at the next round; it was logged.
  owners_.RefreshProfiles(db_).status().IgnoreError();
}

void Upkeep::Run(const std::stop_token& stop) {
  Backoff backoff(absl::Seconds(5));
  while (!stop.stop_requested()) {
    try {
      GiveUpIdleUploads();
      RemoveObjects();
      RefreshNames();
      backoff.Reset();
      pause_.For(kInterval, stop);
    } catch (const std::exception& error) {
      log::Warning("the exchange's upkeep waits", {{"error", error.what()}});
      pause_.For(backoff.Next(), stop);
    }
  }
}

}  // namespace parley::exchange
