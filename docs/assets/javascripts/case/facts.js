// 人和事: what the case knows, each once, with where it came from and when. The one place where a fact is deleted.
import { parse, words } from "#dates";
import { put } from "../lib/limits.js";
import { element } from "#page";
import { button, field, input, longtext, status } from "./parts.js";

const LONG = new Set(["story.course", "claim.loss_detail", "seller.reason"]);
const DAYS = new Set(["settlement.due", "settlement.signed"]);
const TEL = new Set(["buyer.phone", "seller.phone", "helper.phone"]);

/** Where a fact came from, in words. */
export function sourceOf(origin, data) {
  const { on = "", from = "" } = origin || {};
  const letter = /^letter\/(.+)$/.exec(from);
  const place = letter ? `从《${data.letters[letter[1]]?.title || "一份文书"}》` : from === "page" ? "从情况的页面" : from === "old" ? "从以前存的" : "在这一页";
  return `${parse(on) === null ? "" : words(parse(on), false)}${place}填的`;
}

function control(name, value) {
  if (LONG.has(name)) return longtext(value);
  // a day that a letter's field may have kept as words stays words
  if (DAYS.has(name) && (!value || parse(value) !== null)) return input("date", value);
  return input(TEL.has(name) ? "tel" : "text", value);
}

export function facts(root, page) {
  const { store, data } = page;
  const say = status();
  const rows = []; // {name, control, source, remove, fold}

  function row(name) {
    const node = control(name, store.fact(name) || "");
    const source = element("p", "part__facts");
    const remove = button("删掉", () => {
      store.dropFact(name);
      put(node, "");
      say.textContent = `“${data.facts[name]}”删掉了。别的文书里也不再带上。`;
      node.focus();
    }, { name: `删掉“${data.facts[name]}”` });
    node.addEventListener("input", () => {
      const value = node.value.trim();
      if (value && value !== store.fact(name)) store.setFacts({ [name]: value }, "case");
    });
    // an emptied field is no wish to delete: the case still knows it, and the button beside says so
    node.addEventListener("blur", () => {
      if (!node.value.trim() && store.fact(name)) put(node, store.fact(name));
    });
    const line = field(data.facts[name], node);
    const foot = element("div", "part__foot");
    foot.append(source, remove);
    line.append(foot);
    rows.push({ name, control: node, source, remove, foot });
    return line;
  }

  function group(id, title) {
    const names = Object.keys(data.facts).filter((name) => name.split(".")[0] === id);
    const fold = element("details", "fold part__group");
    const count = element("span", "phase__count");
    const summary = element("summary", "", title);
    summary.append(count);
    fold.append(summary);
    if (id === "helper") fold.append(element("p", "", "替家人办的才填。“你”那一组写家人（买东西的本人）的，这里写代办人的。"));
    fold.append(...names.map(row));
    return { fold, count, names };
  }

  // days are events: they stand in their own parts
  const groups = Object.entries(data.groups).filter(([id]) => id !== "dates").map(([id, title]) => group(id, title));

  function draw() {
    for (const { name, control: node, source, foot } of rows) {
      const value = store.fact(name) || "";
      if (document.activeElement !== node && node.value !== value) put(node, value);
      foot.hidden = !value;
      // what is not known has no place on paper
      foot.parentElement.classList.toggle("field--unknown", !value);
      if (value) source.textContent = sourceOf(store.origin(name), data);
    }
    for (const { fold, count, names } of groups) {
      const known = names.filter((name) => store.fact(name)).length;
      fold.classList.toggle("part__group--unknown", !known);
      count.textContent = known ? `填了${known}项` : "还没填";
    }
  }

  root.querySelector("[data-body]").append(...groups.map((g) => g.fold), element("p", "part__facts", "日子记在“发生过的事”里。"), say);
  return draw;
}
