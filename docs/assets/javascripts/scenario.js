// The bar at the bottom of a scenario page: the next open step, the message to read before it is copied, print.
import { all } from "#page";
import { print } from "./lib/print.js";
import { store } from "#store";
import { parse, words } from "#dates";

/** On paper the dates stand on page 1, and the box beside them says what the case knows. */
function handout(root) {
  const box = root.querySelector("[data-handout]");
  const dates = root.querySelector("#deadlines");
  const [place] = all(root, "#checklist");
  const messages = root.querySelector("#message");
  if (!box) return;
  const fill = (text) => {
    for (const cell of all(box, "[data-fact]")) cell.textContent = text(cell.dataset.fact);
  };
  addEventListener("beforeprint", () => {
    root.querySelector("#first").after(dates || "", box);
    fill((fact) => {
      const known = store.fact(fact) || "";
      const day = parse(known);
      return day === null ? known : words(day, false);
    });
  });
  addEventListener("afterprint", () => {
    messages.before(box);
    if (dates) place.after(dates);
    fill(() => "");
  });
}

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
  // what a message says, whoever sends it says: it is read first, and copied by the button beside it
  for (const button of all(root, "[data-see-first]")) {
    button.addEventListener("click", (event) => {
      event.preventDefault();
      const message = all(root, "#first [data-copy-source]").find((source) => !source.closest("[hidden]"));
      for (let node = /** @type {any} */ (message); node; node = node.parentElement) if (node.tagName === "DETAILS") node.open = true;
      message.tabIndex = -1;
      message.focus({ preventScroll: true });
      message.scrollIntoView({ block: "center" });
    });
  }
  bar.querySelector("[data-print]").addEventListener("click", () => print(""));
  root.querySelector("[data-print-all]").addEventListener("click", () => print("full"));
  root.querySelector("[data-print-large]")?.addEventListener("click", () => print("large"));
  handout(root);
  // beside the text there is room for the list of contents
  const wide = matchMedia("(min-width: 72em)");
  const contents = root.querySelector("[data-contents]");
  const place = () => (contents.open = wide.matches);
  wide.addEventListener?.("change", place); // Safari below 14 knows none
  place();
  document.body.classList.add("has-actions");
}
