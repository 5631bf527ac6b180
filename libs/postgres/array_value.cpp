#include <stdexcept>

#include "libs/postgres/value.h"

// PostgreSQL's array literals of one dimension: {a,"b \"c\"",NULL}.
namespace parley::postgres {
namespace {

class ArrayText {
 public:
  explicit ArrayText(std::string_view text) : text_(text) {}

  std::vector<std::string> Parse() {
    if (text_.size() < 2 || text_.front() != '{' || text_.back() != '}') Fail();
    text_ = text_.substr(1, text_.size() - 2);
    std::vector<std::string> items;
    if (text_.empty()) return items;
    while (true) {
      items.push_back(Item());
      if (place_ == text_.size()) return items;
      if (text_[place_++] != ',') Fail();
    }
  }

 private:
  [[noreturn]] static void Fail() { throw std::invalid_argument("a column is not an array of one dimension without NULLs"); }

  std::string Item() { return place_ < text_.size() && text_[place_] == '"' ? Quoted() : Bare(); }

  std::string Bare() {
    std::string item;
    while (place_ < text_.size() && text_[place_] != ',') {
      if (text_[place_] == '{' || text_[place_] == '"') Fail();
      item += text_[place_++];
    }
    if (item.empty() || item == "NULL") Fail();
    return item;
  }

  std::string Quoted() {
    std::string item;
    for (++place_; place_ < text_.size(); ++place_) {
      if (text_[place_] == '"') {
        ++place_;
        return item;
      }
      if (text_[place_] == '\\' && ++place_ == text_.size()) Fail();
      item += text_[place_];
    }
    Fail();
  }

  std::string_view text_;
  size_t place_ = 0;
};

}  // namespace

Param ToParam(const std::vector<std::string>& items) {
  std::string text = "{";
  for (const auto& item : items) {
    if (text.size() > 1) text += ',';
    text += '"';
    for (const char c : item) {
      if (c == '"' || c == '\\') text += '\\';
      text += c;
    }
    text += '"';
  }
  return text + '}';
}

Param ToParam(const std::vector<int64_t>& items) {
  std::string text = "{";
  for (const auto item : items) {
    if (text.size() > 1) text += ',';
    text += std::to_string(item);
  }
  return text + '}';
}

void FromText(std::string_view text, std::vector<std::string>& out) { out = ArrayText(text).Parse(); }

}  // namespace parley::postgres
