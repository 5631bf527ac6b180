#include "services/gateway/http/response.h"

#include <algorithm>

namespace parley::gateway::http {

Response& Response::Add(std::string_view name, std::string_view value) {
  headers.append(name).append(": ");
  std::copy_if(value.begin(), value.end(), std::back_inserter(headers),
               [](char c) { return static_cast<unsigned char>(c) >= 0x20 && c != 0x7f; });
  headers.append("\r\n");
  return *this;
}

std::string_view ReasonPhrase(int status) {
  switch (status) {
    case 200:
      return "OK";
    case 201:
      return "Created";
    case 204:
      return "No Content";
    case 206:
      return "Partial Content";
    case 304:
      return "Not Modified";
    case 400:
      return "Bad Request";
    case 401:
      return "Unauthorized";
    case 403:
      return "Forbidden";
    case 404:
      return "Not Found";
    case 405:
      return "Method Not Allowed";
    case 408:
      return "Request Timeout";
    case 409:
      return "Conflict";
    case 410:
      return "Gone";
    case 412:
      return "Precondition Failed";
    case 413:
      return "Content Too Large";
    case 414:
      return "URI Too Long";
    case 415:
      return "Unsupported Media Type";
    case 416:
      return "Range Not Satisfiable";
    case 423:
      return "Locked";
    case 429:
      return "Too Many Requests";
    case 431:
      return "Request Header Fields Too Large";
    case 499:
      return "Client Closed Request";
    case 500:
      return "Internal Server Error";
    case 501:
      return "Not Implemented";
    case 503:
      return "Service Unavailable";
    case 504:
      return "Gateway Timeout";
    case 507:
      return "Insufficient Storage";
    case 505:
      return "HTTP Version Not Supported";
    default:
      return "Unknown";
  }
}

std::string FormatHead(const Response& response, std::string_view date, Framing framing, int64_t length, bool keep_alive) {
  std::string head;
  head.reserve(256 + response.headers.size());
  head.append("HTTP/1.1 ")
      .append(std::to_string(response.status))
      .append(" ")
      .append(ReasonPhrase(response.status))
      .append("\r\nDate: ")
      .append(date);
  head.append("\r\n");
  if (!response.content_type.empty()) head.append("Content-Type: ").append(response.content_type).append("\r\n");
  if (framing == Framing::kLength) head.append("Content-Length: ").append(std::to_string(length)).append("\r\n");
  if (framing == Framing::kChunked) head.append("Transfer-Encoding: chunked\r\n");
  head.append(response.headers);
  if (!keep_alive) head.append("Connection: close\r\n");
  head.append("X-Content-Type-Options: nosniff\r\n\r\n");
  return head;
}

}  // namespace parley::gateway::http
