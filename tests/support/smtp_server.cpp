#include "tests/support/smtp_server.h"

#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <csignal>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <stdexcept>

namespace parley::test {
namespace {

void MakeCertificate(const std::string& folder) {
  const std::string command =
      "openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -days 2 -subj /CN=mail -addext subjectAltName=IP:127.0.0.1 "
      "-keyout " +
      folder + "/key.pem -out " + folder + "/certificate.pem 2>/dev/null";
  if (std::system(command.c_str()) != 0) throw std::runtime_error("openssl makes no certificate for the mail server");
}

// Becomes the server; only async-signal-safe calls are allowed here, since other threads may run.
[[noreturn]] void BecomeServer(std::vector<char*>& arguments, int output, pid_t parent) {
  prctl(PR_SET_PDEATHSIG, SIGKILL);
  if (getppid() == parent && dup2(output, STDOUT_FILENO) >= 0) execv(arguments[0], arguments.data());
  _exit(127);
}

// The number on the first line; 0 when the other end closed instead.
int ReadPort(int input) {
  std::string line;
  char c = 0;
  while (read(input, &c, 1) == 1 && c != '\n') line += c;
  return line.empty() ? 0 : std::stoi(line);
}

ReceivedMail ReadMail(const std::filesystem::path& path) {
  std::ifstream file(path, std::ios::binary);
  ReceivedMail mail;
  std::string tls, blank;
  std::getline(file, mail.answer);
  std::getline(file, mail.from);
  std::getline(file, mail.to);
  std::getline(file, tls);
  std::getline(file, mail.user);
  std::getline(file, blank);
  mail.tls = tls == "tls";
  mail.content = std::string(std::istreambuf_iterator<char>(file), {});
  return mail;
}

}  // namespace

std::string ReceivedMail::Header(const std::string& name) const {
  std::istringstream lines(content);
  std::string line, value;
  bool found = false;
  while (std::getline(lines, line) && line != "\r") {
    if (line.ends_with('\r')) line.pop_back();
    if (found && (line.starts_with(' ') || line.starts_with('\t'))) {
      value += line;
    } else if (found) {
      break;
    } else if (line.starts_with(name + ":")) {
      value = line.substr(name.size() + 1);
      found = true;
    }
  }
  return value.substr(std::min(value.size(), value.find_first_not_of(" \t")));
}

SmtpServer::SmtpServer(Options options) : options_(std::move(options)) {
  if (options_.tls) MakeCertificate(folder_.path());
  Start();
}

SmtpServer::~SmtpServer() { Kill(); }

void SmtpServer::Start() {
  Kill();
  std::vector<std::string> words{"/usr/bin/python3", PARLEY_SMTP_SERVER, folder_.path(), std::to_string(port_)};
  if (options_.tls) words.insert(words.end(), {"--tls", folder_.path() + "/certificate.pem", folder_.path() + "/key.pem"});
  if (options_.require_tls) words.push_back("--require-tls");
  if (!options_.user.empty()) words.insert(words.end(), {"--auth", options_.user, options_.password});
  std::vector<char*> arguments;
  for (std::string& word : words) arguments.push_back(word.data());
  arguments.push_back(nullptr);

  int ends[2];
  if (pipe(ends) != 0) throw std::runtime_error("no pipe for the mail server");
  const pid_t parent = getpid();
  process_ = fork();
  if (process_ == 0) BecomeServer(arguments, ends[1], parent);
  close(ends[1]);
  port_ = process_ > 0 ? ReadPort(ends[0]) : 0;
  close(ends[0]);
  if (port_ == 0) throw std::runtime_error("the mail server does not start; is Debian's package python3-aiosmtpd installed?");
}

void SmtpServer::Kill() {
  if (process_ <= 0) return;
  kill(process_, SIGKILL);
  while (waitpid(process_, nullptr, 0) < 0 && errno == EINTR) {
  }
  process_ = -1;
}

void SmtpServer::Answer(const std::vector<std::string>& answers) {
  std::string text;
  for (const std::string& answer : answers) text += answer + "\n";
  const std::string made = folder_.Write("answers.made", text);
  std::filesystem::rename(made, folder_.path() + "/answers");
}

std::vector<ReceivedMail> SmtpServer::mails() const {
  std::vector<std::filesystem::path> paths;
  for (const auto& entry : std::filesystem::directory_iterator(folder_.path() + "/mails")) {
    if (entry.path().extension() != ".new") paths.push_back(entry.path());
  }
  std::sort(paths.begin(), paths.end());
  std::vector<ReceivedMail> mails;
  for (const auto& path : paths) mails.push_back(ReadMail(path));
  return mails;
}

std::vector<ReceivedMail> SmtpServer::accepted() const {
  std::vector<ReceivedMail> all = mails();
  std::erase_if(all, [](const ReceivedMail& mail) { return !mail.accepted(); });
  return all;
}

}  // namespace parley::test
