#include "tests/service/gateway/raw_bytes.h"

#include "catch2/catch.hpp"
#include "tests/service/gateway/house.h"

namespace parley::gateway {

void CheckRefused(const std::vector<Refused>& cases) {
  const House house;
  for (const Refused& example : cases) {
    CAPTURE(example.bytes);
    Client client(house.port());
    client.Write(example.bytes + "GET /healthz HTTP/1.1\r\nHost: x\r\n\r\n");
    const Answer answer = client.Read();
    CHECK(answer.status == example.status);
    CHECK(IsProblem(answer));
    CHECK(client.Read().status == 0);
  }
}

void CheckTaken(const std::vector<std::string>& cases) {
  const House house;
  for (const std::string& bytes : cases) {
    CAPTURE(bytes);
    Client client(house.port());
    client.Write(bytes + "GET /v1/runs/next HTTP/1.1\r\nHost: x\r\n\r\n");
    CHECK(client.Read().status == 200);
    CHECK(client.Read().Has("\"runId\":\"next\""));
  }
}

}  // namespace parley::gateway
