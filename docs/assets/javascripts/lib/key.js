// The one key under which everything the reader keeps is stored. On file:// all local files share a storage, hence the prefix.
export const KEY = "aftersales-handbook/v1";
export const VERSION = 1;
