// The letter's form: its controls as values, and what is wrong written beside them.
import { asked } from "../lib/asked.js";
import { clean, isEmpty } from "../lib/fill.js";
import { MOST, room, tooLong } from "../lib/limits.js";
import { all, element } from "#page";

const places = new WeakMap(); // form → {field: its place}; the letter's own fields are there from the start and stay

/** A field's place for what is wrong with it, right after what is filled; its hint and that describe its control, or the group of its choices. */
function errorOf(id, box, controls) {
  const node = Object.assign(element("p", "field__error"), { id: `error-${id}`, hidden: true });
  const group = box.tagName === "FIELDSET";
  if (group) box.append(node);
  else controls[0].after(node);
  const hint = box.querySelector(".field__hint");
  if (hint) hint.id = `hint-${id}`; // by script, as the form is: in the page of a long letter it would stand twice more in every field
  (group ? box : controls[0]).setAttribute("aria-describedby", hint ? `${hint.id} ${node.id}` : node.id);
  return node;
}

/** What can be filled and where it stands, by field, looked up in one go: asked for field by field, a form of thirty is walked through thirty times. */
function placesOf(form) {
  const known = new Map(all(form, "[data-field]").map((box) => [box.dataset.field, { box, controls: [], error: null }]));
  for (const control of form.elements) if (known.has(control.name)) known.get(control.name).controls.push(control);
  return known;
}

/** Where a field is: {box, error, controls}. Looked up once: a keystroke asks for every field of the letter. */
export function place(form, id) {
  if (!places.has(form)) places.set(form, placesOf(form));
  const found = places.get(form).get(id);
  if (!found.error) found.error = errorOf(id, found.box, found.controls);
  return found;
}

export const controls = (form, id) => place(form, id).controls;

export function read(form, field) {
  const nodes = controls(form, field.id);
  if (field.type === "choice") return (nodes.find((n) => n.checked) || {}).value || "";
  if (field.type === "choices") return nodes.filter((n) => n.checked).map((n) => n.value);
  return clean(nodes[0].value, field.type === "longtext");
}

export function put(form, field, value) {
  const nodes = controls(form, field.id);
  if (field.type === "choice") for (const n of nodes) n.checked = n.value === value;
  else if (field.type === "choices") for (const n of nodes) n.checked = Array.isArray(value) && value.includes(n.value);
  else nodes[0].value = typeof value === "string" ? value : "";
}

const counts = new WeakMap(); // control → the line under it

/** How much room a text still has, near its limit. What is above the limit is a mistake and told at once: nothing was cut. */
function drawCount(control, field, value, touched) {
  const most = MOST[field.type];
  if (tooLong(value, most)) touched.add(field.id);
  const left = room(value, most);
  if (!counts.has(control)) {
    if (!left) return;
    const line = element("p", "field__count");
    line.setAttribute("aria-live", "polite");
    control.after(line);
    counts.set(control, line);
  }
  counts.get(control).textContent = left;
}

const PIECES_AT_FIRST = 2;

/** Which pieces of evidence are there to fill: the first ones, those that say something, and those that were asked for. */
function lastPiece({ form, source, values, pieces }) {
  const filled = source.fields.filter((f) => !isEmpty(values[f.id])).map((f) => +place(form, f.id).box.dataset.piece || 0);
  return Math.max(PIECES_AT_FIRST, pieces, ...filled);
}

/** Shows the questions that the answers call for and hides the others, never the one that the reader is in. */
export function drawAsked(desk) {
  const { form, source, values } = desk;
  const ids = new Set(asked(source, values).fields.map((f) => f.id));
  const last = lastPiece(desk);
  for (const field of source.fields) {
    const { box } = place(form, field.id);
    const off = !ids.has(field.id) || +box.dataset.piece > last;
    if (box.hidden !== off && !(off && box.contains(document.activeElement))) box.hidden = off;
  }
  const more = form.querySelector("[data-more-pieces]");
  if (more) more.hidden = !form.querySelector(`[data-piece="${last + 1}"]`);
}

/** “加一件”: the next piece of evidence, and the reader stands at its name. */
export function morePieces(desk) {
  const more = desk.form.querySelector("[data-more-pieces]");
  if (!more) return;
  more.addEventListener("click", () => {
    desk.pieces = lastPiece(desk) + 1;
    drawAsked(desk);
    desk.form.querySelector(`[data-piece="${desk.pieces}"] input, [data-piece="${desk.pieces}"] textarea`).focus();
  });
}

/** Beside each field the first thing that is wrong with it; what was not touched yet is left alone until `everyField`. */
export function drawErrors({ form, source, touched, values }, result, everyField) {
  for (const field of source.fields) {
    const { box, error, controls: nodes } = place(form, field.id);
    if (MOST[field.type]) drawCount(nodes[0], field, values[field.id], touched);
    const missing = result.missing.includes(field.id);
    const found = (everyField || (touched.has(field.id) && !missing)) && result.findings.find((f) => f.field === field.id);
    const wrong = Boolean(found) && found.level === "error";
    const why = !found ? "" : wrong ? (missing ? "这里要填" : found.why) : `留意：${found.why}`;
    if (error.textContent === why && error.hidden === !found && nodes[0].getAttribute("aria-invalid") === String(wrong)) continue;
    error.textContent = why;
    error.hidden = !found;
    error.classList.toggle("field__error--soft", Boolean(found) && !wrong);
    box.classList.toggle("field--wrong", wrong);
    for (const c of nodes) c.setAttribute("aria-invalid", String(wrong));
  }
}

/** Above the form everything that is wrong, each with a link to its field. */
export function drawSummary({ fields, summary, reveal }, result) {
  const open = result.findings;
  const soft = open.length - result.errors.length;
  summary.replaceChildren();
  summary.hidden = open.length === 0;
  if (!open.length) return;
  const title = [result.errors.length ? `还有${result.errors.length}处要补` : "", soft ? `${soft}处请再看一眼` : ""].filter(Boolean).join("，");
  summary.classList.toggle("summary--soft", !result.errors.length);
  summary.append(element("p", "summary__title", title));
  const list = element("ul");
  for (const { field, why, level } of open) {
    const link = element("a", "", `${level === "error" ? "" : "留意 · "}${fields[field].label}：${why}`);
    link.href = `#field-${field}`;
    link.addEventListener("click", (event) => {
      event.preventDefault();
      reveal(field);
    });
    const item = element("li");
    item.append(link);
    list.append(item);
  }
  summary.append(list);
}
