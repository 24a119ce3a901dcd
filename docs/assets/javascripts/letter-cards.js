// Which letters have been begun on this device, on the cards that lead to them.
import { store } from "./store.js";
import { all } from "#page";

/** “有草稿” on the cards that lead to a letter. */
export function letterCards() {
  const draw = () => {
    for (const card of all(document, "[data-letter-card]")) {
      const [state] = all(card, "[data-letter-state]");
      const id = card.dataset.letterCard;
      const filled = store.draftNumbers(id).filter((n) => store.begun(id, n));
      state.textContent = filled.length > 1 ? `这台设备上有你的草稿，${filled.length}份` : filled.length ? "这台设备上有你的草稿" : "";
      state.hidden = !filled.length;
    }
  };
  draw();
  store.watch(draw);
}
