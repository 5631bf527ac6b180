#pragma once

#include <optional>
#include <string_view>

namespace parley::identity::domain {

// The part of the world an exchange balances by.
enum class Region { kEurope, kSouthernMediterranean, kOther };

// "europe", "southern-mediterranean", "other".
std::string_view RegionName(Region region);

// The region of a country by its ISO 3166-1 alpha-2 code in capitals; nullopt for what is no such code.
std::optional<Region> RegionOf(std::string_view country);

}  // namespace parley::identity::domain
