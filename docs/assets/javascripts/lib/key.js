// Where everything the reader keeps lies. On file:// all local files may share a storage, hence the prefix.
export const PREFIX = "aftersales-handbook/2/"; // + path: one key a leaf (store/leaves.js)
export const VERSION_KEY = "aftersales-handbook/version"; // a later release writes a higher number, and this one leaves everything alone
export const MODE_KEY = "aftersales-handbook/mode"; // "session": nothing stays after the tab is closed
export const BROKEN = "aftersales-handbook/broken/"; // + n: what could not be read, as it lay there
export const OLD_KEY = "aftersales-handbook/v1"; // the first release: one text with everything
export const VERSION = 2;
