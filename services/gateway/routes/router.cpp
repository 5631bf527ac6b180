#include "services/gateway/routes/router.h"

#include <algorithm>

namespace parley::gateway::routes {

struct Router::Search {
  http::Method method;
  const http::Target& target;
  bool with_verb;
  Match match;

  std::string_view verb() const { return with_verb ? target.verb() : std::string_view(); }
  std::string_view Segment(size_t depth) const {
    const auto& segments = target.segments();
    return with_verb && depth + 1 == segments.size() ? target.last_before_verb() : segments[depth];
  }
  std::string_view Value(const Template::Variable& variable) const {
    const size_t end = std::min(variable.end, target.segments().size());
    if (variable.begin >= end) return {};  // "**" of nothing
    const std::string_view first = Segment(variable.begin);
    const std::string_view last = Segment(end - 1);
    return {first.data(), static_cast<size_t>(last.data() + last.size() - first.data())};
  }
};

int Router::Child(int node, const std::string& literal) {
  for (const auto& [text, child] : nodes_[node].literals) {
    if (text == literal) return child;
  }
  const int child = static_cast<int>(nodes_.size());
  nodes_.emplace_back();
  nodes_[node].literals.emplace_back(literal, child);
  return child;
}

int Router::AnyChild(int node) {
  if (nodes_[node].any < 0) {
    nodes_[node].any = static_cast<int>(nodes_.size());
    nodes_.emplace_back();
  }
  return nodes_[node].any;
}

absl::Status Router::Add(http::Method method, std::string_view path_template, int endpoint) {
  const auto parsed = ParseTemplate(path_template);
  if (!parsed.ok()) return parsed.status();
  if (parsed->variables.size() > kMaxVariables) return absl::InvalidArgumentError("too many variables in " + std::string(path_template));
  int node = 0;
  for (const Template::Segment& segment : parsed->segments) {
    if (segment.kind == Template::Segment::Kind::kLiteral) node = Child(node, segment.literal);
    if (segment.kind == Template::Segment::Kind::kOne) node = AnyChild(node);
  }
  auto& leaves = parsed->is_open() ? nodes_[node].rests : nodes_[node].leaves;
  if (std::any_of(leaves.begin(), leaves.end(), [&](const Leaf& leaf) { return leaf.verb == parsed->verb && leaf.method == method; })) {
    return absl::AlreadyExistsError("two methods share " + std::string(http::NameOf(method)) + " " + std::string(path_template));
  }
  leaves.push_back({parsed->verb, method, endpoint, parsed->variables});
  return absl::OkStatus();
}

bool Router::Choose(const std::vector<Leaf>& leaves, Search& search) {
  const auto take = [&](http::Method method) {
    for (const Leaf& leaf : leaves) {
      if (leaf.method != method || leaf.verb != search.verb()) continue;
      search.match.kind = Match::Kind::kFound;
      search.match.endpoint = leaf.endpoint;
      for (size_t i = 0; i < leaf.variables.size(); ++i) search.match.values[i] = search.Value(leaf.variables[i]);
      return true;
    }
    return false;
  };
  if (take(search.method) || (search.method == http::Method::kHead && take(http::Method::kGet))) return true;
  for (const Leaf& leaf : leaves) {
    if (leaf.verb != search.verb()) continue;
    search.match.kind = Match::Kind::kWrongMethod;
    std::string& allowed = search.match.allowed;
    const std::string_view name = http::NameOf(leaf.method);
    if (allowed.find(name) != std::string::npos) continue;  // a literal and a variable may both have led here
    allowed.append(allowed.empty() ? "" : ", ").append(name).append(leaf.method == http::Method::kGet ? ", HEAD" : "");
  }
  return false;
}

bool Router::Walk(int index, size_t depth, Search& search) const {
  const Node& node = nodes_[index];
  if (depth == search.target.segments().size()) return Choose(node.leaves, search) || Choose(node.rests, search);
  const std::string_view segment = search.Segment(depth);
  if (!segment.empty()) {
    for (const auto& [text, child] : node.literals) {
      if (text == segment && Walk(child, depth + 1, search)) return true;
    }
    if (node.any >= 0 && Walk(node.any, depth + 1, search)) return true;
  }
  return Choose(node.rests, search);
}

Match Router::Find(http::Method method, const http::Target& target) const {
  Search search{method, target, !target.verb().empty(), {}};
  if (target.trailing_slash() || target.segments().empty()) return std::move(search.match);
  if (!Walk(0, 0, search) && search.with_verb && search.match.kind == Match::Kind::kNone) {
    search.with_verb = false;
    Walk(0, 0, search);
  }
  return std::move(search.match);
}

}  // namespace parley::gateway::routes
