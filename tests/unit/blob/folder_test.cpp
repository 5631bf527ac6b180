#include <sys/stat.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <iterator>

#include "libs/blob/store.h"
#include "tests/support/status_matchers.h"
#include "tests/support/temporary_folder.h"

namespace parley::blob {
namespace {

using test::HasCode;
using test::IsOk;

std::string ReadAll(Store& store, const std::string& key) {
  auto reader = store.Open(key);
  if (!reader.ok()) return "no object: " + reader.status().ToString();
  std::string bytes(static_cast<size_t>((*reader)->size()), '\0');
  const auto count = (*reader)->Read(0, bytes.data(), (*reader)->size());
  return count.ok() && *count == (*reader)->size() ? bytes : "short read";
}

void Append(Store& store, const std::string& key, int64_t offset, const std::string& bytes) {
  auto appender = store.Append(key);
  REQUIRE_THAT(appender.status(), IsOk());
  REQUIRE_THAT((*appender)->Write(offset, bytes), IsOk());
  REQUIRE_THAT((*appender)->Sync(), IsOk());
}

TEST_CASE("keys are relative paths of plain characters") {
  for (const char* key : {"a", "uploads/0190-x_y.mp4", "renditions/1/720p/seg.1.m4s", "..a", "a..b/...", ".hidden"}) {
    CAPTURE(key);
    REQUIRE(IsKey(key));
  }
  for (const char* key : {"", "/", "/a", "a/", "a//b", ".", "..", "a/../b", "a/.", "./a", "A", "a b", "a\\b", "é", "a:b"}) {
    CAPTURE(key);
    REQUIRE_FALSE(IsKey(key));
  }
  REQUIRE_FALSE(IsKey(std::string_view("a\0b", 3)));
  REQUIRE(IsKey(std::string(200, 'a')));
  REQUIRE_FALSE(IsKey(std::string(201, 'a')));
}

TEST_CASE("an upload is written in pieces and read back") {
  const test::TemporaryFolder folder;
  const auto store = OpenFolder(folder.path() + "/blobs");
  Append(*store, "uploads/1", 0, "hello ");
  Append(*store, "uploads/1", 6, "world");
  REQUIRE(ReadAll(*store, "uploads/1") == "hello world");
}

TEST_CASE("bytes beyond what was recorded are overwritten") {
  const test::TemporaryFolder folder;
  const auto store = OpenFolder(folder.path());
  Append(*store, "uploads/1", 0, "hello wrong");
  Append(*store, "uploads/1", 6, "world");
  REQUIRE(ReadAll(*store, "uploads/1") == "hello world");
}

TEST_CASE("a reader reads any part, and fewer bytes only at the end") {
  const test::TemporaryFolder folder;
  const auto store = OpenFolder(folder.path());
  Append(*store, "a", 0, "0123456789");
  auto reader = *store->Open("a");
  std::string buffer(20, '.');
  REQUIRE(*reader->Read(3, buffer.data(), 4) == 4);
  REQUIRE(buffer.substr(0, 4) == "3456");
  REQUIRE(*reader->Read(8, buffer.data(), 20) == 2);
  REQUIRE(*reader->Read(10, buffer.data(), 20) == 0);
  REQUIRE(reader->descriptor() >= 0);
}

TEST_CASE("an open object stays readable when it is removed") {
  const test::TemporaryFolder folder;
  const auto store = OpenFolder(folder.path());
  Append(*store, "a", 0, "still here");
  auto reader = *store->Open("a");
  REQUIRE_THAT(store->Remove("a"), IsOk());
  std::string buffer(10, '.');
  REQUIRE(*reader->Read(0, buffer.data(), 10) == 10);
  REQUIRE(buffer == "still here");
  REQUIRE_THAT(store->Open("a").status(), HasCode(absl::StatusCode::kNotFound));
}

TEST_CASE("a whole file takes the place of what was under its key") {
  const test::TemporaryFolder folder;
  const auto store = OpenFolder(folder.path() + "/blobs");
  REQUIRE_THAT(store->PutFile("renditions/1/poster.jpg", folder.Write("one", "one")), IsOk());
  REQUIRE_THAT(store->PutFile("renditions/1/poster.jpg", folder.Write("two", "two")), IsOk());
  REQUIRE(ReadAll(*store, "renditions/1/poster.jpg") == "two");
}

TEST_CASE("a whole file may come from another file system") {
  struct stat shared {
  }, temporary{};
  const test::TemporaryFolder folder;
  REQUIRE(stat(folder.path().c_str(), &temporary) == 0);
  if (stat("/dev/shm", &shared) != 0 || shared.st_dev == temporary.st_dev) {
    WARN("there is only one file system here");
    return;
  }
  const std::string path = "/dev/shm/parley-blob-test-" + std::to_string(getpid());
  const std::string bytes(1'000'000, 'x');
  std::ofstream(path) << bytes;
  const auto store = OpenFolder(folder.path());
  REQUIRE_THAT(store->PutFile("a/b", path), IsOk());
  REQUIRE(ReadAll(*store, "a/b") == bytes);
  REQUIRE(std::filesystem::is_empty(folder.path() + "/Incoming"));
  std::filesystem::remove(path);
}

TEST_CASE("only a regular file can be stored") {
  const test::TemporaryFolder folder;
  const auto store = OpenFolder(folder.path() + "/blobs");
  REQUIRE_THAT(store->PutFile("a", folder.path()), HasCode(absl::StatusCode::kInvalidArgument));
  REQUIRE_THAT(store->PutFile("a", folder.path() + "/none"), HasCode(absl::StatusCode::kNotFound));
  std::filesystem::create_symlink("/etc/passwd", folder.path() + "/link");
  REQUIRE_FALSE(store->PutFile("a", folder.path() + "/link").ok());
  REQUIRE_THAT(store->Open("a").status(), HasCode(absl::StatusCode::kNotFound));
}

TEST_CASE("an object has a local path") {
  const test::TemporaryFolder folder;
  const auto store = OpenFolder(folder.path());
  Append(*store, "uploads/1", 0, "bytes");
  const auto path = store->LocalPath("uploads/1");
  REQUIRE_THAT(path.status(), IsOk());
  std::ifstream in(*path);
  REQUIRE(std::string(std::istreambuf_iterator<char>(in), {}) == "bytes");
  REQUIRE_THAT(store->LocalPath("uploads/2").status(), HasCode(absl::StatusCode::kNotFound));
}

TEST_CASE("removing works on objects and on all below a prefix, and is fine when there is nothing") {
  const test::TemporaryFolder folder;
  const auto store = OpenFolder(folder.path());
  Append(*store, "renditions/1/a", 0, "a");
  Append(*store, "renditions/1/720p/b", 0, "b");
  Append(*store, "renditions/2/a", 0, "c");
  REQUIRE_THAT(store->Remove("renditions/1/"), IsOk());
  REQUIRE_THAT(store->Open("renditions/1/a").status(), HasCode(absl::StatusCode::kNotFound));
  REQUIRE_THAT(store->Open("renditions/1/720p/b").status(), HasCode(absl::StatusCode::kNotFound));
  REQUIRE(ReadAll(*store, "renditions/2/a") == "c");
  REQUIRE_THAT(store->Remove("renditions/1/"), IsOk());
  REQUIRE_THAT(store->Remove("none/of/this"), IsOk());
  REQUIRE_THAT(store->Remove("renditions/2/a"), IsOk());
  REQUIRE_THAT(store->Remove("renditions/2/a"), IsOk());
}

TEST_CASE("a folder is no object") {
  const test::TemporaryFolder folder;
  const auto store = OpenFolder(folder.path());
  Append(*store, "a/b", 0, "x");
  REQUIRE_THAT(store->Open("a").status(), HasCode(absl::StatusCode::kNotFound));
  REQUIRE_THAT(store->Open("a/b/c").status(), HasCode(absl::StatusCode::kNotFound));
  REQUIRE_FALSE(store->Append("a").ok());
}

TEST_CASE("bad keys are refused everywhere") {
  const test::TemporaryFolder folder;
  const auto store = OpenFolder(folder.path());
  for (const char* key : {"../outside", "/etc/passwd", "", "a/../b"}) {
    CAPTURE(key);
    REQUIRE_THAT(store->Open(key).status(), HasCode(absl::StatusCode::kInvalidArgument));
    REQUIRE_THAT(store->Append(key).status(), HasCode(absl::StatusCode::kInvalidArgument));
    REQUIRE_THAT(store->PutFile(key, "/etc/hostname"), HasCode(absl::StatusCode::kInvalidArgument));
    REQUIRE_THAT(store->LocalPath(key).status(), HasCode(absl::StatusCode::kInvalidArgument));
    REQUIRE_THAT(store->Remove(key), HasCode(absl::StatusCode::kInvalidArgument));
  }
  REQUIRE_THAT(store->Remove("/"), HasCode(absl::StatusCode::kInvalidArgument));
}

TEST_CASE("no symbolic link leads out of the root") {
  const test::TemporaryFolder folder;
  const auto store = OpenFolder(folder.path() + "/blobs");
  std::filesystem::create_directory(folder.path() + "/outside");
  folder.Write("outside/secret", "secret");
  std::filesystem::create_directory_symlink(folder.path() + "/outside", folder.path() + "/blobs/way");
  std::filesystem::create_symlink(folder.path() + "/outside/secret", folder.path() + "/blobs/file");
  REQUIRE_FALSE(store->Open("way/secret").ok());
  REQUIRE_FALSE(store->Open("file").ok());
  REQUIRE_FALSE(store->Append("file").ok());
  REQUIRE_FALSE(store->Append("way/new").ok());
  REQUIRE_FALSE(store->Remove("way/").ok());
  REQUIRE(std::filesystem::exists(folder.path() + "/outside/secret"));
}

TEST_CASE("a root that cannot be made is told at once") { REQUIRE_THROWS_AS(OpenFolder("/proc/none"), std::filesystem::filesystem_error); }

}  // namespace
}  // namespace parley::blob
