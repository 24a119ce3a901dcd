// The bar at the bottom of a scenario page: the next open step, the first message, print.
import { copy, flash, quoted } from "./lib/page.js";
import { print } from "./lib/print.js";

export function scenario(root) {
  const bar = root.querySelector("[data-actions]");
  const next = bar.querySelector("[data-next-step]");
  next.addEventListener("click", (event) => {
    const open = [...root.querySelectorAll("[data-step]")].find((s) => !s.matches(".step--done, .step--na"));
    if (!open) return;
    event.preventDefault();
    open.closest("details").open = true;
    open.querySelector("input").focus({ preventScroll: true });
    open.scrollIntoView({ block: "center" });
  });
  const button = bar.querySelector("[data-copy-first]");
  button.addEventListener("click", async () => {
    const source = root.querySelector("#first [data-copy-source]");
    const done = await copy(quoted(source));
    flash(button, done ? "已复制" : "没能复制");
  });
  bar.querySelector("[data-print]").addEventListener("click", () => print(""));
  root.querySelector("[data-print-all]").addEventListener("click", () => print("full"));
  document.body.classList.add("has-actions");
}
