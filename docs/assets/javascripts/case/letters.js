// 文书：写了的，寄了的: drafts with a way to them, and of each that it was sent, on which day, with what proof.
import { iso, parse, today, words } from "#dates";
import { element } from "#page";
import { factOf } from "../store/events.js";
import { button, field, input, link, redraw, status } from "./parts.js";

/** done({day, how, proof} | null) */
function sentForm(title, done) {
  const form = element("form", "part__form");
  const day = input("date", iso(today()));
  const how = input("text", "", 60);
  const proof = input("text", "", 120);
  const wrong = element("p", "field__error");
  wrong.setAttribute("role", "alert");
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const value = parse(day.value);
    if (value === null) wrong.textContent = "填上哪天寄的。";
    else if (value > today()) wrong.textContent = "这一天还没到。寄出以后再记。";
    else {
      done({ day: day.value, how: how.value.trim(), proof: proof.value.trim() });
      return;
    }
    day.focus();
  });
  const save = Object.assign(element("button", "button", "记下"), { type: "submit" });
  form.append(
    field(`《${title}》哪天寄的`, day),
    wrong,
    field("怎么寄的", how, "比如“平台聊天”“挂号信”“12315网页”。"),
    field("凭证", proof, "比如“截图”“挂号单号”“投诉编号”。"),
    save,
    button("还没寄", () => done(null)),
  );
  return form;
}

export function letters(root, page) {
  const { store, data } = page;
  const list = element("ul", "part__list");
  const more = element("div", "part__more");
  const say = status();
  let asking = null; // {id, node}

  /** Keeps that a letter was sent, and the day that sending it is, where the case does not have that day yet. */
  function keep(id, sent) {
    const { marks } = page.look().letters[id];
    const said = Object.fromEntries(Object.entries(sent).filter(([, text]) => text));
    store.together(() => {
      store.setEvent("", { ...said, day: sent.day, kind: "sent", letter: id, from: "case" });
      if (marks && !store.fact(factOf(marks))) store.setFacts({ [factOf(marks)]: sent.day }, `letter/${id}`);
    });
    say.textContent = `记下了：${words(parse(sent.day), false)}寄出《${data.letters[id].title}》。`;
  }

  function row(id, drafted, sent) {
    const { title, url } = data.letters[id];
    const item = element("li", "part__item");
    const name = element("p", "part__title");
    name.append(link(title, page.url(url)));
    item.append(name);
    const drafts = store.draftNumbers(id).length;
    if (drafted) item.append(element("p", "part__facts", drafts > 1 ? `写了${drafts}份` : "写了草稿"));
    for (const event of sent) {
      const facts = [event.how, event.proof ? `凭证：${event.proof}` : "还没有记凭证"].filter(Boolean).join("，");
      item.append(element("p", "part__text", `${parse(event.day) === null ? "哪天不记得了" : words(parse(event.day), false)}寄出（${facts}）`));
    }
    if (!sent.length) item.append(element("p", "part__facts", "还没有记寄出"));
    if (asking?.id === id) {
      item.append(asking.node);
      return item;
    }
    const tools = element("p", "part__tools");
    tools.append(button(sent.length ? "又寄了一次" : "寄出了", () => open(id), { key: `sent-${id}`, name: `《${title}》${sent.length ? "又寄了一次" : "寄出了"}` }));
    item.append(tools);
    return item;
  }

  function open(id) {
    const node = sentForm(data.letters[id].title, (sent) => {
      asking = null;
      if (sent) keep(id, sent);
      draw();
      /** @type {HTMLElement | null} */ (list.querySelector(`[data-key="sent-${id}"]`))?.focus();
    });
    asking = { id, node };
    draw();
    node.querySelector("input").focus();
  }

  function draw() {
    const { events, drafts, situations } = page.look();
    const sent = events.filter((e) => e.kind === "sent" && data.letters[e.letter]);
    const mine = [...new Set([...drafts.filter((id) => data.letters[id]), ...sent.map((e) => e.letter)])];
    redraw(list, ...mine.map((id) => row(id, drafts.includes(id), sent.filter((e) => e.letter === id))));
    list.hidden = !mine.length;
    const fit = [...new Set(situations.flatMap((s) => s.letters))].filter((id) => !mine.includes(id));
    const links = fit.map((id) => {
      const item = element("li");
      item.append(link(data.letters[id].title, page.url(data.letters[id].url)));
      return item;
    });
    const also = element("ul");
    also.append(...links);
    const all = element("p", "more");
    all.append(link("全部文书", page.url("letters/index.html")));
    more.replaceChildren(...(links.length ? [element("p", "", mine.length ? "这种情况还用得上：" : "还没有写。这种情况用得上："), also] : mine.length ? [] : [element("p", "", "还没有写文书。")]), all);
  }

  root.querySelector("[data-body]").append(list, more, say);
  return draw;
}
