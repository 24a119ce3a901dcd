// The values that a letter gives itself, in the form: shown until the reader writes another one.
import { store } from "../shared/store.js";
import { today } from "#dates";
import { isEmpty } from "../lib/fill.js";
import { given } from "../lib/given.js";
import { known, save } from "./drafts.js";
import { controls, put, read } from "./form.js";

/** Puts into every field that says nothing of its own what the letter knows by itself; `desk.given` holds these fields. */
export function give(desk) {
  const own = store.draft(desk.id, desk.number);
  const before = [...desk.given];
  desk.given.clear();
  for (const [id, value] of Object.entries(given(desk.source, desk.values, today()))) {
    const field = desk.fields[id];
    if (own[id] !== undefined || known(desk, field) !== undefined) continue;
    if (controls(desk.form, id).includes(document.activeElement)) continue; // the reader is writing there
    if (desk.values[id] !== value && (value || before.includes(id))) {
      put(desk.form, field, value);
      desk.values[id] = read(desk.form, field);
    }
    if (!isEmpty(desk.values[id])) desk.given.add(id);
  }
}

/** The letter leaves with this day on it: from now on it is the draft's own. */
export function keepDay(desk) {
  for (const id of desk.given) if (desk.fields[id].role === "written-on") save(desk, desk.fields[id]);
}
