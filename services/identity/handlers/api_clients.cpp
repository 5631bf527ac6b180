#include "services/identity/domain/api_client.h"

#include <algorithm>

#include "libs/errors/error.h"
#include "libs/rpc/time.h"
#include "libs/text/text.h"
#include "services/identity/domain/secret.h"
#include "services/identity/domain/session.h"
#include "services/identity/handlers/answers.h"
#include "services/identity/handlers/handlers.h"
#include "services/identity/store/api_clients.h"
#include "services/identity/store/revocations.h"
#include "services/identity/store/users.h"

namespace parley::identity::handlers {
namespace {

constexpr int kDefaultPage = 20;

std::vector<std::string> ReadScopes(const v1::CreateApiClientRequest& request, errors::FieldErrors& bad) {
  const int known = static_cast<int>(std::size(auth::kScopes));
  bad.Check(!request.scopes().empty() && request.scopes_size() <= known, "scopes",
            "must be at least one of courses.write, runs.write, rosters.write, events.read");
  std::vector<std::string> scopes;
  for (int i = 0; i < std::min(request.scopes_size(), known); ++i) {
    const std::string& scope = request.scopes(i);
    const std::string field = "scopes[" + std::to_string(i) + "]";
    bad.Check(auth::IsScope(scope), field, "must be courses.write, runs.write, rosters.write or events.read");
    bad.Check(std::find(scopes.begin(), scopes.end(), scope) == scopes.end(), field, "must not be named twice");
    scopes.push_back(scope);
  }
  return scopes;
}

// Whoever does not coordinate the partner sees nothing of it.
absl::Status RequireCoordinator(rpc::Call& call, const PartnerId& partner_id, const std::string& what) {
  if (store::HoldsRole(call.db(), call.user_id(), auth::Role::kCoordinator, partner_id)) return absl::OkStatus();
  return errors::NotFound(what);
}

}  // namespace

absl::Status CreateApiClient(Deps&, rpc::Call& call, const v1::CreateApiClientRequest& request, v1::CreateApiClientResponse& response) {
  errors::FieldErrors bad;
  bad.Check(IsUuid(request.partner_id()), "partner_id", "must be the UUID of your partner");
  const std::string name = text::Trimmed(request.name());
  const int length = text::CountCharacters(name);
  bad.Check(length >= 1 && length <= domain::kMaxApiClientName && text::IsPlain(name, false), "name",
            "must be 1 to 60 characters, none of them a control character");
  std::vector<std::string> scopes = ReadScopes(request, bad);
  if (!bad.ok()) return bad.status();
  const auto partner_id = ParseId<PartnerId>(request.partner_id(), "partner_id");
  if (!partner_id.ok()) return partner_id.status();

  const int count = store::LockApiClients(call.db(), *partner_id);
  if (auto allowed = RequireCoordinator(call, *partner_id, "partner"); !allowed.ok()) return allowed;
  if (auto allowed = domain::MayAddApiClient(count); !allowed.ok()) return allowed;

  const std::string secret = domain::NewSecret();
  const domain::ApiClient client{ApiClientId::New(call.now()), *partner_id, name,        std::move(scopes),
                                 domain::SecretHash(secret),   call.now(),  std::nullopt};
  store::InsertApiClient(call.db(), client);
  *response.mutable_api_client() = ToProto(client);
  response.set_client_secret(secret);
  return absl::OkStatus();
}

absl::Status ListApiClients(Deps& deps, rpc::Call& call, const v1::ListApiClientsRequest& request, v1::ListApiClientsResponse& response) {
  const auto page_size = rpc::PageSize(request.page_size(), kDefaultPage);
  if (!page_size.ok()) return page_size.status();
  const auto partner_id = ParseId<PartnerId>(request.partner_id(), "partner_id");
  if (!partner_id.ok()) return partner_id.status();
  const std::string scope = "api_clients:" + partner_id->text();
  const auto cursor = deps.page_tokens.Decode(scope, request.page_token());
  if (!cursor.ok()) return cursor.status();

  if (auto allowed = RequireCoordinator(call, *partner_id, "partner"); !allowed.ok()) return allowed;
  auto clients = store::ListApiClients(call.db(), *partner_id, ApiClientId::Trusted(*cursor), *page_size + 1);
  if (static_cast<int>(clients.size()) > *page_size) {
    clients.pop_back();
    response.set_next_page_token(deps.page_tokens.Encode(scope, clients.back().id.text()));
  }
  for (const domain::ApiClient& client : clients) *response.add_api_clients() = ToProto(client);
  return absl::OkStatus();
}

absl::Status RevokeApiClient(Deps&, rpc::Call& call, const v1::RevokeApiClientRequest& request, v1::ApiClient& response) {
  const auto id = ParseId<ApiClientId>(request.api_client_id(), "api_client_id");
  if (!id.ok()) return id.status();
  auto client = store::GetApiClientForUpdate(call.db(), *id);
  if (!client) return errors::NotFound("api_client");
  if (auto allowed = RequireCoordinator(call, client->partner_id, "api_client"); !allowed.ok()) return allowed;
  domain::Revoke(*client, call.now());
  store::SaveRevoked(call.db(), *client);
  store::PutRevocation(call.db(), client->id.text(), 1, call.now());
  response = ToProto(*client);
  return absl::OkStatus();
}

absl::Status CreateApiToken(Deps& deps, rpc::Call& call, const v1::CreateApiTokenRequest& request, v1::ApiToken& response) {
  errors::FieldErrors bad;
  bad.Check(IsUuid(request.client_id()), "client_id", "must be the UUID of an API client");
  bad.Check(domain::IsSecret(request.client_secret()), "client_secret", "is not a secret as CreateApiClient gives it");
  if (!bad.ok()) return bad.status();
  const auto id = ParseId<ApiClientId>(request.client_id(), "client_id");
  if (!id.ok()) return id.status();

  const auto client = store::GetApiClient(call.db(), *id);
  if (auto known = domain::Authenticate(client, request.client_secret()); !known.ok()) return known;
  const absl::Time expire_time = call.now() + domain::kAccessTokenLife;
  response.set_access_token(
      deps.signing_keys->Signer(call.now())->IssueToClient({client->id, client->partner_id, client->scopes, expire_time}, call.now()));
  *response.mutable_expire_time() = rpc::ToProto(expire_time);
  return absl::OkStatus();
}

}  // namespace parley::identity::handlers
