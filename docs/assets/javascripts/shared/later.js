// lib/later.js as handbook.js has put it on the window: scripts that come after it do not bring it again (package.json, macros/bundle.py).
export const { atRest, idle, offline, turns } = window.handbookShared.later;
