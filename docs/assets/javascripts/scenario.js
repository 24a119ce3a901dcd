// The bar at the bottom of a scenario page: the next open step, the first message, print.
import { all, copy, flash, quoted } from "./lib/page.js";
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
  for (const button of all(root, "[data-copy-first]")) {
    button.addEventListener("click", async () => {
      const chosen = all(root, "#first [data-copy-source]").find((source) => !source.closest("[hidden]"));
      const done = await copy(quoted(chosen));
      flash(button, done ? "已复制，去粘贴" : "没能复制");
    });
  }
  bar.querySelector("[data-print]").addEventListener("click", () => print(""));
  root.querySelector("[data-print-all]").addEventListener("click", () => print("full"));
  // beside the text there is room for the list of contents
  const wide = matchMedia("(min-width: 72em)");
  const contents = root.querySelector("[data-contents]");
  const place = () => (contents.open = wide.matches);
  wide.addEventListener?.("change", place); // Safari below 14 knows none
  place();
  document.body.classList.add("has-actions");
}
