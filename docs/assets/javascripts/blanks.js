// The blanks of what is to be sent: what the case knows stands in them; what it does not know stays to be seen.
import { store } from "#store";
import { inWords } from "./lib/known.js";
import { all } from "#page";

/** What the blanks in a message still ask for, each once: ["订单号", "金额"]. */
export const blanksIn = (node) => [...new Set(all(node, "[data-fact]:not([data-filled])").map((blank) => blank.dataset.label))];

export function blanks() {
  const places = all(document, "[data-fact]");
  const draw = () => {
    for (const place of places) {
      const value = store.fact(place.dataset.fact);
      place.toggleAttribute("data-filled", Boolean(value));
      place.textContent = value ? inWords(value) : `【${place.dataset.label}】`;
    }
  };
  if (!places.length) return;
  draw();
  store.watch(draw);
}
