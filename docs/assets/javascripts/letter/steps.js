// On a phone the form is asked step by step: one group at a time, then “检查你的回答”, then the letter. Which step is in the address (#step-3, #check,
// #paper, #field-…), so that Back goes to the step before and a reload stays. On a wide screen all of it stands side by side as it is.
import { all } from "#page";
import { controls } from "./form.js";

const NARROW = "(max-width: 63.99em)"; // below it the sheet does not stand beside the form (site.css)
const SHORT = 480; // px: on a screen lower than this nothing sticks
const SHARE = 8; // the bar may take this part of the screen's height, no more: with large text it lets go

/** Where an address leads: {view: "step" | "check" | "paper", step, field?}; null where it is none of the letter's. */
export function placeOf(hash, groups) {
  if (hash === "#check" || hash === "#paper") return { view: hash.slice(1), step: groups.length - 1 };
  const [, number] = /^#step-(\d+)$/.exec(hash) || [];
  if (number) return groups[+number - 1] ? { view: "step", step: +number - 1 } : null;
  const [, id] = /^#field-([a-z0-9-]+)$/.exec(hash) || [];
  const step = groups.findIndex((fields) => fields.includes(id));
  return step < 0 ? null : { view: "step", step, field: id };
}

/** The bar sticks where it leaves enough to see. */
function loosen(bar) {
  bar.classList.toggle("letterbar--loose", innerHeight < SHORT || bar.offsetHeight * SHARE > innerHeight);
}

/** The buttons that lead on and back. way: {go(hash), last: how many steps, where(): the place as placeOf() gives it}. */
function buttons(desk, { go, last, where }) {
  const press = (name, lead) => desk.root.querySelector(`[${name}]`).addEventListener("click", () => go(lead(where())));
  let from = "#step-1"; // where the reader was before he looked at the paper
  press("data-step-back", ({ view, step }) => (view === "check" ? `#step-${last}` : `#step-${step}`));
  press("data-step-next", ({ step }) => (step === last - 1 ? "#check" : `#step-${step + 2}`));
  press("data-step-return", () => from);
  desk.root.querySelector('[data-letterbar] [href="#paper"]').addEventListener("click", () => {
    const { view, step } = where();
    if (view !== "paper") from = view === "check" ? "#check" : `#step-${step + 1}`;
  });
}

/** desk → {drawPlace(result), begin(), reveal(field), toProblems()} */
export function steps(desk) {
  const frame = desk.root.querySelector("[data-desk]");
  const boxes = all(desk.form, "[data-step]");
  const groups = boxes.map((box) => desk.source.fields.filter((f) => f.group === box.dataset.step).map((f) => f.id));
  const [answers] = all(desk.form, "[data-answers]");
  const [back] = all(desk.form, "[data-step-back]");
  const [next] = all(desk.form, "[data-step-next]");
  const bar = desk.root.querySelector("[data-letterbar]");
  const paper = desk.root.querySelector(".sheet");
  const media = matchMedia(NARROW);
  let at = { view: "step", step: 0 };
  let on = false;
  let aim = null; // what the reader is taken to on the page of the answers, if not its beginning

  function draw(result) {
    bar.querySelector("[data-letterbar-left]").textContent = result.errors.length ? `还差${result.errors.length}处` : "填好了，检查";
    if (on && at.view === "check") desk.drawAnswers(boxes, result);
  }

  /** The screen as `at` says; `move`: the reader asked for it and is taken there. */
  function show(move) {
    on = media.matches;
    frame.classList.toggle("desk--steps", on);
    document.documentElement.classList.toggle("has-letterbar", on);
    boxes[0].before(desk.summary);
    if (!on) return;
    frame.dataset.view = at.view;
    boxes.forEach((box, i) => box.classList.toggle("form__group--now", at.view === "step" && i === at.step));
    back.hidden = at.view === "step" && at.step === 0;
    next.hidden = at.view !== "step";
    next.textContent = at.step === boxes.length - 1 ? "检查你的回答" : "下一步";
    if (at.view === "check") {
      answers.after(desk.summary); // what is wrong stands below the answers here, above the questions elsewhere
      desk.checked = true;
      desk.draw();
    }
    loosen(bar);
    if (!move) return;
    if (at.field) {
      const [target] = controls(desk.form, at.field);
      target.focus({ preventScroll: true });
      target.scrollIntoView({ block: "center" });
      return;
    }
    const target = at.view === "check" && aim ? aim : { step: boxes[at.step], check: answers, paper }[at.view];
    aim = null;
    target.focus({ preventScroll: true });
    target.scrollIntoView({ block: "start" });
  }

  function go(hash) {
    if (location.hash === hash) follow();
    else location.hash = hash;
  }

  function follow() {
    const to = placeOf(location.hash, groups) || (location.hash ? null : { view: "step", step: 0 });
    if (!to) return; // an address of something else on the page
    at = to;
    show(true);
  }

  buttons(desk, { go, last: boxes.length, where: () => at });
  addEventListener("hashchange", follow);
  addEventListener("resize", () => {
    if (media.matches !== on) show(false);
    loosen(bar);
  });

  return {
    drawPlace: draw,
    begin() {
      at = placeOf(location.hash, groups) || at;
      show(Boolean(at.field));
    },
    /** Takes the reader to a field, wherever it is. */
    reveal(field) {
      if (on) return go(`#field-${field}`);
      const [target] = controls(desk.form, field);
      target.focus();
      target.scrollIntoView({ block: "center" });
      return undefined;
    },
    /** Takes the reader to the list of what is wrong. */
    toProblems() {
      if (!on) return desk.summary.focus();
      aim = desk.summary;
      return go("#check");
    },
  };
}
