// Small things that the parts of the page share: buttons, fields with their labels, lists that are drawn again without losing the reader's place.
import { counted, MOST } from "../lib/limits.js";
import { element } from "#page";

let serial = 0;
// each script counts by itself: case.js and case-late.js both make fields
const SCRIPT = typeof document === "undefined" ? null : /** @type {HTMLScriptElement | null} */ (document.currentScript);
const PREFIX = ((SCRIPT && /([\w-]+)\.js$/.exec(SCRIPT.src)) || ["", "case"])[1];
const limits = new WeakMap(); // control → the most characters

/** key: what finds the button again after the list around it was drawn anew. */
export function button(text, press, { quiet = true, key = "", name = "" } = {}) {
  const node = element("button", quiet ? "button button--quiet" : "button", text);
  node.type = "button";
  if (key) node.dataset.key = key;
  if (name) node.setAttribute("aria-label", name);
  node.addEventListener("click", press);
  return node;
}

/** A control under its label; hint: a line between the two. */
export function field(text, control, hint = "") {
  serial += 1;
  control.id = `${PREFIX}-${serial}`;
  const label = element("label", "field__label", text);
  label.htmlFor = control.id;
  const row = element("div", "field");
  row.append(label);
  if (hint) {
    const line = element("p", "field__hint", hint);
    line.id = `${control.id}-hint`;
    control.setAttribute("aria-describedby", line.id);
    row.append(line);
  }
  row.append(control);
  const most = limits.get(control);
  if (most) row.append(counted(control, most));
  return row;
}

/** most: characters; more are kept and told. */
export function input(type, value = "", most = MOST.text) {
  const node = element("input");
  node.type = type;
  if (type === "date") Object.assign(node, { min: "2015-01-01", max: "2099-12-31" });
  else limits.set(node, most);
  node.value = value;
  return node;
}

/** most: characters, 0 for as many as there are. */
export function longtext(value = "", most = MOST.longtext) {
  const node = element("textarea");
  limits.set(node, most);
  node.rows = 3;
  node.value = value;
  return node;
}

/** options: [[value, text]] */
export function choice(options, value = "") {
  const node = element("select");
  for (const [v, text] of options) node.append(Object.assign(element("option", "", text), { value: v }));
  node.value = value;
  return node;
}

export function link(text, url, className = "") {
  const node = element("a", className, text);
  node.href = url;
  return node;
}

/** Puts new children into a place; what had the focus and is there again has it still. */
export function redraw(place, ...nodes) {
  const active = /** @type {HTMLElement | null} */ (document.activeElement);
  const inside = active && place.contains(active);
  const key = inside ? active.dataset.key : "";
  place.replaceChildren(...nodes);
  if (inside && place.contains(active)) active.focus();
  else if (key) [...place.querySelectorAll("[data-key]")].find((node) => node.dataset.key === key)?.focus();
}

/** A line that is read out when it changes. */
export function status() {
  const node = element("p", "part__say");
  node.setAttribute("role", "status");
  return node;
}
