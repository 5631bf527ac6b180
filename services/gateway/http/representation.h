#pragma once

#include <string>
#include <string_view>

// What an answer's content is sent as (RFC 9110, 8): its entity tag, and its coding.
namespace parley::gateway::http {

// The entity tag of a content, without quotes: the same in every process.
std::string MakeEntityTag(std::string_view content);

// True when a list of entity tags (If-None-Match) has this one, given without quotes; weak comparison.
bool HasTag(std::string_view list, std::string_view tag);

// Whether a list such as "gzip;q=0.8, br" (Accept, Accept-Encoding) names `what`, and not with weight 0.
bool Takes(std::string_view accepted, std::string_view what);

// By gzip: an answer fast, what is packed once and kept as small as can be.
enum class Effort { kFast, kBest };
std::string Gzip(std::string_view content, Effort effort);

}  // namespace parley::gateway::http
