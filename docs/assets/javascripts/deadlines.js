// A day typed in gives the last day of every clock that runs from it, with its reasons, and what it allows when it is over.
import { store } from "#store";
import { countedWords, isLate, reckon } from "./lib/clock.js";
import { parse, today } from "#dates";
import { offerToForget, wrongDay } from "./lib/known.js";
import { all, announce, element, script } from "#page";
import { factOf } from "./store/events.js";

const NO_TABLE = { first: 0, known_until: 0, off: [], work: [], statutory: [] };

let loading = null;

/** The rest days of macros/rest_days.py, loaded when there is a day to count from; where they cannot be had, every day is told as an estimate. */
function table(base) {
  loading = loading || script(new URL("assets/days.js", base)).catch(() => {});
  return loading.then(() => window.handbookDays || NO_TABLE);
}

/** The working days counted, folded. */
function countedDays(result) {
  const fold = element("details", "fold");
  const list = element("ul");
  list.append(...countedWords(result.counted).map((text) => element("li", "", text)));
  fold.append(element("summary", "", "数的是哪几天"), element("p", "", result.begins), list);
  return fold;
}

/** What the page says would follow, now that it has; its link leads there. `id`: of the clock in the list of all of them. */
function door(id, state) {
  const said = document.querySelector(`#${id} [data-missed]`);
  if (!said) return "";
  const copy = /** @type {HTMLElement} */ (said.cloneNode(true));
  copy.removeAttribute("data-missed");
  copy.querySelector("strong").textContent = state === "due" ? "对方还没做的：" : "现在：";
  return copy;
}

const shown = new WeakMap(); // node → its result, as a text

const wrong = new Set(); // events whose day, as it stands in a field, cannot be: the page says so there
const shows = []; // what shows the results of each part of the page

/** Writes the result of one clock into its place; hidden while the event's day is unknown or wrong. */
function show(node, days) {
  const clock = JSON.parse(node.dataset.clock);
  const out = node.querySelector("[data-deadline-out]");
  const more = node.querySelector("[data-deadline-more]");
  const start = parse(store.fact(factOf(clock.from)));
  const result = start === null || wrong.has(clock.from) ? null : reckon(clock, start, today(), days);
  if (shown.get(node) === JSON.stringify(result)) return; // the fold that the reader opened stays open
  shown.set(node, JSON.stringify(result));
  out.hidden = more.hidden = result === null;
  if (result === null) return;
  out.dataset.state = result.state;
  out.textContent = result.text;
  more.replaceChildren(
    isLate(result) ? door(node.dataset.of || node.id, result.state) : "",
    result.rest ? element("p", "", result.counted ? result.rest : result.begins + result.rest) : "",
    result.counted ? countedDays(result) : "",
  );
}

/** The days computed from an event, as a sentence each; a clock says its name where there are several. */
function spoken(clocks, event) {
  const from = clocks.filter((node) => JSON.parse(node.dataset.clock).from === event);
  const said = from.map((node) => [...all(node, ".clock__label, [data-deadline-out]:not([hidden])")].map((part) => part.textContent).join("："));
  return said.filter(Boolean).join("。");
}

/** The field a day is typed into, in its place: only a script can do anything with it. → {input, error} */
function field(place) {
  const { day, place: where } = place.dataset;
  const input = element("input");
  Object.assign(input, { type: "date", id: `${where}-${day}`, min: "2015-01-01", max: "2099-12-31" });
  input.dataset.event = day;
  const error = element("p", "field__error");
  Object.assign(error, { id: `${input.id}-error`, hidden: true });
  input.setAttribute("aria-describedby", error.id);
  const label = element("label", "", place.textContent);
  label.htmlFor = input.id;
  place.replaceChildren(label, input, error);
  return { input, error };
}

/** Runs once a place can be seen: a field for a day is dear to a browser, and few open the fold that holds it. */
function whenOpen(place, run) {
  const fold = place.closest("details");
  if (!fold || fold.open) run();
  else fold.addEventListener("toggle", run, { once: true });
}

export function deadlines(root, { base }) {
  let days = window.handbookDays;
  let asked = false;
  const clocks = [...root.querySelectorAll("[data-clock]")];
  const fields = [];
  const known = (node) => Boolean(store.fact(factOf(JSON.parse(node.dataset.clock).from)));
  const counted = () =>
    table(base).then((had) => {
      days = had;
      draw();
    });
  const results = () => {
    if (days) for (const node of clocks) show(node, days);
    else if (!asked && clocks.some(known)) {
      asked = true;
      counted();
    }
  };
  shows.push(results);
  const fill = ({ input, error }) => {
    const day = store.fact(factOf(input.dataset.event)) || "";
    if (document.activeElement === input || input.value === day) return;
    input.value = day;
    // what was said about the day that stood here
    error.hidden = true;
    input.removeAttribute("aria-invalid");
    wrong.delete(input.dataset.event);
  };
  const draw = () => {
    fields.forEach(fill);
    results();
  };
  const hear = ({ input, error }) =>
    input.addEventListener("change", () => {
      const why = wrongDay(input);
      error.textContent = why;
      error.hidden = !why;
      input.setAttribute("aria-invalid", String(Boolean(why)));
      if (why) wrong.add(input.dataset.event);
      else wrong.delete(input.dataset.event);
      for (const again of shows) again();
      if (why) announce(why);
      const fact = factOf(input.dataset.event);
      if (input.value && !why) {
        store.setFacts({ [fact]: input.value }, "page");
        const tell = () => announce(spoken(clocks, input.dataset.event));
        if (days) tell();
        else counted().then(tell);
      } else if (!input.value && !why && store.fact(fact)) offerToForget(input, error, fact, "这一天");
    });
  for (const place of all(root, "[data-day]"))
    whenOpen(place, () => {
      const made = field(place);
      fields.push(made);
      fill(made);
      hear(made);
    });
  draw();
  store.watch(draw);
}
