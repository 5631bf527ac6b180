#include "tests/service/gateway/app.h"

#include <stdexcept>

#include "absl/time/clock.h"
#include "libs/ids/id.h"

namespace parley::gateway {
namespace {

using Clock = std::chrono::steady_clock;

constexpr std::chrono::seconds kPatience{60};

std::string Get(const std::string& id) { return "GET /v1/runs/" + id + " HTTP/1.1\r\nHost: app\r\n\r\n"; }

std::string Post(const std::string& key) {
  return "POST /v1/runs HTTP/1.1\r\nHost: app\r\nContent-Type: application/json\r\nIdempotency-Key: " + key +
         "\r\nContent-Length: 2\r\n\r\n{}";
}

}  // namespace

App::App(int port, Habit habit) : port_(port), habit_(habit), thread_([this] { Run(); }) {}

App::~App() { Stop(); }

void App::Stop() {
  stopping_ = true;
  if (thread_.joinable()) thread_.join();
}

std::vector<std::string> App::failures() const {
  const std::lock_guard lock(mutex_);
  return failures_;
}

void App::Run() {
  for (int number = 0; !stopping_; ++number) {
    try {
      Round(number);
    } catch (const std::exception& error) {
      connection_.reset();
      Check(error.what(), Answer(), "");
      return;
    }
  }
}

void App::Round(int number) {
  const std::string id = "run-" + std::to_string(number);
  Check("GET", Ask(Get(id)), "\"" + id + "\"");
  const std::string key = NewUuid(absl::Now());
  Check("POST", Ask(Post(key)), key);
  if (number % 4 != 0) return;
  Check("the first of two", Ask(Get(id) + Get("second")), "\"" + id + "\"");
  Check("the second of two", Second(Get("second")), "\"second\"");
}

Answer App::Ask(const std::string& request) {
  if (habit_ == Habit::kConnectsAnew) connection_.reset();
  for (;;) {
    if (!connection_) Connect();
    connection_->Write(request);
    Answer answer = connection_->Read();
    if (answer.status == 0 && used_ && !connection_->has_unread()) {
      connection_.reset();
      continue;
    }
    used_ = true;
    if (answer.status == 0 || answer.Header("connection") == "close") connection_.reset();
    return answer;
  }
}

Answer App::Second(const std::string& request) {
  if (!connection_) return Ask(request);
  Answer answer = connection_->Read();
  if (answer.status == 0 && !connection_->has_unread()) {
    connection_.reset();
    return Ask(request);
  }
  if (answer.status == 0 || answer.Header("connection") == "close") connection_.reset();
  return answer;
}

void App::Connect() {
  used_ = false;
  for (const auto start = Clock::now();;) {
    try {
      connection_.emplace(port_);
      return;
    } catch (const std::runtime_error&) {
      ++refused_;
      if (Clock::now() - start > kPatience) throw;
      std::this_thread::sleep_for(std::chrono::milliseconds(10));
    }
  }
}

void App::Check(const std::string& what, const Answer& answer, const std::string& expected) {
  const bool whole = std::to_string(answer.body.size()) == answer.Header("content-length");
  if (answer.status == 200 && whole && answer.Has(expected)) {
    ++answered_;
    return;
  }
  const std::lock_guard lock(mutex_);
  failures_.push_back(what + ": " + std::to_string(answer.status) + " " + answer.body.substr(0, 300));
}

}  // namespace parley::gateway
