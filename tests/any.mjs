// The browser's own functions, asked from Python (tests/test_any.py): a line of JSON in, a line of JSON out, one process for all.
import { createInterface } from "node:readline";
import { casePage } from "../docs/assets/javascripts/case/casepage.js";
import { names, portrait } from "../docs/assets/javascripts/case/portrait.js";
import { isRest, iso, lastDay, parse, words } from "../docs/assets/javascripts/lib/dates.js";
import { calendar } from "../docs/assets/javascripts/lib/ics.js";
import { plain } from "../docs/assets/javascripts/lib/ngrams.js";
import { unpack } from "../docs/assets/javascripts/lib/packed.js";
import { blockText, fileName, readDocument, readText, toDocument } from "../docs/assets/javascripts/store/carry.js";
import { DATA, fillCase, WORDS } from "./js/help/cases.mjs";
import { DAY, device, lies, open } from "./js/help/device.mjs";

const book = names(DATA, WORDS);

/** A device with a case on it; `id`: the case's. */
function begun(text) {
  const window = device();
  const store = open(window);
  const id = fillCase(store, text);
  return { window, store, id };
}

const answers = {
  day: (text) => parse(text),
  iso: (day) => iso(day),
  words: (day) => words(day, false),
  rest: ({ day, table }) => isRest(day, table),
  last: ({ clock, start, table }) => lastDay(clock, start, table),
  plain: ({ text, rewrite }) => plain(text, rewrite),
  unpack: ({ text, ranked }) => unpack(text, Array.from(ranked)),
  ics: ({ entries, now }) => calendar(entries, { now }).text,
  name: (text) => fileName(text, DAY, "html"),
  // what a reader wrote, as the file that he carries away, and what is taken out of that file again
  file: (text) => {
    const { store, id } = begun((plain_) => `${plain_}${text}`);
    const document = toDocument(store.disk, DAY, id);
    const { cases } = readDocument(document);
    const html = casePage(cases.map((c) => portrait(c.id, c.leaves, book)), document, book);
    const other = device();
    const found = readText(html);
    open(other).take((found.cases || []).map((c) => ({ ...c, how: "merge" })));
    return { html, json: blockText(document), why: found.why ?? null, altered: found.altered ?? null, same: JSON.stringify(toDocument(open(other).disk, DAY, id)) === JSON.stringify(document) };
  },
  // a text that somebody gives as a case: what looking at it changes on the device, and whether a store opens on what was taken
  given: (text) => {
    const { window, store } = begun();
    const before = lies(window);
    const found = readText(text);
    const looked = lies(window) === before;
    const taken = (found.cases || []).length > 0 && store.take(found.cases.map((c) => ({ ...c, how: "new" })));
    const again = open(window);
    return { why: found.why ?? null, looked, taken, trouble: again.problem(), cases: again.list().length, polluted: {}.polluted !== undefined };
  },
};

for await (const line of createInterface({ input: process.stdin })) {
  const [what, value] = JSON.parse(line);
  let said;
  try {
    said = { ok: answers[what](value) ?? null };
  } catch (error) {
    said = { error: String(error?.stack || error) };
  }
  process.stdout.write(`${JSON.stringify(said)}\n`);
}
