// 现在怎么样: what the case has to ask, and that it was solved. In the places that now.js has left for them.
import { iso, parse, today, words } from "#dates";
import { element } from "#page";
import { factOf } from "../store/events.js";
import { UNSURE } from "./happened.js";
import { button, field, input, redraw, status } from "./parts.js";

/** The form that says on which day it was solved; done(ISO day | null). */
function solvedForm(done) {
  const form = element("form", "part__form");
  const day = input("date", iso(today()));
  day.required = true;
  day.max = iso(today());
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    if (parse(day.value) !== null && parse(day.value) <= today()) done(day.value);
    else day.focus();
  });
  const save = Object.assign(element("button", "button", "记下"), { type: "submit" });
  form.append(field("哪天解决的", day, "钱到账了、换好了、修好了，才算。"), save, button("还没有", () => done(null)));
  return form;
}

export function solving(root, page) {
  const { store } = page;
  const asks = root.querySelector("[data-asks]");
  const place = root.querySelector("[data-solving]");
  const say = status();
  let asking = false;

  /** A day that had two meanings: which one was it? */
  function unsure(event) {
    const box = element("div", "note note--warn");
    const day = words(parse(event.day), false);
    const is = (text, fact) =>
      button(text, () => {
        // of two days on which one first asked, the earlier
        store.together(() => {
          if (fact && (!store.fact(fact) || event.day < store.fact(fact))) store.setFacts({ [fact]: event.day }, "case");
          store.setEvent(event.id, undefined);
        });
        say.textContent = "记下了。";
      });
    const tools = element("p", "part__tools");
    tools.append(is("第一次向商家提出要求", factOf("refund-demanded")), is("发出退货通知", factOf("notice-sent")), is("都不是", ""));
    box.append(element("p", "note__title", `${day}这一天，是哪件事？`), element("p", "", "以前的手册把两件事记在一个日子上。期限从哪天算，要看它是哪件事。"), tools);
    return box;
  }

  function solvedTools(solved) {
    if (solved) return button("其实没有解决", () => store.solve(store.current(), undefined), { key: "unsolve" });
    if (!asking)
      return button("解决了", () => {
        asking = true;
        draw();
        place.querySelector("form input").focus();
      }, { key: "solve" });
    return solvedForm((day) => {
      asking = false;
      if (day) store.solve(store.current(), day);
      else draw();
      /** @type {HTMLElement | null} */ (place.querySelector('[data-key="solve"], [data-key="unsolve"]'))?.focus();
    });
  }

  function draw() {
    const { id, events, solved } = page.look();
    redraw(asks, ...events.filter((e) => e.kind === UNSURE && e.day).map(unsure));
    redraw(place, ...(id === null ? [] : [solvedTools(solved)]));
  }

  place.after(say);
  return draw;
}
