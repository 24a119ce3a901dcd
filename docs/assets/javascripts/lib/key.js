// The one key under which everything the reader keeps is stored. On file:// all local files share a storage, hence the prefix.
// The key's name keeps the v1 of the first release, so that what it stored is found; which version lies there says `version` inside.
export const KEY = "aftersales-handbook/v1";
export const VERSION = 2;
