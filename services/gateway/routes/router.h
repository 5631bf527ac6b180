#pragma once

#include <array>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "absl/status/status.h"
#include "services/gateway/http/request.h"
#include "services/gateway/http/target.h"
#include "services/gateway/routes/template.h"

namespace parley::gateway::routes {

inline constexpr size_t kMaxVariables = 6;

// What a path matched: an endpoint by its number, and the values of the template's variables in their order, decoded. Of several segments
// the slashes are part of the value; an encoded slash never is (http::Target refuses it). Views point into the Target.
struct Match {
  enum class Kind { kFound, kWrongMethod, kNone };
  Kind kind = Kind::kNone;
  int endpoint = -1;
  std::array<std::string_view, kMaxVariables> values;
  // Of kWrongMethod: for the Allow header.
  std::string allowed;
};

// Finds the endpoint of a path in a flat trie. A literal goes before a variable, and a variable before the rest of a path;
// "…:open" is first looked for as a verb, then as part of the segment. HEAD goes where GET goes.
class Router {
 public:
  Router() : nodes_(1) {}
  // INVALID_ARGUMENT for a template that is not understood, ALREADY_EXISTS when method and template are taken, whatever the variables'
  // names.
  absl::Status Add(http::Method method, std::string_view path_template, int endpoint);
  Match Find(http::Method method, const http::Target& target) const;

 private:
  struct Leaf {
    std::string verb;
    http::Method method;
    int endpoint;
    std::vector<Template::Variable> variables;
  };
  struct Node {
    std::vector<std::pair<std::string, int>> literals;
    int any = -1;              // one segment, whatever it is
    std::vector<Leaf> leaves;  // paths that end here
    std::vector<Leaf> rests;   // paths that end here or go on in any way
  };
  struct Search;

  int Child(int node, const std::string& literal);
  int AnyChild(int node);
  bool Walk(int node, size_t depth, Search& search) const;
  static bool Choose(const std::vector<Leaf>& leaves, Search& search);

  std::vector<Node> nodes_;
};

}  // namespace parley::gateway::routes
