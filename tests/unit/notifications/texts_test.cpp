#include "services/notifications/texts.h"

#include <algorithm>
#include <set>

#include "catch2/catch.hpp"
#include "services/notifications/domain/delivery.h"
#include "services/notifications/domain/rules.h"

namespace parley::notifications {
namespace {

const TextArgs kArgs{{"has_name", "true"},  {"name", "Leïla"},      {"minutes", int64_t{15}}, {"hours", int64_t{72}},
                     {"days", int64_t{14}}, {"title", "Newcomers"}, {"role", "facilitator"},  {"run", "Newcomers"},
                     {"has_words", "true"}, {"words", "Come!"},     {"when", "Sunday"}};

TEST_CASE("every text reads well in every language") {
  const auto languages = Languages();
  for (const char* promised : {"en", "fr", "ar", "es"}) CHECK(std::count(languages.begin(), languages.end(), promised) == 1);
  for (const std::string& language : languages) {
    for (const std::string& key : TextKeys()) {
      CAPTURE(language, key);
      std::string text;
      REQUIRE_NOTHROW(text = Text(language, key, kArgs));
      CHECK_FALSE(text.empty());
      CHECK(text.find_first_of("{}#") == std::string::npos);
    }
  }
}

TEST_CASE("every kind of mail has its texts, and only people with an account are told that they have one") {
  using domain::Kind;
  const auto footer = [](Kind kind) { return Text("en", domain::FooterKeyOf(kind)); };
  for (const Kind kind : {Kind::kSignInLink, Kind::kInvitation, Kind::kInterestConfirmation, Kind::kOffer}) {
    for (const char* part : {"subject", "body", "button"}) CHECK_NOTHROW(Text("en", domain::TextPrefixOf(kind) + part, kArgs));
    CHECK((footer(kind).find("Parley account") != std::string::npos) == (kind == Kind::kSignInLink));
  }
  CHECK(footer(Kind::kNotice).find("Parley account") != std::string::npos);
}

TEST_CASE("every rule has the words it needs, for the app and for the mail") {
  for (const domain::Rule& rule : domain::Rules()) {
    CAPTURE(domain::NameOf(rule.topic));
    CHECK_NOTHROW(Text("en", domain::TextKeyOf(rule.topic), kArgs));
    if (rule.by_mail != domain::ByMail::kNever) CHECK_NOTHROW(Text("en", domain::SubjectKeyOf(rule.topic), kArgs));
  }
}

TEST_CASE("a nudge says the words of the facilitator, where they are known") {
  for (const std::string& language : Languages()) {
    CAPTURE(language);
    TextArgs args{{"run", "Newcomers"}, {"has_words", "true"}, {"words", "Come {back} 'soon'!"}};
    CHECK(Text(language, "notification.participant_nudged", args).find("Come {back} 'soon'!") != std::string::npos);
    args["has_words"] = "false";
    CHECK(Text(language, "notification.participant_nudged", args).find("soon") == std::string::npos);
  }
}

TEST_CASE("the language that suits a tag best is taken, English without one") {
  CHECK(LanguageFor("fr") == "fr");
  CHECK(LanguageFor("fr-CA") == "fr");
  CHECK(LanguageFor("AR_LB") == "ar");
  CHECK(LanguageFor("pt-BR") == "en");
  CHECK(LanguageFor("") == "en");
}

TEST_CASE("plurals follow the language") {
  const auto body = [](const std::string& language, int64_t minutes) {
    return Text(language, "mail.sign_in.body", {{"minutes", minutes}});
  };
  CHECK(body("en", 1).find("for 1 minute.") != std::string::npos);
  CHECK(body("en", 2).find("for 2 minutes.") != std::string::npos);
  CHECK(body("ar", 2).find("دقيقتين") != std::string::npos);
  CHECK(body("ar", 5).find("دقائق") != std::string::npos);
  CHECK(body("ar", 15).find("دقيقة") != std::string::npos);
}

TEST_CASE("an invitation names the role that is offered, in every language") {
  for (const std::string& language : Languages()) {
    std::set<std::string> subjects, bodies;
    for (const auth::Role role :
         {auth::Role::kFacilitator, auth::Role::kSafeguardingOfficer, auth::Role::kCoordinator, auth::Role::kOperator}) {
      const TextArgs args{{"role", domain::RoleName(role)}, {"days", int64_t{2}}};
      subjects.insert(Text(language, "mail.invitation.subject", args));
      bodies.insert(Text(language, "mail.invitation.body", args));
    }
    CAPTURE(language);
    CHECK(subjects.size() == 4);
    CHECK(bodies.size() == 4);
  }
}

TEST_CASE("an offer names its run and the hours it is held, in every language's plural") {
  for (const std::string& language : Languages()) {
    CAPTURE(language);
    const TextArgs args{{"hours", int64_t{72}}, {"title", "Newcomers {x} 'y'"}};
    CHECK(Text(language, "mail.offer.subject", args).find("Newcomers {x} 'y'") != std::string::npos);
    CHECK(Text(language, "mail.offer.body", args).find("Newcomers {x} 'y'") != std::string::npos);
  }
  const auto body = [](const std::string& language, int64_t hours) {
    return Text(language, "mail.offer.body", {{"hours", hours}, {"title", "N"}});
  };
  CHECK(body("en", 72).find("within 72 hours;") != std::string::npos);
  CHECK(body("en", 1).find("within 1 hour;") != std::string::npos);
  CHECK(body("ar", 2).find("ساعتين") != std::string::npos);
  CHECK(body("ar", 5).find("ساعات") != std::string::npos);
}

TEST_CASE("a name may be missing") {
  CHECK(Text("en", "mail.greeting", {{"has_name", "false"}, {"name", ""}}) == "Hello,");
  CHECK(Text("en", "mail.greeting", {{"has_name", "true"}, {"name", "O'{x}"}}) == "Hello O'{x},");
}

TEST_CASE("Arabic is written from right to left") {
  CHECK(IsRightToLeft("ar"));
  CHECK_FALSE(IsRightToLeft("fr"));
}

}  // namespace
}  // namespace parley::notifications
