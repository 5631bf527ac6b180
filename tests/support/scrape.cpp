#include "tests/support/scrape.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include <cstdlib>

namespace parley::test {

std::string Scrape(int port) {
  const int connection = socket(AF_INET, SOCK_STREAM, 0);
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_port = htons(static_cast<uint16_t>(port));
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  std::string answer;
  if (connect(connection, reinterpret_cast<sockaddr*>(&address), sizeof(address)) == 0) {
    const std::string request = "GET /metrics HTTP/1.0\r\n\r\n";
    if (write(connection, request.data(), request.size()) == static_cast<ssize_t>(request.size())) {
      char buffer[4096];
      for (ssize_t count = 0; (count = read(connection, buffer, sizeof(buffer))) > 0;) answer.append(buffer, static_cast<size_t>(count));
    }
  }
  close(connection);
  return answer;
}

std::optional<double> Scrape(int port, const std::string& series) {
  const std::string text = Scrape(port);
  const size_t line = text.find("\n" + series + " ");
  if (line == std::string::npos) return std::nullopt;
  return std::strtod(text.c_str() + line + series.size() + 2, nullptr);
}

}  // namespace parley::test
