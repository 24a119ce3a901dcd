// Where everything the reader keeps lies. On file:// all local files may share a storage, hence the prefix.
export const OURS = "aftersales-handbook/"; // every key begins so, also those of a later release
export const PREFIX = `${OURS}2/`; // + path: one key a leaf (store/leaves.js)
export const VERSION_KEY = `${OURS}version`; // a later release writes a higher number, and this one leaves everything alone
export const MODE_KEY = `${OURS}mode`; // "session": nothing stays after the tab is closed
export const BROKEN = `${OURS}broken/`; // + n: what could not be read, as it lay there
export const PROBE_KEY = `${OURS}probe`;
export const OLD_KEY = `${OURS}v1`; // the first release: one text with everything
export const VERSION = 2;
