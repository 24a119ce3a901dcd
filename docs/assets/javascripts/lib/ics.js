// Dates of a case as a calendar file (RFC 5545): whole days, so that no time zone can move them; texts folded by bytes, by the library.
import ical, { ICalAlarmRelatesTo, ICalAlarmType, ICalCalendarMethod, ICalEventTransparency } from "ical-generator";

const SECOND = 1e3; // in milliseconds, as all below but HOUR
const DAY = 86400 * SECOND;
const HOUR = 3600; // in seconds, as the library counts reminders
const EPOCH = Date.UTC(2026, 0, 1);

/** Control characters have no place in a calendar's text; a line break is one. */
// eslint-disable-next-line no-control-regex -- they are what is looked for
const clean = (text) => (text || "").replace(/\r\n?/g, "\n").replace(/[\u0000-\u0009\u000b-\u001f\u007f]/g, " ");

/** A day as the library takes it: midnight UTC, which it prints as the day alone. */
function midnight(day) {
  const date = new Date(`${day}T00:00:00Z`);
  if (Number.isNaN(date.getTime()) || date.toISOString().slice(0, 10) !== day) throw new Error(`no such day: ${day}`);
  return date;
}

/** Reminders, in seconds before the day begins: 9:00 the day before, 9:00 on the day. */
const ALARMS = [15 * HOUR, -9 * HOUR];

/**
 * The text of a calendar file with an entry a date.
 * entries: [{uid, day, title, note, url?}]. uid: the same for the same date of the same case, always, and unlike any other's (so that
 *   a file imported again moves its entries, and does not double them); day: ISO; note: what to do and why that day, any length.
 * now: when it is made. after: the `stamp` of the last file that was made of this case: a device whose clock was set back still makes one
 *   that counts as newer.
 * Returns {text, stamp}: keep the stamp (milliseconds since 1970), hand it in next time. Throws where a day is none.
 * SEQUENCE and DTSTAMP, by which calendars know the newer of two, both come from it.
 */
export function calendar(entries, { now = Date.now(), after = 0 } = {}) {
  const stamp = Math.max(Math.floor(now / SECOND) * SECOND, after + SECOND);
  const made = ical({ prodId: { company: "aftersales-dispute-handbook", product: "calendar", language: "ZH" }, method: ICalCalendarMethod.PUBLISH });
  for (const entry of entries) {
    const start = midnight(entry.day);
    const title = clean(entry.title).replace(/\n/g, " ");
    const event = made.createEvent({
      id: entry.uid,
      start,
      end: new Date(start.getTime() + DAY),
      allDay: true,
      stamp: new Date(stamp),
      sequence: Math.max(0, Math.floor((stamp - EPOCH) / SECOND)),
      summary: title,
      description: clean(entry.note),
      url: entry.url || null,
      transparency: ICalEventTransparency.TRANSPARENT,
    });
    // the library counts “after” from the day's end unless told so, and takes this from the method only
    for (const trigger of ALARMS) event.createAlarm({ type: ICalAlarmType.display, trigger, description: title }).relatesTo(ICalAlarmRelatesTo.start);
  }
  return { text: `${made.toString().trimEnd()}\r\n`, stamp };
}
