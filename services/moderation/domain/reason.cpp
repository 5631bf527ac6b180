#include "services/moderation/domain/reason.h"

#include <array>

namespace parley::moderation::domain {
namespace {

struct Row {
  int gravity;
  const char* name;
  const char* rule;
};

// By number.
constexpr std::array<Row, 10> kRows = {{
    {0, "", ""},
    {3, "HARASSMENT", "Respect each other: nobody is insulted, mocked or bullied."},
    {3, "HATE", "Nobody is attacked for their origin, belief, gender, orientation, disability, or anything else they are."},
    {3, "SEXUAL", "Nothing sexual is shown, said or asked for."},
    {3, "PRIVACY", "Nobody is shown or spoken of in private matters without their agreement."},
    {4, "VIOLENCE", "Nobody is threatened, and violence is not praised or shown for its own sake."},
    {4, "DANGER", "Nobody is put or left in danger, by themselves or by others."},
    {3, "ILLEGAL", "What is against the law has no place here."},
    {2, "OFF_TOPIC", "Videos are for the exchange: no advertising, nothing that has nothing to do with it."},
    {2, "OTHER", "The rules of the exchange, as the statement says."},
}};

const Row& RowOf(Reason reason) { return kRows.at(static_cast<size_t>(reason)); }

}  // namespace

int Gravity(Reason reason) { return RowOf(reason).gravity; }
std::string NameOf(Reason reason) { return RowOf(reason).name; }
std::string RuleOf(Reason reason) { return RowOf(reason).rule; }

}  // namespace parley::moderation::domain
