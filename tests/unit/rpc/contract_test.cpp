#include "libs/rpc/contract.h"

#include <google/protobuf/descriptor.h>
#include <google/protobuf/descriptor.pb.h>

#include "catch2/catch.hpp"
#include "parley/exchange/v1/internal.pb.h"
#include "proto/files.h"

namespace parley::rpc {
namespace {

using google::protobuf::DescriptorPool;
using google::protobuf::FieldDescriptorProto;
using google::protobuf::FileDescriptorProto;
using google::protobuf::MethodDescriptorProto;

// A contract made in the test: messages A (empty) and B (with a string request_id), and a service of them.
class Made {
 public:
  Made() {
    file_.set_name("made.proto");
    file_.set_syntax("proto3");
    file_.add_message_type()->set_name("A");
    auto* message = file_.add_message_type();
    message->set_name("B");
    auto* field = message->add_field();
    field->set_name("request_id");
    field->set_number(1);
    field->set_type(FieldDescriptorProto::TYPE_STRING);
    field->set_label(FieldDescriptorProto::LABEL_OPTIONAL);
    file_.add_service()->set_name("S");
  }

  MethodDescriptorProto& Add(const std::string& name, const std::string& request) {
    auto* method = file_.mutable_service(0)->add_method();
    method->set_name(name);
    method->set_input_type(request);
    method->set_output_type("A");
    return *method;
  }

  std::vector<std::string> Flaws() {
    pool_ = std::make_unique<DescriptorPool>(DescriptorPool::generated_pool());
    contract_ = std::make_unique<Contract>();
    return contract_->Add(*pool_->BuildFile(file_)->service(0));
  }

 private:
  FileDescriptorProto file_;
  std::unique_ptr<DescriptorPool> pool_;
  std::unique_ptr<Contract> contract_;
};

api::v1::Access* Access(MethodDescriptorProto& method) { return method.mutable_options()->MutableExtension(api::v1::access); }

TEST_CASE("every contract of the house can be served") {
  const auto* pool = DescriptorPool::generated_pool();
  for (const char* name : kProtoFiles) {
    // Generated files that nothing here names are known once they are asked for.
    const auto* file = pool->FindFileByName(name);
    if (file == nullptr) continue;
    Contract contract;
    for (int i = 0; i < file->service_count(); ++i) {
      INFO(file->service(i)->full_name());
      CHECK(contract.Add(*file->service(i)).empty());
    }
  }
}

TEST_CASE("a method is known by its request") {
  Contract contract;
  const auto* descriptor = exchange::v1::AdvanceUploadRequest::descriptor();
  contract.Add(*descriptor->file()->FindServiceByName("ExchangeInternalService"));
  const Method* method = contract.Find(descriptor);
  REQUIRE(method != nullptr);
  CHECK(method->name == "/parley.exchange.v1.ExchangeInternalService/AdvanceUpload");
  CHECK(method->mutates);
  CHECK(method->access.signed_in());
  CHECK(method->request_id->name() == "request_id");
  CHECK(contract.Find(exchange::v1::Rendition::descriptor()) == nullptr);
}

TEST_CASE("a method without access is a flaw") {
  Made made;
  made.Add("M", "A");
  CHECK(made.Flaws() == std::vector<std::string>{"/S/M has no access: nobody could call it"});
}

TEST_CASE("a method that is public and restricted is a flaw") {
  Made made;
  auto* access = Access(made.Add("M", "A"));
  access->set_public_(true);
  access->add_services("gateway");
  CHECK(made.Flaws() == std::vector<std::string>{"/S/M is public and yet restricted"});
}

TEST_CASE("a method that is public and open to clients, or open to an unknown scope, is a flaw") {
  Made open;
  Access(open.Add("M", "A"))->set_public_(true);
  Access(open.Add("N", "B"))->add_api_client_scopes("events.reed");
  CHECK(open.Flaws() == std::vector<std::string>{"/S/N is open to the scope events.reed, which there is none of"});
  Made both;
  auto* access = Access(both.Add("M", "A"));
  access->set_public_(true);
  access->add_api_client_scopes("events.read");
  CHECK(both.Flaws() == std::vector<std::string>{"/S/M is public and yet restricted"});
}

TEST_CASE("a method for API clients alone can be called") {
  Made made;
  Access(made.Add("M", "A"))->add_api_client_scopes("events.read");
  CHECK(made.Flaws().empty());
}

TEST_CASE("a method that mutates without request_id is a flaw") {
  Made made;
  auto& method = made.Add("M", "A");
  Access(method)->set_public_(true);
  method.mutable_options()->SetExtension(api::v1::mutates, true);
  CHECK(made.Flaws() == std::vector<std::string>{"/S/M mutates but its request has no string request_id"});
}

TEST_CASE("a method that streams its answer, or takes a stream and mutates nothing, is a flaw") {
  Made answers;
  auto& answering = answers.Add("M", "A");
  Access(answering)->set_public_(true);
  answering.set_server_streaming(true);
  CHECK(answers.Flaws() == std::vector<std::string>{"/S/M streams its answer, which is not served here"});
  Made takes;
  auto& taking = takes.Add("M", "B");
  Access(taking)->set_public_(true);
  taking.set_client_streaming(true);
  CHECK(takes.Flaws() == std::vector<std::string>{"/S/M takes a stream and mutates nothing"});
  taking.mutable_options()->SetExtension(api::v1::mutates, true);
  CHECK(takes.Flaws().empty());
}

TEST_CASE("two methods of one request message are a flaw") {
  Made made;
  Access(made.Add("M", "B"))->set_public_(true);
  Access(made.Add("N", "B"))->set_signed_in(true);
  CHECK(made.Flaws() == std::vector<std::string>{"/S/N takes the same message as /S/M"});
}

TEST_CASE("a sound contract has no flaw") {
  Made made;
  Access(made.Add("M", "A"))->set_public_(true);
  auto& mutation = made.Add("N", "B");
  Access(mutation)->add_roles(api::v1::ROLE_OPERATOR);
  mutation.mutable_options()->SetExtension(api::v1::mutates, true);
  CHECK(made.Flaws().empty());
}

}  // namespace
}  // namespace parley::rpc
