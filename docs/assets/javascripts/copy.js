// A message to the shop with a button that copies it, and says what is still to be filled in.
import { blanksIn } from "./blanks.js";
import { copy, element, flash, quoted } from "#page";

export function copyBox(root) {
  const button = root.querySelector("[data-copy]");
  const source = root.querySelector("[data-copy-source]");
  const said = element("p", "say__said");
  said.setAttribute("role", "status");
  root.append(said);
  button.addEventListener("click", async () => {
    const left = blanksIn(source);
    const done = await copy(quoted(source));
    flash(button, done ? "已复制，去粘贴" : "没能复制", ""); // said below, with the blanks
    said.textContent = `${done ? "已复制。" : "没能复制。"}${left.length ? `还有${left.length}处空着：${left.join("、")}。发之前补上。` : ""}`;
  });
}
