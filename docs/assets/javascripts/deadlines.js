// A day typed in gives the last day of every clock that runs from it, with its reasons, and what it allows when it is over.
import { store } from "./store.js";
import { countedWords, isLate, reckon } from "./lib/clock.js";
import { parse, today } from "./lib/dates.js";
import { offerToForget, wrongDay } from "./lib/known.js";
import { all, announce, element } from "./lib/page.js";
import { factOf } from "./store/events.js";

function table() {
  const node = document.querySelector("[data-holidays]");
  return node ? JSON.parse(node.textContent) : { first: 0, known_until: 0, off: [], work: [], statutory: [] };
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

/** Writes the result of one clock into its place; hidden while the event's day is unknown. */
function show(node, days) {
  const clock = JSON.parse(node.dataset.clock);
  const out = node.querySelector("[data-deadline-out]");
  const more = node.querySelector("[data-deadline-more]");
  const start = parse(store.fact(factOf(clock.from)));
  const result = start === null ? null : reckon(clock, start, today(), days);
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

export function deadlines(root) {
  const days = table();
  const clocks = [...root.querySelectorAll("[data-clock]")];
  const inputs = [...root.querySelectorAll("[data-event]")].map((input) => ({ input, error: document.getElementById(`${input.id}-error`) }));
  const draw = () => {
    for (const node of clocks) show(node, days);
    for (const { input, error } of inputs) {
      const known = store.fact(factOf(input.dataset.event)) || "";
      if (document.activeElement === input || input.value === known) continue;
      input.value = known;
      // what was said about the day that stood here
      error.hidden = true;
      input.removeAttribute("aria-invalid");
    }
  };
  for (const { input, error } of inputs) {
    input.addEventListener("change", () => {
      const why = wrongDay(input);
      error.textContent = why;
      error.hidden = !why;
      input.setAttribute("aria-invalid", String(Boolean(why)));
      if (why) announce(why);
      const fact = factOf(input.dataset.event);
      if (input.value && !why) {
        store.setFacts({ [fact]: input.value }, "page");
        announce(spoken(clocks, input.dataset.event));
      } else if (!input.value && !why && store.fact(fact)) offerToForget(input, error, fact, "这一天");
    });
  }
  draw();
  store.watch(draw);
}
