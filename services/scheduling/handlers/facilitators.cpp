#include "services/scheduling/store/facilitators.h"

#include <algorithm>
#include <cctype>

#include "libs/errors/error.h"
#include "services/scheduling/handlers/access.h"
#include "services/scheduling/handlers/handlers.h"
#include "services/scheduling/store/people.h"
#include "services/scheduling/store/runs.h"

namespace parley::scheduling::handlers {
namespace {

constexpr int kUsualPage = 50;
constexpr int kMostLanguages = 20;
constexpr int kUsualGroups = 2;
constexpr int kMostGroups = 20;
constexpr size_t kLongestLanguage = 35;

// Letters and digits in subtags of 1 to 8, the first of two or three letters (BCP 47).
bool IsLanguageTag(const std::string& tag) {
  if (tag.size() > kLongestLanguage) return false;
  size_t start = 0;
  for (size_t end = 0; end <= tag.size(); ++end) {
    if (end < tag.size() && tag[end] != '-') {
      const auto c = static_cast<unsigned char>(tag[end]);
      if (c >= 0x80 || !(start == 0 ? std::isalpha(c) : std::isalnum(c))) return false;
      continue;
    }
    const size_t length = end - start;
    if (length < 1 || length > 8 || (start == 0 && (length < 2 || length > 3))) return false;
    start = end + 1;
  }
  return true;
}

absl::Status CheckShape(const v1::AddRunFacilitatorRequest& request) {
  errors::FieldErrors bad;
  bad.Check(IsUuid(request.user_id()), "user_id", "must be a UUID");
  bad.Check(request.languages_size() <= kMostLanguages, "languages", "must be at most 20 languages");
  for (int i = 0; i < std::min(request.languages_size(), kMostLanguages); ++i) {
    bad.Check(IsLanguageTag(request.languages(i)), "languages[" + std::to_string(i) + "]", "must be a BCP 47 language such as \"ar\"");
  }
  bad.Check(request.most_groups() >= 0 && request.most_groups() <= kMostGroups, "most_groups", "must be 1 to 20, or 0 for 2");
  return bad.ok() ? absl::OkStatus() : bad.status();
}

}  // namespace

absl::Status AddRunFacilitator(Deps& deps, rpc::Call& call, const v1::AddRunFacilitatorRequest& request, v1::RunFacilitator& response) {
  if (auto status = CheckShape(request); !status.ok()) return status;
  const auto user_id = ParseId<UserId>(request.user_id(), "user_id");
  if (!user_id.ok()) return user_id.status();
  const auto run = LoadOwnRun(deps, call, request.run_id(), Lock::kForUpdate);
  if (!run.ok()) return run.status();
  if (domain::HasEnded(*run)) return errors::FailedPrecondition("RUN_ENDED", "the run has ended: there is nothing more to facilitate");

  const std::vector<std::string> languages(request.languages().begin(), request.languages().end());
  const int most_groups = request.most_groups() == 0 ? kUsualGroups : request.most_groups();
  store::NotePerson(call.db(), *user_id);
  const absl::Time change_time = store::NextChangeTime(call.db(), run->id, call.now());
  store::PutRunFacilitator(call.db(), run->id, *user_id, languages, most_groups, change_time);
  call.AfterCommit(deps.wake_relay);
  response = *store::GetRunFacilitator(call.db(), run->id, *user_id);
  return absl::OkStatus();
}

absl::Status RemoveRunFacilitator(Deps& deps, rpc::Call& call, const v1::RemoveRunFacilitatorRequest& request,
                                  v1::RunFacilitator& response) {
  const auto user_id = ParseId<UserId>(request.user_id(), "user_id");
  if (!user_id.ok()) return user_id.status();
  const auto run = LoadOwnRun(deps, call, request.run_id(), Lock::kForUpdate);
  if (!run.ok()) return run.status();
  auto facilitator = store::GetRunFacilitator(call.db(), run->id, *user_id);
  if (!facilitator) return errors::NotFound("facilitator");
  if (facilitator->group_count() > 0) {
    return errors::FailedPrecondition("FACILITATOR_HAS_GROUPS", "they facilitate groups of this run: adopt a plan without them first");
  }
  store::DeleteRunFacilitator(call.db(), run->id, *user_id, store::NextChangeTime(call.db(), run->id, call.now()));
  call.AfterCommit(deps.wake_relay);
  response = *std::move(facilitator);
  return absl::OkStatus();
}

absl::Status ListRunFacilitators(Deps& deps, rpc::Call& call, const v1::ListRunFacilitatorsRequest& request,
                                 v1::ListRunFacilitatorsResponse& response) {
  const auto page_size = rpc::PageSize(request.page_size(), kUsualPage);
  if (!page_size.ok()) return page_size.status();
  const std::string scope = "ListRunFacilitators/" + request.run_id();
  const auto cursor = deps.pages.Decode(scope, request.page_token());
  if (!cursor.ok()) return cursor.status();
  const auto run = LoadOwnRun(deps, call, request.run_id(), Lock::kNone);
  if (!run.ok()) return run.status();

  auto facilitators = store::ListRunFacilitators(call.db(), run->id, *cursor, *page_size + 1);
  if (static_cast<int>(facilitators.size()) > *page_size) {
    facilitators.pop_back();
    response.set_next_page_token(deps.pages.Encode(scope, facilitators.back().user_id()));
  }
  for (auto& facilitator : facilitators) *response.add_facilitators() = std::move(facilitator);
  return absl::OkStatus();
}

}  // namespace parley::scheduling::handlers
