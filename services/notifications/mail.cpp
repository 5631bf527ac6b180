#include "services/notifications/mail.h"

#include <gmime/gmime.h>

#include <algorithm>
#include <memory>

#include "services/notifications/domain/delivery.h"
#include "services/notifications/texts.h"

namespace parley::notifications {
namespace {

struct Unref {
  void operator()(gpointer object) const { g_object_unref(object); }
};
template <class T>
using Owned = std::unique_ptr<T, Unref>;

void InitializeOnce() {
  static const bool done = [] {
    g_mime_init();
    return true;
  }();
  (void)done;
}

std::string EscapeHtml(const std::string& text) {
  std::string escaped;
  for (const char c : text) {
    switch (c) {
      case '&':
        escaped += "&amp;";
        break;
      case '<':
        escaped += "&lt;";
        break;
      case '>':
        escaped += "&gt;";
        break;
      case '"':
        escaped += "&quot;";
        break;
      default:
        escaped += c;
    }
  }
  return escaped;
}

std::string PlainText(const Mail& mail) {
  std::string text = mail.greeting + "\n\n" + mail.body + "\n\n" + mail.button + ":\n" + mail.url + "\n\n--\n" + mail.footer + "\n";
  if (mail.unsubscribing) text += mail.unsubscribing->text + ":\n" + mail.unsubscribing->url + "\n";
  return text;
}

std::string HtmlFooter(const Mail& mail) {
  std::string html = "<hr>\n<p><small>" + EscapeHtml(mail.footer);
  if (mail.unsubscribing) {
    html += " <a href=\"" + EscapeHtml(mail.unsubscribing->url) + "\">" + EscapeHtml(mail.unsubscribing->text) + "</a>";
  }
  return html + "</small></p>\n";
}

std::string Html(const Mail& mail) {
  const std::string url = EscapeHtml(mail.url);
  return "<!doctype html>\n<html lang=\"" + mail.language + "\" dir=\"" + (IsRightToLeft(mail.language) ? "rtl" : "ltr") +
         "\">\n<head><meta charset=\"utf-8\"><title>" + EscapeHtml(mail.subject) + "</title></head>\n" +
         "<body style=\"font-family: sans-serif; line-height: 1.5; max-width: 36em; margin: 0 auto; padding: 1em\">\n<p>" +
         EscapeHtml(mail.greeting) + "</p>\n<p>" + EscapeHtml(mail.body) + "</p>\n<p><a href=\"" + url +
         "\" style=\"display: inline-block; padding: .6em 1.2em; background: #1d4ed8; color: #ffffff; text-decoration: none; "
         "border-radius: .4em\">" +
         EscapeHtml(mail.button) + "</a></p>\n<p><a href=\"" + url + "\">" + url + "</a></p>\n" + HtmlFooter(mail) + "</body>\n</html>\n";
}

Owned<GMimeTextPart> TextPart(const char* subtype, const std::string& text) {
  Owned<GMimeTextPart> part(g_mime_text_part_new_with_subtype(subtype));
  g_mime_text_part_set_charset(part.get(), "utf-8");
  g_mime_text_part_set_text(part.get(), text.c_str());
  g_mime_part_set_content_encoding(GMIME_PART(part.get()), GMIME_CONTENT_ENCODING_QUOTEDPRINTABLE);
  return part;
}

// As it is: GMime would take a long address for words, and encode them.
void SetUrl(GMimeObject* object, const char* name, const std::string& url) {
  g_mime_object_set_header(object, name, url.c_str(), nullptr);
  GMimeHeader* header = g_mime_header_list_get_header(g_mime_object_get_header_list(object), name);
  g_mime_header_set_raw_value(header, (" <" + url + ">\n").c_str());
}

void SetHeaders(GMimeMessage* message, const Mail& mail) {
  g_mime_message_add_mailbox(message, GMIME_ADDRESS_TYPE_FROM, OneLine(mail.from.name).c_str(), mail.from.address.c_str());
  g_mime_message_add_mailbox(message, GMIME_ADDRESS_TYPE_TO, OneLine(mail.to.name).c_str(), mail.to.address.c_str());
  g_mime_message_set_subject(message, OneLine(mail.subject).c_str(), "utf-8");
  g_mime_message_set_message_id(message, mail.message_id.c_str());
  GDateTime* date = g_date_time_new_from_unix_utc(absl::ToUnixSeconds(mail.date));
  g_mime_message_set_date(message, date);
  g_date_time_unref(date);
  // No vacation replies to us (RFC 3834).
  g_mime_object_set_header(GMIME_OBJECT(message), "Auto-Submitted", "auto-generated", nullptr);
  g_mime_object_set_header(GMIME_OBJECT(message), "Content-Language", mail.language.c_str(), nullptr);
  if (mail.unsubscribing) {
    SetUrl(GMIME_OBJECT(message), "List-Unsubscribe", mail.unsubscribing->url);
    g_mime_object_set_header(GMIME_OBJECT(message), "List-Unsubscribe-Post", "List-Unsubscribe=One-Click", nullptr);
  }
}

// Base64, so that its lines and bytes arrive as they are.
Owned<GMimePart> CalendarPartOf(const char* type, const char* subtype, const CalendarPart& calendar) {
  Owned<GMimePart> part(g_mime_part_new_with_type(type, subtype));
  g_mime_object_set_content_type_parameter(GMIME_OBJECT(part.get()), "charset", "utf-8");
  g_mime_object_set_content_type_parameter(GMIME_OBJECT(part.get()), "method", calendar.method.c_str());
  const Owned<GMimeStream> stream(g_mime_stream_mem_new_with_buffer(calendar.text.data(), calendar.text.size()));
  const Owned<GMimeDataWrapper> content(g_mime_data_wrapper_new_with_stream(stream.get(), GMIME_CONTENT_ENCODING_DEFAULT));
  g_mime_part_set_content(part.get(), content.get());
  g_mime_part_set_content_encoding(part.get(), GMIME_CONTENT_ENCODING_BASE64);
  return part;
}

// The alternatives, and the calendar's file beside them.
Owned<GMimeMultipart> WithFile(GMimeMultipart* alternatives, const CalendarPart& calendar) {
  Owned<GMimeMultipart> mixed(g_mime_multipart_new_with_subtype("mixed"));
  g_mime_multipart_add(mixed.get(), GMIME_OBJECT(alternatives));
  const auto file = CalendarPartOf("application", "ics", calendar);
  g_mime_object_set_disposition(GMIME_OBJECT(file.get()), GMIME_DISPOSITION_ATTACHMENT);
  g_mime_part_set_filename(file.get(), "invitation.ics");
  g_mime_multipart_add(mixed.get(), GMIME_OBJECT(file.get()));
  return mixed;
}

}  // namespace

std::string OneLine(std::string text) {
  std::replace_if(
      text.begin(), text.end(), [](unsigned char c) { return c < ' ' || c == 0x7f; }, ' ');
  return text;
}

absl::StatusOr<Mailbox> ParseMailbox(const std::string& text) {
  InitializeOnce();
  const Owned<InternetAddressList> list(internet_address_list_parse(nullptr, text.c_str()));
  const absl::Status wrong = absl::InvalidArgumentError("should be one mailbox such as \"Parley <no-reply@example.org>\"");
  if (!list || internet_address_list_length(list.get()) != 1) return wrong;
  InternetAddress* address = internet_address_list_get_address(list.get(), 0);
  if (!INTERNET_ADDRESS_IS_MAILBOX(address)) return wrong;
  const char* name = internet_address_get_name(address);
  Mailbox mailbox{name == nullptr ? "" : name, internet_address_mailbox_get_addr(INTERNET_ADDRESS_MAILBOX(address))};
  if (!domain::IsAddress(mailbox.address)) return wrong;
  return mailbox;
}

std::string Compose(const Mail& mail) {
  InitializeOnce();
  const Owned<GMimeMessage> message(g_mime_message_new(TRUE));
  SetHeaders(message.get(), mail);
  const Owned<GMimeMultipart> alternatives(g_mime_multipart_new_with_subtype("alternative"));
  g_mime_multipart_add(alternatives.get(), GMIME_OBJECT(TextPart("plain", PlainText(mail)).get()));
  g_mime_multipart_add(alternatives.get(), GMIME_OBJECT(TextPart("html", Html(mail)).get()));
  Owned<GMimeMultipart> mixed;
  if (mail.calendar) {
    g_mime_multipart_add(alternatives.get(), GMIME_OBJECT(CalendarPartOf("text", "calendar", *mail.calendar).get()));
    mixed = WithFile(alternatives.get(), *mail.calendar);
  }
  g_mime_message_set_mime_part(message.get(), GMIME_OBJECT(mixed ? mixed.get() : alternatives.get()));

  GMimeFormatOptions* format = g_mime_format_options_new();
  g_mime_format_options_set_newline_format(format, GMIME_NEWLINE_FORMAT_DOS);
  char* text = g_mime_object_to_string(GMIME_OBJECT(message.get()), format);
  g_mime_format_options_free(format);
  std::string composed(text);
  g_free(text);
  return composed;
}

}  // namespace parley::notifications
