// The page “我的案件”, a script of its own: only that page loads it, after handbook.js, whose store it works on. It shows where one stands, what comes
// next and the days; what is written down and looked through comes in scripts that it fetches itself, with the lists that only they need.
import { start } from "./case/index.js";
import { ofLetters } from "./case/look.js";
import { turns } from "#later";
import { element, script } from "#page";

const LOST = "这一部分没有取到，可能断网了。记下的都在，刷新这一页再试一次。";

const root = document.querySelector("[data-case]");
if (root) {
  const base = new URL("./", location.href);
  const store = window.handbookStore;
  const load = (name) => script(new URL(`assets/${name}`, base));
  const letters = load("case-letters.js");
  const lists = load("case-lists.js");
  const begin = () => {
    const page = start(root, { store, data: { ...window.handbookCase, letters: window.handbookCaseLetters || {} }, base });
    const bring = (name, parts) =>
      Promise.all([letters, lists, load(name)]).then(
        () => page.add(window.handbookCaseParts, { ...window.handbookCaseLists, letters: window.handbookCaseLetters }, turns()),
        () => page.waiting(parts).forEach((place) => place.append(element("p", "", LOST))),
      );
    bring("case-parts.js", ["events", "situations", "letters", "facts", "cases"]);
    const late = () => bring("case-late.js", ["evidence", "carry"]);
    if (document.readyState === "complete") late();
    else addEventListener("load", late);
  };
  // what was written and sent says how such a case stands; another is told without it, and without it a case is told as far as it goes
  if (ofLetters(store)) letters.then(begin, begin);
  else begin();
}
