// A message to the shop with a button that copies it.
import { copy, flash, quoted } from "./lib/page.js";

export function copyBox(root) {
  const button = root.querySelector("[data-copy]");
  const source = root.querySelector("[data-copy-source]");
  button.addEventListener("click", async () => {
    const done = await copy(quoted(source));
    flash(button, done ? "已复制，去粘贴" : "没能复制");
  });
}
