// lib/dates.js as handbook.js has put it on the window: scripts that come after it do not bring it again (package.json, macros/bundle.py).
export const { isKnown, isRest, isStatutory, iso, lastDay, nextWorkday, parse, today, words } = window.handbookShared.dates;
