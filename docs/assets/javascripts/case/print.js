// A sheet for the printer alone: nothing else of the page goes onto the paper.
import { element } from "#page";
import { print } from "../lib/print.js";

export function printSheet(nodes) {
  const sheet = element("div", "printsheet");
  sheet.append(...nodes);
  document.getElementById("main").append(sheet);
  print("sheet", { over: () => sheet.remove() });
}
