// lib/page.js as handbook.js has put it on the window: scripts that come after it do not bring it again (package.json, macros/bundle.py).
export const { all, announce, ask, copy, download, element, flash, openForPrint, panel, presses, quoted, script } = window.handbookShared.page;
