#include "tests/unit/rpc/subject.h"

#include <google/protobuf/descriptor.h>

#include <stdexcept>

#include "absl/time/clock.h"
#include "libs/rpc/migrations.h"
#include "parley/exchange/v1/internal.grpc.pb.h"
#include "parley/identity/v1/identity_service.grpc.pb.h"
#include "parley/notifications/v1/internal.grpc.pb.h"
#include "tests/support/tls.h"

namespace parley::rpc {
namespace {

using Context = grpc::CallbackServerContext;
using Reactor = grpc::ServerUnaryReactor;
using google::protobuf::DescriptorPool;

constexpr postgres::Migration kEffects[] = {{1, "effects", "CREATE TABLE effects (name text NOT NULL)"}};
const postgres::MigrationSet kSets[] = {Migrations(), {"subject", kEffects}};
constexpr postgres::Statement kInsert{"EffectInsert", "INSERT INTO effects (name) VALUES ($1)"};
constexpr postgres::Statement kCount{"EffectCount", "SELECT count(*) AS count FROM effects"};

const google::protobuf::ServiceDescriptor* Descriptor(const std::string& name) {
  return DescriptorPool::generated_pool()->FindServiceByName(name);
}

class IdentityFace final : public identity::v1::IdentityService::CallbackService {
 public:
  IdentityFace(Server& server, Handlers& handlers, const Server::Gather& gather) : server_(server), handlers_(handlers), gather_(gather) {}
  Reactor* GetMe(Context* context, const identity::v1::GetMeRequest* in, identity::v1::User* out) override {
    return server_.Serve(context, in, out, handlers_["GetMe"], gather_);
  }
  Reactor* RequestSignIn(Context* context, const identity::v1::RequestSignInRequest* in, identity::v1::SignIn* out) override {
    return server_.Serve(context, in, out, handlers_["RequestSignIn"]);
  }
  Reactor* EndSession(Context* context, const identity::v1::EndSessionRequest* in, identity::v1::EndSessionResponse* out) override {
    return server_.Serve(context, in, out, handlers_["EndSession"]);
  }
  Reactor* GrantRole(Context* context, const identity::v1::GrantRoleRequest* in, identity::v1::GrantRoleResponse* out) override {
    return server_.Serve(context, in, out, handlers_["GrantRole"]);
  }
  Reactor* GetJwks(Context* context, const identity::v1::GetJwksRequest* in, identity::v1::Jwks* out) override {
    return server_.Serve(context, in, out, handlers_["GetJwks"]);
  }

 private:
  Server& server_;
  Handlers& handlers_;
  const Server::Gather& gather_;
};

class ExchangeFace final : public exchange::v1::ExchangeInternalService::CallbackService {
 public:
  ExchangeFace(Server& server, Handlers& handlers) : server_(server), handlers_(handlers) {}
  Reactor* GetUpload(Context* context, const exchange::v1::GetUploadRequest* in, exchange::v1::UploadStatus* out) override {
    return server_.Serve(context, in, out, handlers_["GetUpload"]);
  }

 private:
  Server& server_;
  Handlers& handlers_;
};

class NotificationsFace final : public notifications::v1::NotificationsInternalService::CallbackService {
 public:
  NotificationsFace(Server& server, Handlers& handlers) : server_(server), handlers_(handlers) {}
  Reactor* SendSignInLink(Context* context, const notifications::v1::SendSignInLinkRequest* in,
                          notifications::v1::SendSignInLinkResponse* out) override {
    return server_.Serve(context, in, out, handlers_["SendSignInLink"]);
  }

 private:
  Server& server_;
  Handlers& handlers_;
};

constexpr char kIdentity[] = "parley.identity.v1.IdentityService";
constexpr char kExchange[] = "parley.exchange.v1.ExchangeInternalService";
constexpr char kNotifications[] = "parley.notifications.v1.NotificationsInternalService";

}  // namespace

struct Subject::Faces {
  Faces(Server& server, Handlers& handlers, const Server::Gather& gather)
      : identity(server, handlers, gather), exchange(server, handlers), notifications(server, handlers) {
    server.Add(&identity, Descriptor(kIdentity));
    server.Add(&exchange, Descriptor(kExchange));
    server.Add(&notifications, Descriptor(kNotifications));
  }
  IdentityFace identity;
  ExchangeFace exchange;
  NotificationsFace notifications;
};

Subject::Subject(Handlers handlers, int workers, int queue_limit)
    : Subject(std::move(handlers), [&] {
        ServerOptions options;
        options.workers = workers;
        options.queue_limit = queue_limit;
        return options;
      }()) {}

Subject::Subject(Handlers handlers, ServerOptions options, Server::Gather gather)
    : handlers_(std::move(handlers)), gather_(std::move(gather)), database_("subject", SubjectMigrations()), options_(std::move(options)) {
  const ServerOptions usual = Options(database_);
  options_.service = usual.service;
  options_.database = usual.database;
  if (options_.tls.ca.empty()) options_.tls = usual.tls;
  verifier_ = auth::TokenVerifier::Make(tokens_.FetchKeys());
  Start();
}

ServerOptions Subject::Options(const test::Database& database) {
  ServerOptions options;
  options.service = "exchange";
  options.tls = test::Tls("exchange");
  options.database = database.options();
  return options;
}

Subject::~Subject() {
  clients_.clear();
  server_.reset();  // before the faces it serves
}

void Subject::Start() {
  server_ = std::make_unique<Server>(options_, SystemClock(), *verifier_);
  faces_ = std::make_unique<Faces>(*server_, handlers_, gather_);
  if (const auto status = server_->Start(); !status.ok()) throw std::runtime_error(status.ToString());
}

void Subject::Restart() {
  clients_.clear();
  options_.listen = "127.0.0.1:" + std::to_string(server_->port());
  server_.reset();
  Start();
}

std::unique_ptr<Client> Subject::Connect(const std::string& peer, const TlsFiles& tls) const {
  return std::make_unique<Client>(peer, "127.0.0.1:" + std::to_string(server_->port()), tls);
}

absl::Status Subject::Call(const std::string& peer, const std::string& method, const google::protobuf::Message& request,
                           google::protobuf::Message& response, const std::string& bearer, absl::Duration timeout) {
  auto& client = clients_[peer];
  if (!client) client = Connect("exchange", test::Tls(peer));
  return client->Call(FullName(method), request, response, timeout, bearer, true);
}

int Subject::effects() { return CountEffects(database_.options()); }

std::span<const postgres::MigrationSet> SubjectMigrations() { return kSets; }

void Effect(postgres::Session& db, const std::string& name) { db.Execute(kInsert, name); }

int CountEffects(const postgres::Connection::Options& database) {
  postgres::Connection connection(database);
  return connection.Execute(kCount).front().Get<int>("count");
}

std::string FullName(const std::string& method) {
  for (const char* service : {kIdentity, kExchange, kNotifications}) {
    if (Descriptor(service)->FindMethodByName(method) != nullptr) return "/" + std::string(service) + "/" + method;
  }
  throw std::invalid_argument("no subject has the method " + method);
}

}  // namespace parley::rpc
