// A day typed in gives the last day of every clock that runs from it.
import * as store from "./store.js";
import { told } from "./lib/clock.js";
import { parse, today } from "./lib/dates.js";

const factOf = (event) => `dates.${event.replace(/-/g, "_")}`;

function table() {
  const node = document.querySelector("[data-holidays]");
  return node ? JSON.parse(node.textContent) : { first: 0, known_until: 0, last: 0, off: [], work: [], statutory: [] };
}

/** The clock of a node as told() takes it: the rule's own dates as days. */
function clockOf(node) {
  const clock = JSON.parse(node.dataset.clock);
  const { from, until } = clock.applies || {};
  return { ...clock, applies: { from: parse(from), until: parse(until) } };
}

/** Writes the result of one clock into its place; hidden while the event's day is unknown. */
function show(node, days) {
  const clock = clockOf(node);
  const out = node.querySelector("[data-deadline-out]");
  const start = parse(store.fact(factOf(clock.from)));
  const result = start === null ? null : told(clock, start, today(), days);
  out.hidden = result === null;
  if (result === null) return;
  out.dataset.state = result.state;
  out.textContent = result.text;
}

export function deadlines(root) {
  const days = table();
  const clocks = [...root.querySelectorAll("[data-clock]")];
  const inputs = [...root.querySelectorAll("[data-event]")];
  const draw = () => {
    for (const node of clocks) show(node, days);
    for (const input of inputs) if (document.activeElement !== input) input.value = store.fact(factOf(input.dataset.event)) || "";
  };
  for (const input of inputs) {
    const error = document.getElementById(`${input.id}-error`);
    input.addEventListener("change", () => {
      const day = parse(input.value);
      let why = "";
      if (input.validity.badInput) why = "日子没有填完整，请填年、月、日。";
      else if (input.value && day === null) why = "没有这一天，请重新选。";
      else if (day !== null && day > today()) why = "这一天还没到。事情发生以后再填。";
      error.textContent = why;
      error.hidden = !why;
      input.setAttribute("aria-invalid", String(Boolean(why)));
      if (!why) store.setFact(factOf(input.dataset.event), input.value);
    });
  }
  draw();
  store.watch(draw);
}
