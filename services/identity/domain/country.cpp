#include "services/identity/domain/country.h"

#include <algorithm>
#include <iterator>

namespace parley::identity::domain {
namespace {

struct Country {
  std::string_view code;
  Region region;
};

constexpr Region kEu = Region::kEurope;
constexpr Region kSm = Region::kSouthernMediterranean;
constexpr Region kNo = Region::kOther;

// ISO 3166-1 alpha-2, in the order of the codes. Europe: the Council of Europe's members, Belarus, Russia, the Holy See, and the European
// islands and territories with a code of their own. Southern Mediterranean: the ten countries of the Euro-Mediterranean southern shore.
// clang-format off
constexpr Country kCountries[] = {
    {"AD", kEu}, {"AE", kNo}, {"AF", kNo}, {"AG", kNo}, {"AI", kNo}, {"AL", kEu}, {"AM", kEu}, {"AO", kNo}, {"AQ", kNo},
    {"AR", kNo}, {"AS", kNo}, {"AT", kEu}, {"AU", kNo}, {"AW", kNo}, {"AX", kEu}, {"AZ", kEu}, {"BA", kEu}, {"BB", kNo},
    {"BD", kNo}, {"BE", kEu}, {"BF", kNo}, {"BG", kEu}, {"BH", kNo}, {"BI", kNo}, {"BJ", kNo}, {"BL", kNo}, {"BM", kNo},
    {"BN", kNo}, {"BO", kNo}, {"BQ", kNo}, {"BR", kNo}, {"BS", kNo}, {"BT", kNo}, {"BV", kNo}, {"BW", kNo}, {"BY", kEu},
    {"BZ", kNo}, {"CA", kNo}, {"CC", kNo}, {"CD", kNo}, {"CF", kNo}, {"CG", kNo}, {"CH", kEu}, {"CI", kNo}, {"CK", kNo},
    {"CL", kNo}, {"CM", kNo}, {"CN", kNo}, {"CO", kNo}, {"CR", kNo}, {"CU", kNo}, {"CV", kNo}, {"CW", kNo}, {"CX", kNo},
    {"CY", kEu}, {"CZ", kEu}, {"DE", kEu}, {"DJ", kNo}, {"DK", kEu}, {"DM", kNo}, {"DO", kNo}, {"DZ", kSm}, {"EC", kNo},
    {"EE", kEu}, {"EG", kSm}, {"EH", kNo}, {"ER", kNo}, {"ES", kEu}, {"ET", kNo}, {"FI", kEu}, {"FJ", kNo}, {"FK", kNo},
    {"FM", kNo}, {"FO", kEu}, {"FR", kEu}, {"GA", kNo}, {"GB", kEu}, {"GD", kNo}, {"GE", kEu}, {"GF", kNo}, {"GG", kEu},
    {"GH", kNo}, {"GI", kEu}, {"GL", kNo}, {"GM", kNo}, {"GN", kNo}, {"GP", kNo}, {"GQ", kNo}, {"GR", kEu}, {"GS", kNo},
    {"GT", kNo}, {"GU", kNo}, {"GW", kNo}, {"GY", kNo}, {"HK", kNo}, {"HM", kNo}, {"HN", kNo}, {"HR", kEu}, {"HT", kNo},
    {"HU", kEu}, {"ID", kNo}, {"IE", kEu}, {"IL", kSm}, {"IM", kEu}, {"IN", kNo}, {"IO", kNo}, {"IQ", kNo}, {"IR", kNo},
    {"IS", kEu}, {"IT", kEu}, {"JE", kEu}, {"JM", kNo}, {"JO", kSm}, {"JP", kNo}, {"KE", kNo}, {"KG", kNo}, {"KH", kNo},
    {"KI", kNo}, {"KM", kNo}, {"KN", kNo}, {"KP", kNo}, {"KR", kNo}, {"KW", kNo}, {"KY", kNo}, {"KZ", kNo}, {"LA", kNo},
    {"LB", kSm}, {"LC", kNo}, {"LI", kEu}, {"LK", kNo}, {"LR", kNo}, {"LS", kNo}, {"LT", kEu}, {"LU", kEu}, {"LV", kEu},
    {"LY", kSm}, {"MA", kSm}, {"MC", kEu}, {"MD", kEu}, {"ME", kEu}, {"MF", kNo}, {"MG", kNo}, {"MH", kNo}, {"MK", kEu},
    {"ML", kNo}, {"MM", kNo}, {"MN", kNo}, {"MO", kNo}, {"MP", kNo}, {"MQ", kNo}, {"MR", kNo}, {"MS", kNo}, {"MT", kEu},
    {"MU", kNo}, {"MV", kNo}, {"MW", kNo}, {"MX", kNo}, {"MY", kNo}, {"MZ", kNo}, {"NA", kNo}, {"NC", kNo}, {"NE", kNo},
    {"NF", kNo}, {"NG", kNo}, {"NI", kNo}, {"NL", kEu}, {"NO", kEu}, {"NP", kNo}, {"NR", kNo}, {"NU", kNo}, {"NZ", kNo},
    {"OM", kNo}, {"PA", kNo}, {"PE", kNo}, {"PF", kNo}, {"PG", kNo}, {"PH", kNo}, {"PK", kNo}, {"PL", kEu}, {"PM", kNo},
    {"PN", kNo}, {"PR", kNo}, {"PS", kSm}, {"PT", kEu}, {"PW", kNo}, {"PY", kNo}, {"QA", kNo}, {"RE", kNo}, {"RO", kEu},
    {"RS", kEu}, {"RU", kEu}, {"RW", kNo}, {"SA", kNo}, {"SB", kNo}, {"SC", kNo}, {"SD", kNo}, {"SE", kEu}, {"SG", kNo},
    {"SH", kNo}, {"SI", kEu}, {"SJ", kEu}, {"SK", kEu}, {"SL", kNo}, {"SM", kEu}, {"SN", kNo}, {"SO", kNo}, {"SR", kNo},
    {"SS", kNo}, {"ST", kNo}, {"SV", kNo}, {"SX", kNo}, {"SY", kSm}, {"SZ", kNo}, {"TC", kNo}, {"TD", kNo}, {"TF", kNo},
    {"TG", kNo}, {"TH", kNo}, {"TJ", kNo}, {"TK", kNo}, {"TL", kNo}, {"TM", kNo}, {"TN", kSm}, {"TO", kNo}, {"TR", kEu},
    {"TT", kNo}, {"TV", kNo}, {"TW", kNo}, {"TZ", kNo}, {"UA", kEu}, {"UG", kNo}, {"UM", kNo}, {"US", kNo}, {"UY", kNo},
    {"UZ", kNo}, {"VA", kEu}, {"VC", kNo}, {"VE", kNo}, {"VG", kNo}, {"VI", kNo}, {"VN", kNo}, {"VU", kNo}, {"WF", kNo},
    {"WS", kNo}, {"YE", kNo}, {"YT", kNo}, {"ZA", kNo}, {"ZM", kNo}, {"ZW", kNo},
};
// clang-format on
static_assert(std::size(kCountries) == 249, "ISO 3166-1 has 249 countries");

}  // namespace

std::string_view RegionName(Region region) {
  switch (region) {
    case Region::kEurope:
      return "europe";
    case Region::kSouthernMediterranean:
      return "southern-mediterranean";
    case Region::kOther:
      return "other";
  }
  return "other";
}

std::optional<Region> RegionOf(std::string_view country) {
  const auto found = std::lower_bound(std::begin(kCountries), std::end(kCountries), country,
                                      [](const Country& each, std::string_view code) { return each.code < code; });
  if (found == std::end(kCountries) || found->code != country) return std::nullopt;
  return found->region;
}

}  // namespace parley::identity::domain
