// Who comes back with a case is told what was changed on the page since he last looked, above everything else. What he saw is kept with his case.
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
  const note = element("div", "note note--warn");
  note.setAttribute("role", "status");
  const list = element("ul");
  list.append(...news.map((line) => line.cloneNode(true)));
  const done = Object.assign(element("button", "button button--quiet", "知道了"), { type: "button" });
  note.append(element("p", "note__title", `你上次看这一页是${words(parse(seen), false)}，后来改了：`), list, done);
  done.addEventListener("click", () => {
    store.setSeen(of);
    note.remove();
  });
  const title = document.querySelector("h1");
  if (title) title.after(note);
}
