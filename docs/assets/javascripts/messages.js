// What to write to the other side: chips that say whose case it is, and the facts that fill the blanks, typed once and kept with the case.
import { store } from "#store";
import { offerToForget, wrongDay } from "./lib/known.js";
import { all } from "#page";

/** Where a fact is typed: {input, error, fact, isDay}. */
function field(input) {
  const error = document.getElementById(`${input.id}-error`);
  const fact = input.dataset.asks;
  const isDay = input.type === "date";
  const keep = () => {
    const value = input.value.trim();
    if (value) store.setFacts({ [fact]: value }, "page");
  };
  if (!isDay) input.addEventListener("input", keep);
  input.addEventListener("change", () => {
    const wrong = isDay ? wrongDay(input) : "";
    error.textContent = wrong;
    error.hidden = !wrong;
    input.setAttribute("aria-invalid", String(Boolean(wrong)));
    if (wrong) return;
    if (isDay) keep();
    if (!input.value.trim() && store.fact(fact)) offerToForget(input, error, fact, "它");
  });
  return { input, error, fact };
}

export function messages(root) {
  const of = root.dataset.of;
  const variants = all(root, "[data-message]");
  const chips = /** @type {HTMLInputElement[]} */ (all(root, "[data-chips] input"));
  const fields = /** @type {HTMLInputElement[]} */ (all(root, "[data-asks]")).map(field);
  const draw = () => {
    const kept = store.message(of);
    const chosen = variants.find((v) => v.dataset.message === kept) || variants[0];
    for (const variant of variants) variant.hidden = variant !== chosen;
    for (const chip of chips) chip.checked = chip.value === chosen.dataset.message;
    for (const { input, error, fact } of fields) {
      const known = store.fact(fact) || "";
      if (document.activeElement === input || input.value === known) continue;
      input.value = known;
      error.hidden = true; // what was said about the value that stood here
      input.removeAttribute("aria-invalid");
    }
  };
  // a step leads to the message that is sent there: an address with its anchor chooses it, or it would stay hidden
  const named = () => {
    const meant = variants.find((variant) => location.hash === `#${variant.id}`);
    if (!meant) return;
    store.setMessage(of, meant.dataset.message);
    draw();
    meant.scrollIntoView();
  };
  addEventListener("hashchange", named);
  root.classList.toggle("messages--chips", chips.length > 0);
  for (const chip of chips) chip.addEventListener("change", () => store.setMessage(of, chip.value));
  draw();
  named();
  store.watch(draw);
}
