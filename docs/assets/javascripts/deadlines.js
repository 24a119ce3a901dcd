// A day typed in gives the last day of every clock that runs from it, with its reasons, and what it allows when it is over.
import { store } from "./store.js";
import { countedWords, isLate, reckon } from "./lib/clock.js";
import { parse, today, words } from "./lib/dates.js";
import { element } from "./lib/page.js";
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

/** An emptied day is still known to the case: it goes only when that is wanted. */
function offerToForget(input, place, fact) {
  const button = element("button", "button button--quiet", "从案件里删掉这一天");
  button.type = "button";
  button.addEventListener("click", () => {
    place.hidden = true;
    store.dropFact(fact);
    input.focus();
  });
  place.replaceChildren(`你的案件里还记着${words(parse(store.fact(fact)), false)}。`, button);
  place.hidden = false;
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
      const day = parse(input.value);
      let why = "";
      if (input.validity.badInput) why = "日子没有填完整，请填年、月、日。";
      else if (input.value && day === null) why = "没有这一天，请重新选。";
      else if (day !== null && day > today()) why = "这一天还没到。事情发生以后再填。日子没填错的，看看这台设备的日期对不对。";
      error.textContent = why;
      error.hidden = !why;
      input.setAttribute("aria-invalid", String(Boolean(why)));
      const fact = factOf(input.dataset.event);
      if (day !== null && !why) store.setFacts({ [fact]: input.value }, "page");
      else if (!input.value && !why && store.fact(fact)) offerToForget(input, error, fact);
    });
  }
  draw();
  store.watch(draw);
}
