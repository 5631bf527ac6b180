#!/usr/bin/env python3
"""Reads an invitation as a calendar program would, with Debian's python3-icalendar: an iCalendar object, or a mail that carries one, from stdin.

Prints `key=value` lines. Times are told by the VTIMEZONE of the object alone, and once more by the zone database under its TZID.
"""
import email
import email.policy
import sys

import icalendar
import pytz


def utc(naive, zone):
    return zone.localize(naive).astimezone(pytz.utc).strftime("%Y-%m-%dT%H:%M:%SZ")


def facts_of(text):
    calendar = icalendar.Calendar.from_ical(text)
    zones = {str(part["TZID"]): part.to_tz() for part in calendar.walk("VTIMEZONE")}
    (event,) = calendar.walk("VEVENT")
    facts = {"method": calendar["METHOD"], "uid": event["UID"], "sequence": event["SEQUENCE"], "status": event["STATUS"], "summary": event["SUMMARY"]}
    facts.update(location=event["LOCATION"], description=event["DESCRIPTION"], organizer=event["ORGANIZER"], attendee=event["ATTENDEE"])
    facts.update(attendee_name=event["ATTENDEE"].params.get("CN", ""), rsvp=event["ATTENDEE"].params.get("RSVP", ""))
    for key, name in (("start", "DTSTART"), ("end", "DTEND")):
        zone = event[name].params["TZID"]
        naive = event[name].dt.replace(tzinfo=None)
        facts[key + "_zone"] = zone
        facts[key + "_local"] = naive.isoformat()
        facts[key] = utc(naive, zones[zone])
        facts[key + "_by_database"] = utc(naive, pytz.timezone(zone))
    return facts


def objects_of(data):
    if data.startswith(b"BEGIN:VCALENDAR"):
        return [data.decode()]
    mail = email.message_from_bytes(data, policy=email.policy.default)
    print("parts=" + ",".join(part.get_content_type() for part in mail.walk()))
    objects = []
    for part in mail.walk():
        if part.get_content_type() in ("text/calendar", "application/ics"):
            objects.append(part.get_payload(decode=True).decode())
            print(f"{part.get_content_subtype()}_method={part.get_param('method')}")
            print(f"{part.get_content_subtype()}_file={part.get_filename() or ''}")
    return objects


def main():
    objects = objects_of(sys.stdin.buffer.read())
    if not objects:
        print("none=true")
        return
    assert all(text == objects[0] for text in objects), "the file and the alternative differ"
    for line in objects[0].split("\r\n"):
        assert len(line.encode()) <= 75 and "\n" not in line, line
    for key, value in facts_of(objects[0]).items():
        print(f"{key}={value}")


main()
