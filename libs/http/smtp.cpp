#include "libs/http/smtp.h"

#include <curl/curl.h>

#include <algorithm>
#include <cstring>
#include <memory>
#include <stdexcept>
#include <string_view>

namespace parley::http {
namespace {

void InitializeOnce() {
  static const CURLcode result = curl_global_init(CURL_GLOBAL_DEFAULT);
  if (result != CURLE_OK) throw std::runtime_error("libcurl does not start");
}

// How far the conversation went.
enum class Stage { kBefore, kRecipient, kData };

struct Conversation {
  std::string_view unsent;
  std::stop_token stop;
  Stage stage = Stage::kBefore;
  std::string reply;  // the server's last line before its farewell
  bool leaving = false;
};

size_t ReadMail(char* buffer, size_t size, size_t count, void* data) {
  auto& conversation = *static_cast<Conversation*>(data);
  const size_t length = std::min(size * count, conversation.unsent.size());
  std::memcpy(buffer, conversation.unsent.data(), length);
  conversation.unsent.remove_prefix(length);
  return length;
}

// libcurl shows every line both ways; credentials among them are looked at by their first word only, and kept nowhere.
int Watch(CURL*, curl_infotype type, char* text, size_t length, void* data) {
  auto& conversation = *static_cast<Conversation*>(data);
  const std::string_view line(text, length);
  if (type == CURLINFO_HEADER_IN && !conversation.leaving) {
    conversation.reply = line.substr(0, line.find_last_not_of("\r\n") + 1);
  } else if (type == CURLINFO_HEADER_OUT) {
    if (line.starts_with("RCPT")) conversation.stage = Stage::kRecipient;
    if (line.starts_with("DATA")) conversation.stage = Stage::kData;
    if (line.starts_with("QUIT")) conversation.leaving = true;
  }
  return 0;
}

int StopEarly(void* data, curl_off_t, curl_off_t, curl_off_t, curl_off_t) {
  const auto& conversation = *static_cast<Conversation*>(data);
  return conversation.stop.stop_requested() && conversation.stage != Stage::kData ? 1 : 0;
}

void SetTls(CURL* curl, const SmtpServer& server) {
  const bool verify = server.tls == SmtpTls::kRequired;
  const long use = verify ? CURLUSESSL_ALL : server.tls == SmtpTls::kOpportunistic ? CURLUSESSL_TRY : CURLUSESSL_NONE;
  curl_easy_setopt(curl, CURLOPT_USE_SSL, use);
  curl_easy_setopt(curl, CURLOPT_SSL_VERIFYPEER, verify ? 1L : 0L);
  curl_easy_setopt(curl, CURLOPT_SSL_VERIFYHOST, verify ? 2L : 0L);
  if (!server.ca.empty()) curl_easy_setopt(curl, CURLOPT_CAINFO, server.ca.c_str());
}

void SetServer(CURL* curl, const SmtpServer& server) {
  curl_easy_setopt(curl, CURLOPT_URL, server.url.c_str());
  curl_easy_setopt(curl, CURLOPT_PROTOCOLS_STR, "smtp,smtps");
  curl_easy_setopt(curl, CURLOPT_PROXY, "");
  curl_easy_setopt(curl, CURLOPT_NOSIGNAL, 1L);
  curl_easy_setopt(curl, CURLOPT_TIMEOUT_MS, static_cast<long>(absl::ToInt64Milliseconds(server.timeout)));
  curl_easy_setopt(curl, CURLOPT_CONNECTTIMEOUT_MS,
                   static_cast<long>(absl::ToInt64Milliseconds(std::min(server.timeout, absl::Seconds(10)))));
  if (!server.user.empty()) {
    curl_easy_setopt(curl, CURLOPT_USERNAME, server.user.c_str());
    curl_easy_setopt(curl, CURLOPT_PASSWORD, server.password.c_str());
  }
  SetTls(curl, server);
}

SmtpOutcome Judge(CURLcode result, long code, const Conversation& conversation) {
  using Kind = SmtpOutcome::Kind;
  SmtpOutcome outcome{Kind::kLater, static_cast<int>(code), conversation.reply};
  if (result == CURLE_OK) {
    outcome.kind = Kind::kAccepted;
    return outcome;
  }
  if (code < 400) outcome.text = curl_easy_strerror(result);
  // 5xx before RCPT is about us (greeting, AUTH, our own address), which an operator can mend.
  if (code >= 500 && conversation.stage != Stage::kBefore) outcome.kind = Kind::kRefused;
  // 354 was the last word: all or part of the mail went out and no verdict came back.
  if (code < 400 && conversation.stage == Stage::kData) outcome.kind = Kind::kUnknown;
  return outcome;
}

}  // namespace

SmtpOutcome SendMail(const SmtpServer& server, const Envelope& envelope, const std::string& mail, const std::stop_token& stop) {
  InitializeOnce();
  const std::unique_ptr<CURL, decltype(&curl_easy_cleanup)> curl(curl_easy_init(), &curl_easy_cleanup);
  const std::string from = "<" + envelope.from + ">";
  const std::string to = "<" + envelope.to + ">";
  const std::unique_ptr<curl_slist, decltype(&curl_slist_free_all)> recipients(curl_slist_append(nullptr, to.c_str()),
                                                                               &curl_slist_free_all);
  if (!curl || !recipients) throw std::bad_alloc();

  Conversation conversation{mail, stop, Stage::kBefore, {}};
  SetServer(curl.get(), server);
  curl_easy_setopt(curl.get(), CURLOPT_MAIL_FROM, from.c_str());
  curl_easy_setopt(curl.get(), CURLOPT_MAIL_RCPT, recipients.get());
  curl_easy_setopt(curl.get(), CURLOPT_UPLOAD, 1L);
  curl_easy_setopt(curl.get(), CURLOPT_READFUNCTION, &ReadMail);
  curl_easy_setopt(curl.get(), CURLOPT_READDATA, &conversation);
  curl_easy_setopt(curl.get(), CURLOPT_VERBOSE, 1L);
  curl_easy_setopt(curl.get(), CURLOPT_DEBUGFUNCTION, &Watch);
  curl_easy_setopt(curl.get(), CURLOPT_DEBUGDATA, &conversation);
  curl_easy_setopt(curl.get(), CURLOPT_NOPROGRESS, 0L);
  curl_easy_setopt(curl.get(), CURLOPT_XFERINFOFUNCTION, &StopEarly);
  curl_easy_setopt(curl.get(), CURLOPT_XFERINFODATA, &conversation);
  const CURLcode result = curl_easy_perform(curl.get());
  long code = 0;
  curl_easy_getinfo(curl.get(), CURLINFO_RESPONSE_CODE, &code);
  return Judge(result, code, conversation);
}

}  // namespace parley::http
