#include "services/exchange/media/backlog.h"

#include "services/exchange/store/media_jobs.h"

namespace parley::exchange::media {

service::Look AtMediaJobs() {
  return {{{"parley_media_waiting_jobs", "Uploaded videos that nobody makes playable at the moment."},
           {"parley_media_running_jobs", "Uploaded videos that are being made playable."},
           {"parley_media_oldest_waiting_seconds", "Age of the oldest that waits; 0 when none does."}},
          [](postgres::Session& db, absl::Time now) -> std::vector<double> {
            const store::MediaBacklog backlog = store::GetMediaBacklog(db, now);
            return {static_cast<double>(backlog.waiting), static_cast<double>(backlog.running),
                    service::SecondsSince(backlog.oldest_time, now)};
          }};
}

}  // namespace parley::exchange::media
