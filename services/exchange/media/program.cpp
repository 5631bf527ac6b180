#include "services/exchange/media/program.h"

#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <chrono>
#include <stdexcept>
#include <system_error>

namespace parley::exchange::media {
namespace {

using Clock = std::chrono::steady_clock;

constexpr size_t kKept = size_t{64} * 1024;
constexpr int kTickMilliseconds = 200;
constexpr int kNoProgram = 127;
constexpr int kShellSignal = 128;  // sandboxes tell a signal as this much more

struct Pipe {
  Pipe() {
    std::array<int, 2> ends{};
    if (pipe2(ends.data(), O_CLOEXEC) != 0) throw std::system_error(errno, std::generic_category(), "pipe");
    read = ends[0];
    write = ends[1];
  }
  ~Pipe() {
    close(read);
    CloseWrite();
  }
  Pipe(const Pipe&) = delete;
  void CloseWrite() {
    if (write >= 0) close(write);
    write = -1;
  }
  int read = -1;
  int write = -1;
};

bool Limit(__rlimit_resource resource, rlim_t most) {
  const rlimit limit{most, most};
  return setrlimit(resource, &limit) == 0;
}

// In the child, between fork and exec: only what is safe after a fork of a process with threads.
[[noreturn]] void BecomeProgram(char* const* words, const char* folder, const Bounds& bounds, int out, int err, pid_t parent) {
  static const std::array<const char*, 4> kEnvironment = {"PATH=/usr/bin", "HOME=/nonexistent", "LANG=C.UTF-8", nullptr};
  sigset_t none;
  sigemptyset(&none);
  sigprocmask(SIG_SETMASK, &none, nullptr);
  signal(SIGPIPE, SIG_DFL);
  const int input = open("/dev/null", O_RDONLY);
  const auto cpu = static_cast<rlim_t>(absl::ToInt64Seconds(bounds.cpu));
  const bool ready = setsid() >= 0 && prctl(PR_SET_PDEATHSIG, SIGKILL) == 0 && getppid() == parent && chdir(folder) == 0 &&
                     dup2(input, STDIN_FILENO) >= 0 && dup2(out, STDOUT_FILENO) >= 0 && dup2(err, STDERR_FILENO) >= 0 &&
                     close_range(STDERR_FILENO + 1, ~0U, 0) == 0 && Limit(RLIMIT_CPU, cpu) && Limit(RLIMIT_CORE, 0) &&
                     Limit(RLIMIT_FSIZE, static_cast<rlim_t>(bounds.file_bytes)) &&
                     Limit(RLIMIT_AS, static_cast<rlim_t>(bounds.address_space)) &&
                     Limit(RLIMIT_NOFILE, static_cast<rlim_t>(bounds.open_files));
  if (ready) execve(words[0], words, const_cast<char* const*>(kEnvironment.data()));
  _exit(kNoProgram);
}

// Reads what there is. False at the end.
bool Drain(int descriptor, std::string& text) {
  std::array<char, 4096> buffer;
  const ssize_t count = read(descriptor, buffer.data(), buffer.size());
  if (count < 0) return errno == EINTR || errno == EAGAIN;
  text.append(buffer.data(), static_cast<size_t>(count));
  if (text.size() > 2 * kKept) text.erase(0, text.size() - kKept);
  return count > 0;
}

class Running {
 public:
  explicit Running(pid_t pid) : pid_(pid) {}
  ~Running() { Kill(); }
  Running(const Running&) = delete;

  // Ends it and all it started.
  void Kill() {
    if (pid_ <= 0) return;
    kill(-pid_, SIGKILL);
    kill(pid_, SIGKILL);
    Wait();
  }
  int Wait() {
    int status = 0;
    while (waitpid(pid_, &status, 0) < 0 && errno == EINTR) {
    }
    pid_ = -1;
    return status;
  }

 private:
  pid_t pid_;
};

Outcome::End EndOf(int signal) {
  const bool bounded = signal == SIGXCPU || signal == SIGXFSZ;
  return bounded ? Outcome::End::kBounded : Outcome::End::kCrashed;
}

void ReadStatus(int status, Outcome& outcome) {
  if (WIFSIGNALED(status)) {
    outcome.end = EndOf(WTERMSIG(status));
    return;
  }
  outcome.exit_code = WEXITSTATUS(status);
  if (outcome.exit_code > kShellSignal && outcome.exit_code < kShellSignal + NSIG) outcome.end = EndOf(outcome.exit_code - kShellSignal);
}

// Reads until both pipes are closed. False when the program is to be ended before that; then outcome.end says why.
bool Follow(const Pipe& out, const Pipe& err, Clock::time_point deadline, const std::function<bool(const std::string&)>& keep_going,
            Outcome& outcome) {
  std::array<pollfd, 2> pipes{pollfd{out.read, POLLIN, 0}, pollfd{err.read, POLLIN, 0}};
  auto next_tick = Clock::now();
  while (pipes[0].fd >= 0 || pipes[1].fd >= 0) {
    if (Clock::now() >= deadline) {
      outcome.end = Outcome::End::kBounded;
      return false;
    }
    if (Clock::now() >= next_tick) {
      next_tick = Clock::now() + std::chrono::milliseconds(kTickMilliseconds);
      if (!keep_going(outcome.out)) {
        outcome.end = Outcome::End::kStopped;
        return false;
      }
    }
    poll(pipes.data(), pipes.size(), kTickMilliseconds);
    if (pipes[0].revents != 0 && !Drain(pipes[0].fd, outcome.out)) pipes[0].fd = -1;
    if (pipes[1].revents != 0 && !Drain(pipes[1].fd, outcome.err)) pipes[1].fd = -1;
  }
  return true;
}

}  // namespace

Outcome RunProgram(const std::vector<std::string>& words, const std::string& folder, const Bounds& bounds,
                   const std::function<bool(const std::string& out)>& keep_going) {
  std::vector<char*> pointers;
  pointers.reserve(words.size() + 1);
  for (const std::string& word : words) pointers.push_back(const_cast<char*>(word.c_str()));
  pointers.push_back(nullptr);

  Pipe out;
  Pipe err;
  const pid_t parent = getpid();
  const pid_t pid = fork();
  if (pid < 0) throw std::system_error(errno, std::generic_category(), "fork");
  if (pid == 0) BecomeProgram(pointers.data(), folder.c_str(), bounds, out.write, err.write, parent);
  Running running(pid);
  out.CloseWrite();
  err.CloseWrite();

  Outcome outcome;
  const auto deadline = Clock::now() + std::chrono::milliseconds(absl::ToInt64Milliseconds(bounds.wall));
  if (!Follow(out, err, deadline, keep_going, outcome)) {
    running.Kill();
    return outcome;
  }
  ReadStatus(running.Wait(), outcome);
  if (outcome.end == Outcome::End::kExited && outcome.exit_code == kNoProgram) {
    throw std::runtime_error("could not start " + words.front() + ": " + outcome.err);
  }
  return outcome;
}

}  // namespace parley::exchange::media
