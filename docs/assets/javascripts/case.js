// The page “我的案件”, a script of its own: only that page loads it, after handbook.js, whose store it works on.
import { start } from "./case/index.js";
import { element, script } from "#page";

const LOST = "这一部分没有取到，可能断网了。记下的都在，刷新这一页再试一次。";

const root = document.querySelector("[data-case]");
if (root) {
  const base = new URL("./", location.href);
  const page = start(root, { store: window.handbookStore, data: window.handbookCase, base });
  const late = () =>
    script(new URL("assets/case-late.js", base)).then(
      () => page.add(window.handbookCaseLate),
      () => page.waiting().forEach((place) => place.append(element("p", "", LOST))),
    );
  if (document.readyState === "complete") late();
  else addEventListener("load", late);
}
