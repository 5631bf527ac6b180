#include "services/catalog/handlers/interest_wish.h"

#include <algorithm>

#include "libs/errors/error.h"
#include "libs/text/text.h"

namespace parley::catalog::handlers {
namespace {

constexpr int kMaxItems = 20;

// Reads a list of at most 20 items, none of them twice; `read` answers nullopt for what is none.
template <class List, class Item, class Read>
void ReadList(const List& list, const std::string& field, const std::string& must, const Read& read, std::vector<Item>& out,
              errors::FieldErrors& bad) {
  bad.Check(list.size() <= kMaxItems, field, "must be at most 20");
  for (int i = 0; i < std::min<int>(list.size(), kMaxItems); ++i) {
    const std::string at = field + "[" + std::to_string(i) + "]";
    std::optional<Item> item = read(list.Get(i));
    bad.Check(item.has_value(), at, must);
    if (!item) continue;
    bad.Check(std::find(out.begin(), out.end(), *item) == out.end(), at, "must not be named twice");
    out.push_back(*std::move(item));
  }
}

std::optional<CourseId> ReadCourse(const std::string& text) {
  auto id = ParseId<CourseId>(text, "course_ids");
  return id.ok() ? std::optional(*std::move(id)) : std::nullopt;
}

std::optional<domain::Format> ReadFormat(int format) {
  if (format == v1::Run::FORMAT_UNSPECIFIED || !v1::Run::Format_IsValid(format)) return std::nullopt;
  return static_cast<domain::Format>(format);
}

std::optional<std::string> ReadLanguage(const std::string& tag) {
  return text::IsLanguageTag(tag) ? std::optional(domain::PrimaryLanguage(tag)) : std::nullopt;
}

std::optional<std::string> ReadTopic(const std::string& text) { return domain::IsTopic(text) ? std::optional(text) : std::nullopt; }

}  // namespace

absl::StatusOr<InterestWish> ReadInterestWish(const v1::ExpressionOfInterest& interest, absl::Time now) {
  InterestWish wish;
  errors::FieldErrors bad;
  auto address = ParseEmail(interest.email());
  bad.Check(address.has_value(), "interest.email", "must be an e-mail address such as name@example.org, of 3 to 254 characters");
  if (address) wish.address = *std::move(address);
  domain::Interest& out = wish.interest;
  out.locale = interest.locale().empty() ? "en" : interest.locale();
  bad.Check(text::IsLanguageTag(out.locale), "interest.locale", "must be a BCP 47 language such as \"ar\", or empty");
  ReadList(interest.course_ids(), "interest.course_ids", "must be the UUID of a course", ReadCourse, out.course_ids, bad);
  ReadList(interest.formats(), "interest.formats", "must be a format", ReadFormat, out.formats, bad);
  ReadList(interest.languages(), "interest.languages", "must be a BCP 47 language such as \"ar\"", ReadLanguage, out.languages, bad);
  ReadList(interest.topics(), "interest.topics", "must be 1 to 50 lower-case letters, digits and hyphens", ReadTopic, out.topics, bad);
  if (!bad.ok()) return bad.status();
  out.id = domain::InterestId::New(now);
  out.create_time = now;
  out.confirm_expire_time = now + domain::kConfirmationLife;
  return wish;
}

}  // namespace parley::catalog::handlers
