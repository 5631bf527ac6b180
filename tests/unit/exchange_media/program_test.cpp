#include "services/exchange/media/program.h"

#include "catch2/catch.hpp"

namespace parley::exchange::media {
namespace {

Outcome Shell(const std::string& script, const Bounds& bounds = {}, bool keep_going = true) {
  return RunProgram({"/bin/sh", "-c", script}, "/tmp", bounds, [keep_going](const std::string&) { return keep_going; });
}

TEST_CASE("a program's end and what it wrote are told") {
  const Outcome outcome = Shell("echo out; echo err >&2; exit 3");
  CHECK(outcome.end == Outcome::End::kExited);
  CHECK(outcome.exit_code == 3);
  CHECK(outcome.out == "out\n");
  CHECK(outcome.err == "err\n");
  CHECK_FALSE(outcome.ok());
}

TEST_CASE("a program sees nothing of ours") {
  CHECK(Shell("env | sort").out == "HOME=/nonexistent\nLANG=C.UTF-8\nPATH=/usr/bin\nPWD=/tmp\n");
  CHECK(Shell("ls /proc/self/fd | wc -l").out == "4\n");  // its three and that of ls
}

TEST_CASE("a program that takes too long, or too much of the processor, or writes too much is ended") {
  Bounds bounds;
  bounds.wall = absl::Milliseconds(300);
  CHECK(Shell("sleep 60", bounds).end == Outcome::End::kBounded);
  bounds.wall = absl::Minutes(1);
  bounds.cpu = absl::Seconds(1);
  CHECK(Shell("exec /bin/sh -c 'while :; do :; done'", bounds).end != Outcome::End::kExited);
  bounds.file_bytes = 1000;
  CHECK(Shell("exec head -c 100000 /dev/zero > /tmp/parley_program_test", bounds).end == Outcome::End::kBounded);
  CHECK(Shell("rm /tmp/parley_program_test").ok());
}

TEST_CASE("a program is ended when it is told to stop, with all it started") {
  CHECK(Shell("sleep 60 & sleep 60", {}, false).end == Outcome::End::kStopped);
}

TEST_CASE("a program that dies by itself has crashed") { CHECK(Shell("kill -SEGV $$").end == Outcome::End::kCrashed); }

TEST_CASE("only the end of a long output is kept") {
  const Outcome outcome = Shell("head -c 1000000 /dev/zero | tr '\\0' x; echo end");
  CHECK(outcome.ok());
  CHECK(outcome.out.size() <= 200'000);
  CHECK(outcome.out.ends_with("end\n"));
}

TEST_CASE("a program that is not there is an error of ours") {
  CHECK_THROWS(RunProgram({"/nowhere"}, "/tmp", {}, [](const std::string&) { return true; }));
}

}  // namespace
}  // namespace parley::exchange::media
