// A letter on the desk: the form, the live sheet, the helping hands. What is on it lies in one object, which the parts share.
import { store } from "../shared/store.js";
import { fill, isEmpty } from "../lib/fill.js";
import { presses } from "#page";
import { drafts, drawNames, dropCopies, load, refill, save } from "./drafts.js";
import { drawAsked, drawErrors, drawSummary, morePieces, put, read } from "./form.js";
import { give } from "./given.js";
import { late, plainly } from "./late.js";
import { drawOrigins } from "./origins.js";
import { send } from "./send.js";
import { drawSheet } from "./sheet.js";
import { sourceOf } from "./source.js";
import { steps } from "./steps.js";

/** What is typed is kept at once; a field that was left may be told its mistakes. */
function listen(desk, wait) {
  desk.form.addEventListener("input", (event) => {
    const field = desk.fields[event.target.name];
    if (!field) return;
    desk.values[field.id] = read(desk.form, field);
    save(desk, field);
    drawAsked(desk); // before the reader leaves the field: the next one may only now be there
  });
  desk.form.addEventListener("change", (event) => {
    if (!desk.fields[event.target.name]) return;
    desk.touched.add(event.target.name);
    wait(() => desk.draw());
  });
  desk.form.addEventListener("submit", (event) => event.preventDefault());
}

/** Writes into a field in the reader's place. */
function set(desk, field, value) {
  put(desk.form, field, value);
  desk.values[field.id] = read(desk.form, field);
  desk.touched.add(field.id);
  save(desk, field);
}

export function letter(root, { base }) {
  const source = sourceOf(root);
  const id = root.dataset.letter;
  /** @type {any} the parts of the desk, and what they share */
  const desk = {
    id,
    root,
    base,
    source,
    fields: Object.fromEntries(source.fields.map((f) => [f.id, f])),
    form: root.querySelector("[data-form]"),
    paper: root.querySelector("[data-paper]"),
    tools: root.querySelector("[data-tools]"),
    summary: root.querySelector("[data-summary]"),
    values: {}, // field → what is typed; HELP → what the helping hands keep
    touched: new Set(), // fields whose mistakes may be told
    given: new Set(), // fields that say what the letter knows by itself
    pieces: 0, // how many pieces of evidence were asked for
    number: store.openDraft(id), // which of the drafts
    case: null, // which case's values stand in the form
    checked: false, // after the first try to send, every missing blank is named until it is filled
    say(text) {
      desk.tools.querySelector("[data-status]").textContent = text;
    },
    // what comes at the first touch takes these places (hands.js)
    check: null, // what finds more than empty fields
    drawHelps() {},
    resetHelps() {},
    drawAnswers: () => desk.want(),
    clear: null,
    set: (id_, value) => set(desk, desk.fields[id_], value),
    /** The filled letter and what is wrong with it; `whole`: was all of it looked for? */
    look() {
      const findings = desk.check ? desk.check() : plainly(source, desk.values);
      return { ...fill(source, desk.values), findings, errors: findings.filter((f) => f.level === "error"), whole: Boolean(desk.check) };
    },
    draw() {
      give(desk);
      drawAsked(desk);
      const result = desk.look();
      drawSheet(desk.paper, source.title, result);
      drawErrors(desk, result, desk.checked);
      drawOrigins(desk);
      if (desk.checked) drawSummary(desk, result);
      desk.drawPlace(result);
      desk.drawHelps();
      return result;
    },
    /** As if the page had just been opened, with the draft that `number` says. */
    start() {
      desk.case = store.current();
      dropCopies(desk);
      desk.touched.clear();
      desk.checked = false;
      desk.pieces = 0;
      desk.summary.hidden = true;
      load(desk);
      desk.resetHelps();
      drawNames(desk);
      desk.draw();
      if (source.fields.some((f) => !isEmpty(desk.values[f.id]) && !desk.given.has(f.id))) desk.want();
    },
    /** Something was kept, here or in another tab: what changed elsewhere appears in the fields that nobody is in. */
    follow() {
      if (desk.case !== store.current() && desk.case !== null) {
        desk.number = store.openDraft(id);
        desk.start();
        return;
      }
      desk.case = store.current();
      load(desk, false);
      drawNames(desk);
      desk.draw();
    },
  };
  const wait = presses();
  desk.want = late(desk, wait);
  Object.assign(desk, steps(desk)); // the ways to a field and to what is wrong

  listen(desk, wait);
  drafts(desk);
  morePieces(desk);
  send(desk);
  store.watch(() => desk.follow());
  refill(desk);
  desk.start();
  desk.begin();
}
