// Who comes back with a case is told in one line under the title what was changed on the page since he last looked. What he saw is kept with his case.
import { store } from "./store.js";
import { parse, words } from "#dates";
import { element } from "#page";

export function changed(root) {
  const of = root.dataset.of;
  const seen = store.seen(of);
  const news = seen ? [...root.querySelectorAll("[data-on]")].filter((line) => line.dataset.on > seen) : [];
  if (!news.length) {
    store.setSeen(of);
    return;
  }
  // one line until it is opened: what to do now stays on the first screen
  const note = element("details", "fold");
  const list = element("ul");
  list.append(...news.map((line) => line.cloneNode(true)));
  const done = Object.assign(element("button", "button button--quiet", "知道了"), { type: "button" });
  note.append(element("summary", "", `${words(parse(seen), false)}你看过以后，改了${news.length}处`), list, done);
  done.addEventListener("click", () => {
    store.setSeen(of);
    note.remove();
  });
  const title = document.querySelector("h1");
  if (title) title.after(note);
}
