// A meeting's invitations, read as a calendar program reads them: by python3-icalendar, from the mail as it came over the line.
import { spawn } from 'node:child_process';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import assert from 'node:assert/strict';

const reader = join(dirname(fileURLToPath(import.meta.url)), '..', 'support', 'calendar_reader.py');

// What the reader says of a mail, by name.
export async function readCalendar(source) {
  const child = spawn('/usr/bin/python3', [reader]);
  let said = '';
  let complaint = '';
  child.stdout.on('data', (bytes) => (said += bytes));
  child.stderr.on('data', (bytes) => (complaint += bytes));
  child.stdin.end(source);
  const code = await new Promise((resolve) => child.on('close', resolve));
  assert.equal(code, 0, complaint);
  return Object.fromEntries(said.split('\n').filter((line) => line.includes('=')).map((line) => [line.slice(0, line.indexOf('=')), line.slice(line.indexOf('=') + 1)]));
}

// What a person's mails say of a meeting, in the order of their versions; waits until there are `count`.
export async function invitationsTo(person, meetingId, count) {
  const about = new RegExp(`/meetings/${meetingId}\\b`);
  const { inbox } = person.stack;
  await person.stack.eventually(`${count} mails of the meeting to ${person.email}`, async () => (await inbox.shown(person.email, about)).length >= count, 120_000);
  const mails = await inbox.shown(person.email, about);
  assert.equal(mails.length, count, `mails of the meeting to ${person.email}`);
  const read = await Promise.all(mails.map(async (mail) => readCalendar(await inbox.source(mail))));
  return read.sort((a, b) => Number(a.sequence) - Number(b.sequence));
}

// An invitation is right: it is the meeting's own instant, by the zone the mail itself describes and by the zone database alike, in the person's zone,
// and there and then the person is free.
export function isRight(invitation, { person, meeting, isFree }) {
  const instant = meeting.startTime.replace(/\.\d+Z$/, 'Z');
  const end = meeting.endTime.replace(/\.\d+Z$/, 'Z');
  const { method, start, end: until, start_zone: zone, end_zone: endZone, start_by_database: byDatabase, attendee } = invitation;
  assert.deepEqual(
    { method, start, until, byDatabase, zone, endZone, attendee },
    { method: 'REQUEST', start: instant, until: end, byDatabase: instant, zone: person.timeZone, endZone: person.timeZone, attendee: `mailto:${person.email}` },
  );
  assert.ok(isFree(invitation.start_local, invitation.end_local), `${person.email} (${zone}) is not free at ${invitation.start_local} to ${invitation.end_local}`);
}

// Whether a stretch of local time lies in one of somebody's windows of the week (or of that date).
export function liesIn({ windows, exceptions = [] }) {
  return (start, end) => {
    const [date] = start.split('T');
    const minutes = (time) => Number(time.slice(11, 13)) * 60 + Number(time.slice(14, 16));
    const weekday = new Date(`${date}T00:00:00Z`).getUTCDay() || 7;
    const spans = exceptions.find((exception) => exception.date === date)?.windows ?? windows.filter((window) => window.weekday === weekday);
    return end.startsWith(date) && spans.some((span) => span.startMinute <= minutes(start) && minutes(end) <= span.endMinute);
  };
}
