#include "services/gateway/web/endpoint.h"

#include <string>

#include "services/gateway/http/representation.h"
#include "services/gateway/problem.h"

namespace parley::gateway::web {
namespace {

// What a built Svelte app with hls.js needs and no more: its own scripts; style attributes but no style elements of foreign make; media
// from us or from MediaSource and MediaRecorder (blob:), which hls.js feeds from a worker.
constexpr std::string_view kContentSecurityPolicy =
    "default-src 'none'; script-src 'self'; style-src 'self'; style-src-attr 'unsafe-inline'; img-src 'self' data: blob:; font-src 'self'; "
    "media-src 'self' blob:; connect-src 'self'; worker-src 'self' blob:; manifest-src 'self'; base-uri 'none'; form-action 'self'; "
    "frame-ancestors 'none'";

// A strong tag stands for the very bytes that are sent.
std::string EtagOf(const File& file, bool packed) { return packed ? file.etag + "-gz" : file.etag; }

http::Response Head(const File& file, bool packed, bool secure) {
  http::Response response{.content_type = file.media_type};
  response.Add("Cache-Control", file.immutable ? "public, max-age=31536000, immutable" : "no-cache");
  response.Add("ETag", "\"" + EtagOf(file, packed) + "\"");
  if (packed) response.Add("Content-Encoding", "gzip");
  if (!file.packed.empty()) response.Add("Vary", "Accept-Encoding");
  response.Add("Content-Security-Policy", kContentSecurityPolicy);
  response.Add("Permissions-Policy", "camera=(self), microphone=(self), geolocation=(), payment=(), usb=()");
  response.Add("Referrer-Policy", "same-origin");
  response.Add("Cross-Origin-Opener-Policy", "same-origin");
  response.Add("Cross-Origin-Resource-Policy", "same-origin");
  response.Add("X-Frame-Options", "DENY");
  if (secure) response.Add("Strict-Transport-Security", "max-age=31536000");
  return response;
}

}  // namespace

http::Task<void> Serve(http::Turn& turn, const http::Target& target, const Files& files, bool secure) {
  const File* file = files.Find(target.path());
  if (file == nullptr) co_return void(co_await turn.Send(NotFoundProblem()));
  const http::Method method = turn.request().method;
  if (method != http::Method::kGet && method != http::Method::kHead) {
    co_return void(co_await turn.Send(WrongMethodProblem("GET, HEAD")));
  }
  co_await Send(turn, *file, secure);
}

http::Task<void> Send(http::Turn& turn, const File& file, bool secure) {
  const http::Request& request = turn.request();
  const bool packed = !file.packed.empty() && http::Takes(request.Find("accept-encoding"), "gzip");
  http::Response response = Head(file, packed, secure);
  if (http::HasTag(request.Find("if-none-match"), EtagOf(file, packed))) {
    response.status = 304;
  } else {
    response.lasting_body = packed ? file.packed : file.content;
  }
  co_await turn.Send(std::move(response));
}

}  // namespace parley::gateway::web
