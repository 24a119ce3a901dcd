// What may be kept, and where: a flat map from path to value, one key of the browser's storage a path. So two tabs that write different things
// never write over each other, a broken value takes nothing else with it, and a change is a list of paths with their new values.
//
//   theme                                   "light" | "dark"
//   current                                 the id of the case in hand
//   case/ID/name | made | away | solved     text; days (put away, solved)
//   case/ID/fact/NAME                       {value, on, from}; never a day that an event has
//   case/ID/event/EVENT                     {day, kind, on, from, text?, letter?, proof?, who?, side?, time?, how?, promise?}; EVENT = kind for the one day that a clock asks for
//   case/ID/tick/SCOPE/STEP                 "done" | "na"
//   case/ID/situation/SCENARIO              the day it was chosen
//   case/ID/message/SCENARIO                which of its messages is the reader's, by id
//   case/ID/seen/KIND/PAGE                  the day it was last looked at, where the page tells what was changed on it
//   case/ID/begun/LETTER/N                  the day on which something was first written in the draft
//   case/ID/draft/LETTER/N/FIELD            what only this draft says: text, or option ids
//   case/ID/help/LETTER/N/HAND              what a helping hand keeps
//   case/ID/open/LETTER                     which of its drafts is on the desk
//   case/ID/stamp                           of the last calendar file that was made (lib/ics.js)
//   case/ID/proof/PROOF                     an entry of the evidence register: {name, no, …}, see proof() below; of a file only what is known about it

export const isMap = (value) => value !== null && typeof value === "object" && !Array.isArray(value);
export const isDay = (value) => typeof value === "string" && /^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/.test(value);
const isText = (value) => typeof value === "string";
/** A name that every object has, such as "constructor": as a key it would find what nobody put there. */
const inherited = (name) => name in Object.prototype;
const ID = "[A-Za-z0-9_-]{1,64}";
const isId = (value) => isText(value) && new RegExp(`^${ID}$`).test(value) && !inherited(value);
const ids = (value, ...keys) => keys.every((key) => value[key] === undefined || isId(value[key]));
const isName = (value) => isText(value) && value.length <= 80;
const texts = (value, ...keys) => keys.every((key) => value[key] === undefined || isText(value[key]));

/** Nothing but texts, numbers, yes and no, in lists and maps, few levels deep: what lies deeper breaks whoever writes or walks it. */
const plain = (value, levels) =>
  value === null || ["string", "number", "boolean", "undefined"].includes(typeof value) || (levels > 0 && Object.entries(value).every(([key, v]) => !inherited(key) && plain(v, levels - 1)));
/** An entry may hold more than this release knows, but nothing that is no entry. */
const entry = (value, levels = 2) => isMap(value) && plain(value, levels);

const fact = (value) => entry(value) && isText(value.value) && value.value !== "" && texts(value, "on", "from");
const event = (value) => entry(value) && (value.day === "" || isDay(value.day)) && isId(value.kind) && ids(value, "letter", "side") && texts(value, "on", "from", "text", "proof", "who", "time", "how", "promise");
const typed = (value) => isText(value) || (Array.isArray(value) && value.every(isText));

const count = (value) => value === undefined || (Number.isSafeInteger(value) && value >= 0);

/**
 * name: the file's, or what the reader calls a thing that is no file; no: its place in the list. Of a file: kind (its media type), size (bytes),
 * time (last changed) and at (when the hash was made), both ISO, sha256. What the reader says: title, what (a kind of evidence), source,
 * proves, original (where it is), form, pages.
 */
const proof = (value) =>
  entry(value) &&
  isText(value.name) &&
  ids(value, "what", "form") &&
  texts(value, "kind", "time", "at", "title", "source", "proves", "original", "pages", "on") &&
  count(value.size) &&
  count(value.no) &&
  (value.sha256 === undefined || (isText(value.sha256) && /^[0-9a-f]{64}$/.test(value.sha256)));

const FACT = "[a-z][a-z0-9_.]{0,63}";
const NUMBER = "[1-9]\\d{0,3}";
/** @type {[string, (value: any) => boolean][]} */
const PLACES = [
  ["theme", (value) => value === "light" || value === "dark"],
  ["current", isId],
  [`case/${ID}/name`, isName],
  [`case/${ID}/(made|away|solved)`, isDay],
  [`case/${ID}/fact/${FACT}`, fact],
  [`case/${ID}/event/${ID}`, event],
  [`case/${ID}/tick/${ID}/${ID}`, (value) => value === "done" || value === "na"],
  [`case/${ID}/situation/${ID}`, isDay],
  [`case/${ID}/message/${ID}`, isId],
  [`case/${ID}/seen/${ID}/${ID}`, isDay],
  [`case/${ID}/begun/${ID}/${NUMBER}`, isDay],
  [`case/${ID}/draft/${ID}/${NUMBER}/${ID}`, typed],
  [`case/${ID}/help/${ID}/${NUMBER}/${ID}`, (value) => entry(value, 4)],
  [`case/${ID}/open/${ID}`, (value) => Number.isInteger(value) && value > 0],
  [`case/${ID}/stamp`, (value) => Number.isSafeInteger(value) && value > 0],
  [`case/${ID}/proof/${ID}`, proof],
];
const KINDS = PLACES.map(([path, good]) => ({ path: new RegExp(`^${path}$`), good }));

/** What a place takes; undefined where this release knows no such place. */
const kindOf = (path) => (path.split("/").some(inherited) ? undefined : KINDS.find((kind) => kind.path.test(path)));

/** Is this a place that this release knows? */
export const known = (path) => kindOf(path) !== undefined;

/** May this value stand in this place? */
export const fits = (path, value) => Boolean(kindOf(path)?.good(value));
