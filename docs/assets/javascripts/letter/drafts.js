// Which draft of the letter is on the desk, what the drafts are called, how one is loaded and kept.
import * as store from "../store.js";
import { isEmpty } from "../lib/fill.js";
import { HELP } from "../lib/help.js";
import { all, ask, element } from "../lib/page.js";
import { controls, put, read } from "./form.js";

/** “有草稿” on the cards that lead to a letter. */
export function letterCards() {
  const draw = () => {
    for (const card of all(document, "[data-letter-card]")) {
      const [state] = all(card, "[data-letter-state]");
      const id = card.dataset.letterCard;
      const filled = store.draftNumbers(id).filter((n) => Object.entries(store.draft(id, n)).some(([key, v]) => key !== HELP && !isEmpty(v)));
      state.textContent = filled.length > 1 ? `这台设备上有你的草稿，${filled.length}份` : filled.length ? "这台设备上有你的草稿" : "";
      state.hidden = !filled.length;
    }
  };
  draw();
  store.watch(draw);
}

/** The first draft is the case's own; another one shares only who the writer is. */
const shares = (desk, field) => field.case && (desk.number === 1 || field.case.startsWith("buyer."));

/** Keeps what is typed, and gives the case the facts that came with it. */
export function save(desk) {
  const facts = {};
  for (const field of desk.source.fields) if (shares(desk, field)) facts[field.case] = desk.values[field.id];
  store.setDraft(desk.id, { ...desk.values }, facts, desk.number);
  drawNames(desk);
}

/** Puts the kept draft into the form; what the draft does not have, the case may know. */
export function load(desk) {
  const kept = store.draft(desk.id, desk.number);
  delete desk.values[HELP];
  if (kept[HELP] !== null && typeof kept[HELP] === "object") desk.values[HELP] = kept[HELP];
  for (const field of desk.source.fields) {
    const known = shares(desk, field) ? store.fact(field.case) : undefined;
    const value = kept[field.id] !== undefined && !isEmpty(kept[field.id]) ? kept[field.id] : (known ?? (field.type === "choices" ? [] : ""));
    put(desk.form, field, value);
    desk.values[field.id] = read(desk.form, field); // what the control could not take (an impossible date) is not kept as if it could
  }
}

/** “第2份：某某旗舰店” */
function name({ id, source }, n) {
  const kept = store.draft(id, n);
  const telling = source.fields.find((f) => f.type === "text" && !(f.case || "").startsWith("buyer.") && !/^(report-)?bureau$/.test(f.role || "") && !isEmpty(kept[f.id]));
  return `第${n}份${telling ? `：${[...String(kept[telling.id])].slice(0, 12).join("")}` : ""}`;
}

const select = (desk) => desk.root.querySelector("[data-drafts] select");

export function drawNames(desk) {
  const list = select(desk);
  const names = store.draftNumbers(desk.id).map((n) => [n, name(desk, n)]);
  if (names.map(([n, t]) => `${n}${t}`).join() !== [...list.options].map((o) => `${o.value}${o.textContent}`).join())
    list.replaceChildren(...names.map(([n, text]) => Object.assign(element("option", "", text), { value: n })));
  list.value = String(desk.number);
}

function open(desk, n) {
  desk.number = n;
  store.setOpenDraft(desk.id, n);
  desk.start();
}

/** The list of drafts and the button for another one. */
export function drafts(desk) {
  select(desk).addEventListener("change", (event) => {
    open(desk, +event.target.value);
    desk.say(`现在是第${desk.number}份。`);
  });
  desk.root.querySelector("[data-new-draft]").addEventListener("click", () => {
    const n = Math.max(...store.draftNumbers(desk.id)) + 1;
    store.setDraft(desk.id, {}, {}, n);
    open(desk, n);
    desk.say(`新的一份：第${n}份。前面写的都还在。`);
    controls(desk.form, desk.source.fields[0].id)[0].focus();
  });
}

/** 清空: this draft, or all of them, after asking. */
export async function clear(desk) {
  const numbers = store.draftNumbers(desk.id);
  const answer = await ask("清空这份文书？", ["填的内容会从这台设备上删掉，找不回来。别的文书不动。"], [
    ["yes", "清空", true],
    ...(numbers.length > 1 ? [["all", `${numbers.length}份都清空`]] : []),
    ["", "不，留着"],
  ]);
  if (answer !== "yes" && answer !== "all") return;
  for (const n of answer === "all" ? numbers : [desk.number]) store.clearDraft(desk.id, n);
  const cleared = answer === "all" || desk.number === 1;
  open(desk, 1);
  if (cleared) {
    // what the case knows comes back when the page is opened again, not while the reader wants it empty
    for (const field of desk.source.fields) {
      desk.values[field.id] = field.type === "choices" ? [] : "";
      put(desk.form, field, desk.values[field.id]);
    }
    desk.draw();
  }
  desk.say("已清空。");
}
