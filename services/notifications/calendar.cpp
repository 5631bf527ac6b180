#include "services/notifications/calendar.h"

#include <libical/ical.h>

#include <algorithm>
#include <memory>

namespace parley::notifications {
namespace {

struct FreeComponent {
  void operator()(icalcomponent* component) const { icalcomponent_free(component); }
};
using Component = std::unique_ptr<icalcomponent, FreeComponent>;

icaltimetype ToIcal(const absl::CivilSecond& time) {
  icaltimetype ical = icaltime_null_time();
  ical.year = static_cast<int>(time.year());
  ical.month = time.month();
  ical.day = time.day();
  ical.hour = time.hour();
  ical.minute = time.minute();
  ical.second = time.second();
  return ical;
}

icaltimetype ToUtc(absl::Time time) {
  icaltimetype ical = ToIcal(absl::ToCivilSecond(time, absl::UTCTimeZone()));
  ical.zone = icaltimezone_get_utc_timezone();
  return ical;
}

// A rule of the zone: from the local time `begin`, told by the clock before it, the offset is what `since` says.
void AddObservance(icalcomponent* zone, const absl::CivilSecond& begin, int offset_before, const absl::TimeZone::CivilInfo& since) {
  icalcomponent* observance = icalcomponent_new(since.is_dst ? ICAL_XDAYLIGHT_COMPONENT : ICAL_XSTANDARD_COMPONENT);
  icalcomponent_add_property(observance, icalproperty_new_dtstart(ToIcal(begin)));
  icalcomponent_add_property(observance, icalproperty_new_tzoffsetfrom(offset_before));
  icalcomponent_add_property(observance, icalproperty_new_tzoffsetto(since.offset));
  icalcomponent_add_property(observance, icalproperty_new_tzname(since.zone_abbr));
  icalcomponent_add_component(zone, observance);
}

// The zone's clock from before `start` until after `end`, change by change: rules that recur can't say what zones do that follow the moon.
icalcomponent* NewZone(const absl::TimeZone& zone, absl::Time start, absl::Time end) {
  icalcomponent* component = icalcomponent_new(ICAL_VTIMEZONE_COMPONENT);
  icalcomponent_add_property(component, icalproperty_new_tzid(zone.name().c_str()));
  absl::TimeZone::CivilTransition change;
  absl::Time at = start;
  if (zone.PrevTransition(start + absl::Nanoseconds(1), &change)) {
    at = zone.At(change.to).trans;
    AddObservance(component, change.from, zone.At(at - absl::Seconds(1)).offset, zone.At(at));
  } else {
    AddObservance(component, absl::CivilSecond(1970, 1, 1), zone.At(start).offset, zone.At(start));
  }
  while (at <= end && zone.NextTransition(at, &change)) {
    at = zone.At(change.to).trans;
    AddObservance(component, change.from, zone.At(at - absl::Seconds(1)).offset, zone.At(at));
  }
  return component;
}

void AddLocalTime(icalcomponent* event, icalproperty* property, const absl::TimeZone& zone) {
  icalproperty_add_parameter(property, icalparameter_new_tzid(zone.name().c_str()));
  icalcomponent_add_property(event, property);
}

// A quoted parameter has no way to hold a quote (RFC 5545, 3.2).
std::string ParameterText(const std::string& text) {
  std::string safe = OneLine(text);
  std::replace(safe.begin(), safe.end(), '"', '\'');
  return safe;
}

void AddName(icalproperty* property, const std::string& name) {
  if (!name.empty()) icalproperty_add_parameter(property, icalparameter_new_cn(ParameterText(name).c_str()));
}

void AddPeople(icalcomponent* event, const CalendarEntry& entry) {
  icalproperty* organizer = icalproperty_new_organizer(("mailto:" + entry.organizer.address).c_str());
  AddName(organizer, entry.organizer.name);
  icalcomponent_add_property(event, organizer);
  icalproperty* attendee = icalproperty_new_attendee(("mailto:" + entry.attendee.address).c_str());
  AddName(attendee, entry.attendee.name);
  icalproperty_add_parameter(attendee, icalparameter_new_cutype(ICAL_CUTYPE_INDIVIDUAL));
  icalproperty_add_parameter(attendee, icalparameter_new_role(ICAL_ROLE_REQPARTICIPANT));
  icalproperty_add_parameter(attendee, icalparameter_new_partstat(ICAL_PARTSTAT_NEEDSACTION));
  // Nobody reads what comes back.
  icalproperty_add_parameter(attendee, icalparameter_new_rsvp(ICAL_RSVP_FALSE));
  icalcomponent_add_property(event, attendee);
}

icalcomponent* NewEvent(const CalendarEntry& entry, const absl::TimeZone& zone) {
  icalcomponent* event = icalcomponent_new(ICAL_VEVENT_COMPONENT);
  icalcomponent_add_property(event, icalproperty_new_uid(entry.uid.c_str()));
  icalcomponent_add_property(event, icalproperty_new_sequence(entry.sequence));
  icalcomponent_add_property(event, icalproperty_new_dtstamp(ToUtc(entry.stamp)));
  AddLocalTime(event, icalproperty_new_dtstart(ToIcal(absl::ToCivilSecond(entry.start_time, zone))), zone);
  AddLocalTime(event, icalproperty_new_dtend(ToIcal(absl::ToCivilSecond(entry.end_time, zone))), zone);
  icalcomponent_add_property(event, icalproperty_new_summary(OneLine(entry.summary).c_str()));
  icalcomponent_add_property(event, icalproperty_new_description(entry.description.c_str()));
  icalcomponent_add_property(event, icalproperty_new_location(entry.url.c_str()));
  icalcomponent_add_property(event, icalproperty_new_url(entry.url.c_str()));
  const bool cancelled = entry.method == domain::Method::kCancel;
  icalcomponent_add_property(event, icalproperty_new_status(cancelled ? ICAL_STATUS_CANCELLED : ICAL_STATUS_CONFIRMED));
  icalcomponent_add_property(event, icalproperty_new_transp(ICAL_TRANSP_OPAQUE));
  AddPeople(event, entry);
  return event;
}

}  // namespace

std::string NameOf(domain::Method method) { return method == domain::Method::kCancel ? "CANCEL" : "REQUEST"; }

std::string ComposeCalendar(const CalendarEntry& entry) {
  absl::TimeZone zone;
  if (!absl::LoadTimeZone(entry.time_zone, &zone)) zone = absl::UTCTimeZone();
  const Component calendar(icalcomponent_new(ICAL_VCALENDAR_COMPONENT));
  icalcomponent_add_property(calendar.get(), icalproperty_new_prodid("-//Parley//Parley//EN"));
  icalcomponent_add_property(calendar.get(), icalproperty_new_version("2.0"));
  icalcomponent_add_property(calendar.get(), icalproperty_new_calscale("GREGORIAN"));
  icalcomponent_add_property(calendar.get(),
                             icalproperty_new_method(entry.method == domain::Method::kCancel ? ICAL_METHOD_CANCEL : ICAL_METHOD_REQUEST));
  icalcomponent_add_component(calendar.get(), NewZone(zone, entry.start_time, entry.end_time));
  icalcomponent_add_component(calendar.get(), NewEvent(entry, zone));
  char* text = icalcomponent_as_ical_string_r(calendar.get());
  std::string composed(text);
  icalmemory_free_buffer(text);
  return composed;
}

}  // namespace parley::notifications
