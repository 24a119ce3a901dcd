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
//   case/ID/begun/LETTER/N                  the day on which something was first written in the draft
//   case/ID/draft/LETTER/N/FIELD            what only this draft says: text, or option ids
//   case/ID/help/LETTER/N/HAND              what a helping hand keeps
//   case/ID/open/LETTER                     which of its drafts is on the desk
//   case/ID/stamp                           of the last calendar file that was made (lib/ics.js)
//   case/ID/proof/PROOF                     an entry of the evidence register

export const isMap = (value) => value !== null && typeof value === "object" && !Array.isArray(value);
export const isDay = (value) => typeof value === "string" && /^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/.test(value);
const isText = (value) => typeof value === "string";
const isName = (value) => isText(value) && value.length <= 80;
const texts = (value, ...keys) => keys.every((key) => value[key] === undefined || isText(value[key]));

const fact = (value) => isMap(value) && isText(value.value) && value.value !== "" && texts(value, "on", "from");
const event = (value) => isMap(value) && (value.day === "" || isDay(value.day)) && isText(value.kind) && texts(value, "on", "from", "text", "letter", "proof", "who", "side", "time", "how", "promise");
const typed = (value) => isText(value) || (Array.isArray(value) && value.every(isText));
const proof = (value) => isMap(value) && isText(value.name) && texts(value, "kind", "time", "sha256", "proves", "original", "on") && (value.size === undefined || Number.isSafeInteger(value.size));

const ID = "[A-Za-z0-9_-]{1,64}";
const FACT = "[a-z][a-z0-9_.]{0,63}";
const NUMBER = "[1-9]\\d{0,3}";
/** @type {[string, (value: any) => boolean][]} */
const PLACES = [
  ["theme", (value) => value === "light" || value === "dark"],
  ["current", (value) => isText(value) && new RegExp(`^${ID}$`).test(value)],
  [`case/${ID}/name`, isName],
  [`case/${ID}/(made|away|solved)`, isDay],
  [`case/${ID}/fact/${FACT}`, fact],
  [`case/${ID}/event/${ID}`, event],
  [`case/${ID}/tick/${ID}/${ID}`, (value) => value === "done" || value === "na"],
  [`case/${ID}/situation/${ID}`, isDay],
  [`case/${ID}/begun/${ID}/${NUMBER}`, isDay],
  [`case/${ID}/draft/${ID}/${NUMBER}/${ID}`, typed],
  [`case/${ID}/help/${ID}/${NUMBER}/${ID}`, isMap],
  [`case/${ID}/open/${ID}`, (value) => Number.isInteger(value) && value > 0],
  [`case/${ID}/stamp`, (value) => Number.isSafeInteger(value) && value > 0],
  [`case/${ID}/proof/${ID}`, proof],
];
const KINDS = PLACES.map(([path, good]) => ({ path: new RegExp(`^${path}$`), good }));

/** Is this a place that this release knows? */
export const known = (path) => KINDS.some((kind) => kind.path.test(path));

/** May this value stand in this place? */
export const fits = (path, value) => KINDS.some((kind) => kind.path.test(path) && kind.good(value));
