#include "services/identity/store/api_clients.h"

#include "services/identity/sql.h"

namespace parley::identity::store {
namespace {

domain::ApiClient ReadClient(const postgres::Row& row) {
  domain::ApiClient client;
  client.id = row.Get<ApiClientId>("api_client_id");
  client.partner_id = row.Get<PartnerId>("partner_id");
  client.name = row.Get<std::string>("name");
  client.scopes = row.Get<std::vector<std::string>>("scopes");
  client.secret_hash = row.Get<postgres::Bytes>("secret_hash").data;
  client.create_time = row.Get<absl::Time>("create_time");
  client.revoke_time = row.GetOptional<absl::Time>("revoke_time");
  return client;
}

std::optional<domain::ApiClient> ReadOne(const postgres::Result& result) {
  if (result.empty()) return std::nullopt;
  return ReadClient(result.front());
}

}  // namespace

int LockApiClients(postgres::Session& transaction, const PartnerId& partner_id) {
  transaction.Defer(sql::kLockApiClientsOf, partner_id);
  return transaction.Execute(sql::kCountApiClients, partner_id).front().Get<int>("count");
}

void InsertApiClient(postgres::Session& db, const domain::ApiClient& client) {
  db.Defer(sql::kInsertApiClient, client.id, client.partner_id, client.name, client.scopes, postgres::Bytes{client.secret_hash},
           client.create_time);
}

std::optional<domain::ApiClient> GetApiClient(postgres::Session& db, const ApiClientId& id) {
  return ReadOne(db.Execute(sql::kGetApiClient, id));
}

std::optional<domain::ApiClient> GetApiClientForUpdate(postgres::Session& db, const ApiClientId& id) {
  return ReadOne(db.Execute(sql::kGetApiClientForUpdate, id));
}

std::vector<domain::ApiClient> ListApiClients(postgres::Session& db, const PartnerId& partner_id, const ApiClientId& after, int limit) {
  const postgres::Result result = db.Execute(sql::kListApiClients, partner_id, after, limit);
  std::vector<domain::ApiClient> clients;
  for (const postgres::Row& row : result) clients.push_back(ReadClient(row));
  return clients;
}

void SaveRevoked(postgres::Session& db, const domain::ApiClient& client) { db.Defer(sql::kRevokeApiClient, client.id, client.revoke_time); }

}  // namespace parley::identity::store
