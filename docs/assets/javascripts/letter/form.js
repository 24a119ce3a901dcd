// The letter's form: its controls as values, and what is wrong written beside them.
import { clean } from "../lib/fill.js";
import { MOST, room, tooLong } from "../lib/limits.js";
import { element } from "../lib/page.js";

const places = new WeakMap(); // form → {field: its place}; the letter's own fields are there from the start and stay

/** Where a field is: {box, error, controls}. Looked up once: a keystroke asks for every field of the letter. */
export function place(form, id) {
  if (!places.has(form)) places.set(form, new Map());
  const known = places.get(form);
  if (!known.has(id)) {
    const box = form.querySelector(`[data-field="${id}"]`);
    known.set(id, { box, error: box.querySelector("[data-error]"), controls: [...form.elements].filter((c) => c.name === id) });
  }
  return known.get(id);
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
export function drawSummary({ form, fields, summary }, result) {
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
      const target = controls(form, field)[0];
      target.focus();
      target.scrollIntoView({ block: "center" });
    });
    const item = element("li");
    item.append(link);
    list.append(item);
  }
  summary.append(list);
}
