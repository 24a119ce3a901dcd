// A rule that changed: the reader's day decides which of the two stands out. Both stay readable.
import { store } from "#store";
import { ruleOn } from "./lib/clock.js";
import { parse } from "#dates";
import { factOf } from "./store/events.js";

export function change(root) {
  const input = root.querySelector("input");
  const out = root.querySelector("[data-change-out]");
  const on = parse(root.dataset.on);
  const { event } = root.dataset;
  const fact = event && factOf(event); // a day that is no day of a case is only reckoned with here

  function draw() {
    const day = parse(input.value);
    const { side, text } = day === null ? { side: null, text: "" } : ruleOn(day, on);
    for (const node of root.querySelectorAll("[data-side]")) {
      node.classList.toggle("change__side--yours", node.dataset.side === side);
      node.classList.toggle("change__side--other", side !== null && node.dataset.side !== side);
    }
    out.textContent = text;
  }

  const take = () => {
    if (fact && document.activeElement !== input) input.value = store.fact(fact) || "";
    draw();
  };
  input.addEventListener("change", () => {
    draw();
    if (fact && parse(input.value) !== null) store.setFacts({ [fact]: input.value }, "changes");
  });
  take();
  store.watch(take);
}
