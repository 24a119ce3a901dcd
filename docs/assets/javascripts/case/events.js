// 发生过的事: one dated list of what happened. It feeds the story of letters, the clocks and the printed 沟通记录.
import { iso, parse, today, words } from "#dates";
import { ask, element } from "#page";
import { print } from "../lib/print.js";
import { KINDS, UNSURE } from "./happened.js";
import { button, choice, field, input, longtext, redraw, status } from "./parts.js";

const SIDES = { seller: "商家", platform: "平台", regulator: "12315、部门、消协", court: "法院", other: "别的人" };
// what is asked about each kind; a day of the vocabulary has the plain ones
const FIELDS = {
  contact: ["side", "who", "time", "how", "text", "promise", "proof"],
  reply: ["side", "who", "time", "how", "text", "promise", "proof"],
  sent: ["letter", "how", "proof", "text"],
  receipt: ["side", "text", "proof"],
  note: ["text", "proof"],
};
const PLAIN = ["text", "proof"];

const when = (event) => (parse(event.day) === null ? "哪天不记得了" : words(parse(event.day)));

/** What an entry says in one line. */
export function told(event, data) {
  const letter = event.letter && data.letters[event.letter] ? `《${data.letters[event.letter].title}》` : "";
  const title = data.events[event.kind] || (event.kind === UNSURE ? "提出要求或发出通知（没有分清）" : KINDS[event.kind]) || "别的事";
  return `${title}${letter}${event.side && SIDES[event.side] ? `（${[SIDES[event.side], event.who].filter(Boolean).join("，")}）` : ""}`;
}

/** The form of one entry. done(entry | null) */
function form(event, free, data, done) {
  const node = element("form", "part__form");
  const fixed = Boolean(data.events[event.kind]) && Boolean(event.id);
  const kind = choice(fixed ? [[event.kind, data.events[event.kind]]] : [...Object.entries(KINDS), ...free.map((id) => [id, data.events[id]])], event.kind);
  const controls = {
    side: choice([["", "没有写"], ...Object.entries(SIDES)], event.side || ""),
    letter: choice([["", "别的信"], ...Object.entries(data.letters).map(([id, l]) => [id, l.title])], event.letter || ""),
    who: input("text", event.who || "", 60),
    time: input("text", event.time || "", 20),
    how: input("text", event.how || "", 60),
    text: longtext(event.text || ""),
    promise: longtext(event.promise || ""),
    proof: input("text", event.proof || "", 120),
  };
  const rows = {
    side: field("对方是哪一方", controls.side),
    letter: field("哪一份", controls.letter),
    who: field("对方是谁", controls.who, "比如“客服小李”“某某市场监管所工作人员”。"),
    time: field("几点", controls.time, "比如“15:05”。"),
    how: field("怎么联系、怎么寄的", controls.how, "比如“平台聊天”“电话”“挂号信”。"),
    text: field("说了什么、发生了什么", controls.text),
    promise: field("答应了什么", controls.promise),
    proof: field("凭证", controls.proof, "比如“截图3张”“挂号单号”“证据2”。"),
  };
  const day = input("date", event.day || "");
  const wrong = element("p", "field__error");
  wrong.setAttribute("role", "alert");
  const show = () => {
    const wanted = FIELDS[kind.value] || PLAIN;
    for (const [name, row] of Object.entries(rows)) row.hidden = !wanted.includes(name);
  };
  kind.addEventListener("change", show);
  show();
  node.addEventListener("submit", (submitted) => {
    submitted.preventDefault();
    const value = parse(day.value);
    // a day that a clock runs from has to be one
    if (day.validity?.badInput || (data.events[kind.value] && value === null)) wrong.textContent = "填上是哪一天。";
    else if (value !== null && value > today()) wrong.textContent = "这一天还没到。事情发生以后再记。";
    else {
      const wanted = FIELDS[kind.value] || PLAIN;
      const said = Object.fromEntries(Object.entries(controls).map(([name, c]) => [name, (wanted.includes(name) && c.value.trim()) || undefined]));
      done({ ...said, kind: kind.value, day: day.value, from: "case" });
      return;
    }
    day.focus();
  });
  const save = Object.assign(element("button", "button", "记下"), { type: "submit" });
  node.append(field("是什么事", kind), field("哪天", day, "不记得的留空。"), wrong, ...Object.values(rows), save, button("不记了", () => done(null)));
  return node;
}

/** The list as 沟通记录: a table to print. */
function log({ events: found, name }, data) {
  const table = element("table", "log__table");
  const head = element("tr");
  for (const title of ["日期和时间", "怎么联系的", "什么事，对方是谁", "说了什么", "答应了什么", "凭证"]) head.append(Object.assign(element("th", "", title), { scope: "col" }));
  const rows = found.map((e) => {
    const row = element("tr");
    const date = parse(e.day) === null ? "" : words(parse(e.day), false);
    for (const text of [[date, e.time].filter(Boolean).join(" "), e.how, told(e, data), e.text, e.promise, e.proof]) row.append(element("td", "", text || ""));
    return row;
  });
  const header = element("thead");
  header.append(head);
  const bodies = element("tbody");
  bodies.append(...rows);
  table.append(header, bodies);
  return [element("h2", "", "沟通记录"), element("p", "", `案件：${name}。打印于${words(today(), false)}。`), table];
}

export function events(root, page) {
  const { store, data } = page;
  const list = element("ol", "part__list");
  const place = element("div");
  const paper = element("div", "log log--mine");
  const say = status();
  let editing = null; // {id, node}

  function edit(event, opener) {
    const free = Object.keys(data.events).filter((id) => !store.value(store.current(), `event/${id}`));
    const node = form(event, free, data, (entry) => {
      editing = null;
      if (entry) {
        const id = data.events[entry.kind] ? entry.kind : event.id;
        store.setEvent(id, entry);
        say.textContent = "记下了。";
      }
      draw();
      /** @type {HTMLElement | null} */ (root.querySelector(`[data-key="${opener}"]`))?.focus();
    });
    editing = { id: event.id || "", node };
    draw();
    node.querySelector(event.id ? "input" : "select").focus();
  }

  function remove(event) {
    const gone = () => {
      store.setEvent(event.id, undefined);
      say.textContent = "删掉了。";
      add.focus();
    };
    ask(`删掉“${told(event, data)}”？`, [`${when(event)}的这一条会从案件里删掉，用到它的期限也不再算。`], [["删掉", gone], ["不，留着"]]);
  }

  function row(event) {
    const item = element("li", "part__item");
    if (editing?.id === event.id) {
      item.append(editing.node);
      return item;
    }
    const title = told(event, data);
    item.append(element("p", "part__facts", [when(event), event.time, event.how].filter(Boolean).join("，")), element("p", "part__title", title));
    if (event.text) item.append(element("p", "part__text", event.text));
    if (event.promise) item.append(element("p", "part__text", `答应了：${event.promise}`));
    if (event.proof) item.append(element("p", "part__facts", `凭证：${event.proof}`));
    const tools = element("p", "part__tools");
    tools.append(
      button("改", () => edit(event, `edit-${event.id}`), { key: `edit-${event.id}`, name: `改：${when(event)}${title}` }),
      button("删", () => remove(event), { key: `drop-${event.id}`, name: `删：${when(event)}${title}` }),
    );
    item.append(tools);
    return item;
  }

  const add = button("记一件事", () => edit({ kind: "contact", day: iso(today()) }, "add-event"), { quiet: false, key: "add-event" });
  const printLog = button("打印沟通记录", () => print("log"));
  const tools = element("p", "part__tools");
  tools.append(add, printLog, button("打印空白表", () => print("log-blank")));

  function draw() {
    const seen = page.look();
    const found = seen.events;
    if (editing && editing.id && !found.some((e) => e.id === editing.id)) editing = null;
    redraw(list, ...found.map(row));
    list.hidden = !found.length;
    printLog.hidden = !found.length;
    paper.replaceChildren(...log(seen, data));
    redraw(place, ...(editing && !editing.id ? [editing.node] : []));
  }

  root.querySelector("[data-body]").append(list, place, tools, say, paper);
  return draw;
}
