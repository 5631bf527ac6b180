#include "services/exchange/media/sandbox.h"

#include <filesystem>
#include <fstream>

#include "libs/errors/error.h"

namespace parley::exchange::media {
namespace {

namespace fs = std::filesystem;

constexpr char kInput[] = "/input";
constexpr char kScratch[] = "/scratch";
constexpr char kBubblewrap[] = "/usr/bin/bwrap";

// /lib and its like are links into /usr on a merged system, folders on another.
void BindSystem(std::vector<std::string>& words) {
  words.insert(words.end(), {"--ro-bind", "/usr", "/usr"});
  for (const std::string path : {"/lib", "/lib64", "/bin"}) {
    if (fs::is_symlink(path)) {
      words.insert(words.end(), {"--symlink", fs::read_symlink(path).string(), path});
    } else {
      words.insert(words.end(), {"--ro-bind-try", path, path});
    }
  }
  // Libraries that Debian chooses by alternatives (BLAS and LAPACK, which ffmpeg links).
  for (const std::string path : {"/etc/alternatives", "/etc/ld.so.cache"}) words.insert(words.end(), {"--ro-bind-try", path, path});
}

std::vector<std::string> Confined(const std::vector<std::string>& program, const std::string& input, const std::string& scratch) {
  std::vector<std::string> words = {kBubblewrap,
                                    "--unshare-all",
                                    "--unshare-user",
                                    "--disable-userns",
                                    "--die-with-parent",
                                    "--new-session",
                                    "--cap-drop",
                                    "ALL",
                                    "--uid",
                                    "65534",
                                    "--gid",
                                    "65534",
                                    "--hostname",
                                    "media"};
  BindSystem(words);
  words.insert(words.end(),
               {"--proc",  "/proc",  "--dev",      "/dev",     "--ro-bind", input,      kInput,     "--bind", scratch,   kScratch,
                "--chdir", kScratch, "--clearenv", "--setenv", "PATH",      "/usr/bin", "--setenv", "LANG",   "C.UTF-8", "--"});
  words.insert(words.end(), program.begin(), program.end());
  return words;
}

// Each line that is not true ends the script with what it proves.
constexpr char kProof[] = R"sh(fail() { echo "$1"; exit 1; }
[ "$(id -u)" != 0 ] || fail 'it runs as root'
[ ! -e /etc/passwd ] || fail 'it sees files of the system'
[ ! -e /root ] && [ ! -e /home ] && [ ! -e /var ] && [ ! -e /tmp ] || fail 'it sees folders of the system'
[ "$(grep -c : /proc/net/dev)" = 1 ] || fail 'it has a network'
! (: > /usr/parley) 2>/dev/null || fail 'it writes to /usr'
! (: > /input) 2>/dev/null || fail 'it writes to its input'
[ "$(grep CapEff /proc/self/status | tr -d 'CapEf:\t 0')" = '' ] || fail 'it has capabilities'
read -r word < /input && [ "$word" = parley ] || fail 'it cannot read its input'
: > /scratch/written || fail 'it cannot write to its scratch folder'
ffmpeg -v error -f lavfi -i color=size=16x16:duration=0.1 -f null - || fail 'ffmpeg does not run in it'
)sh";

constexpr char kAdvice[] =
    "On a host: install bubblewrap (apt-get install bubblewrap), allow user namespaces (sysctl -w kernel.unprivileged_userns_clone=1 "
    "user.max_user_namespaces=15000), and run the worker as an ordinary user. In a container that itself keeps the worker from the network "
    "and from other files: set PARLEY_MEDIA_SANDBOX=container.";

}  // namespace

std::string Sandbox::InputPath(const std::string& path) const { return kind_ == Kind::kBubblewrap ? kInput : path; }

Outcome Sandbox::Run(const std::vector<std::string>& words, const std::string& input, const std::string& scratch, const Bounds& bounds,
                     const std::function<bool(const std::string& out)>& keep_going) const {
  return RunProgram(kind_ == Kind::kBubblewrap ? Confined(words, input, scratch) : words, scratch, bounds, keep_going);
}

absl::Status Sandbox::Check(const std::string& scratch) const {
  if (kind_ == Kind::kContainer) return absl::OkStatus();
  std::string why;
  if (!fs::exists(kBubblewrap)) {
    why = "bubblewrap is not installed";
  } else {
    const std::string input = scratch + "/input";
    std::ofstream(input) << "parley\n";
    const Outcome outcome = Run({"/usr/bin/sh", "-c", kProof}, input, scratch, Bounds(), [](const std::string&) { return true; });
    if (outcome.ok()) return absl::OkStatus();
    why = outcome.out + outcome.err;
  }
  return errors::FailedPrecondition("SANDBOX_LEAKS", "bubblewrap cannot confine ffmpeg here: " + why + "\n" + kAdvice);
}

}  // namespace parley::exchange::media
