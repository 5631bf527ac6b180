#pragma once

#include <map>
#include <memory>
#include <string>

#include "libs/postgres/statement.h"
#include "libs/rpc/client.h"
#include "libs/rpc/server.h"
#include "tests/support/database.h"
#include "tests/support/tokens.h"

// A real server whose handlers are the test's, over real mutual TLS and PostgreSQL. It speaks the contracts of identity, of the exchange's
// internal service and of the notifications' one, which between them have every kind of access.
namespace parley::rpc {

// Methods by their short names: "GetMe", "GrantRole", "GetUpload", "SendSignInLink" …
using Handlers = std::map<std::string, Server::Handler>;

// The database of a service with one table of effects, which handlers write to by Effect below.
class Subject {
 public:
  explicit Subject(Handlers handlers, int workers = 4, int queue_limit = 256);
  // `gather` is GetMe's.
  Subject(Handlers handlers, ServerOptions options, Server::Gather gather = nullptr);
  ~Subject();

  // What a server of the exchange on this database is given.
  static ServerOptions Options(const test::Database& database);

  // As the service `peer`, with or without a user's token.
  absl::Status Call(const std::string& peer, const std::string& method, const google::protobuf::Message& request,
                    google::protobuf::Message& response, const std::string& bearer = {}, absl::Duration timeout = absl::Seconds(10));
  // Expects the server to be the service `peer`.
  std::unique_ptr<Client> Connect(const std::string& peer, const TlsFiles& tls) const;

  // Ends the server and starts another on the same database and port: a restarted service.
  void Restart();
  Server& server() { return *server_; }
  const test::Tokens& tokens() const { return tokens_; }
  test::Database& database() { return database_; }
  std::string Bearer(const std::vector<auth::Role>& roles = {}) const { return tokens_.Bearer(user_id_, roles, absl::Now()); }
  const UserId& user_id() const { return user_id_; }
  int effects();

 private:
  struct Faces;
  void Start();

  Handlers handlers_;
  Server::Gather gather_;
  test::Database database_;
  ServerOptions options_;
  test::Tokens tokens_;
  UserId user_id_ = UserId::New(absl::Now());
  std::unique_ptr<auth::TokenVerifier> verifier_;
  std::unique_ptr<Faces> faces_;
  std::unique_ptr<Server> server_;
  std::map<std::string, std::unique_ptr<Client>> clients_;
};

// Schema of the subjects: the replay table and the table of effects.
std::span<const postgres::MigrationSet> SubjectMigrations();
// Writes one effect on the call's session.
void Effect(postgres::Session& db, const std::string& name);
// Effects that are durable, seen from elsewhere.
int CountEffects(const postgres::Connection::Options& database);
// The full name of a method by its short one, and its generated messages' service.
std::string FullName(const std::string& method);

}  // namespace parley::rpc
