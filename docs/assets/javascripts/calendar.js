// The dates of a case leave for the reader's own calendar. The library is loaded when somebody first asks.
import { script } from "#page";

let loading = null;

/** @returns {Promise<Window["handbookCalendar"]>} calendar() of lib/ics.js; a lost connection is tried again at the next press. */
export function calendarMaker(base) {
  loading = loading || script(new URL("assets/ics.js", base)).then(() => window.handbookCalendar);
  loading.catch(() => {
    loading = null;
  });
  return loading;
}
