#pragma once

#include <string>
#include <string_view>
#include <unordered_map>

#include "absl/status/statusor.h"

namespace parley::gateway::web {

struct File {
  std::string content;
  // The same by gzip, where it was made: for the app by its build, beside the file ("app.js.gz"). Empty otherwise.
  std::string packed;
  std::string media_type;
  std::string etag;        // without quotes
  bool immutable = false;  // its name changes with its content
};

// The built web app, read into memory at start: a request can name nothing but what was found then. Deploying another app means a restart.
class Files {
 public:
  // INVALID_ARGUMENT when there is no such folder, or it is too large to be a built app. An empty root holds nothing.
  static absl::StatusOr<Files> Load(const std::string& root);

  // The file of a path ("/assets/app-1a2b.js"); for a path without a dot in its last segment ("/developers"), the page of that name
  // (developers.html), else index.html (the app routes by itself). Null: none.
  const File* Find(std::string_view path) const;

 private:
  // Moves every "x.gz" into its "x".
  void PairPacked();

  std::unordered_map<std::string, File> files_;
};

std::string_view MediaTypeOf(std::string_view path);

}  // namespace parley::gateway::web
