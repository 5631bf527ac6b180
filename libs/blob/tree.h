#pragma once

#include <string>
#include <string_view>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "libs/blob/file.h"

// Private to this library: folders by descriptor, so that no symbolic link leads out of the root.
namespace parley::blob {

enum class Missing { kFail, kCreate };

// Where a key leads: the folder it lies in, open, and its name there.
struct Place {
  File folder;
  std::string name;
};

// Walks to the folder of `key`, which IsKey accepts. NOT_FOUND when a folder is missing that should not be created.
absl::StatusOr<Place> FindPlace(const std::string& root, std::string_view key, Missing missing);

// Opens a regular file. NOT_FOUND when there is none.
absl::StatusOr<File> OpenRegular(const Place& place, int flags);

// Removes a folder and all in it; fine when it is not there.
absl::Status RemoveTree(const Place& place);

// Makes the names in a folder durable.
absl::Status SyncFolder(const File& folder);

// Moves a file of this file system to its place, replacing what is there, and makes the change durable.
absl::Status MoveInto(const Place& place, const std::string& path);

}  // namespace parley::blob
