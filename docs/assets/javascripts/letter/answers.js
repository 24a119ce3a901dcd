// “检查你的回答”: every question that was asked, what was said, and the way back to it.
import { asked } from "../lib/asked.js";
import { isEmpty, spoken } from "../lib/fill.js";
import { element } from "#page";

/** One answer: its question, what was said, and the way back to it. */
function answer(field, values, wrong) {
  const said = spoken(field, values[field.id]);
  const row = element("div", "answers__row");
  const link = element("a", "answers__change", "改");
  link.href = `#field-${field.id}`;
  link.setAttribute("aria-label", `改：${field.label}`);
  const told = said !== null ? said : isEmpty(values[field.id]) ? "还没填" : String(values[field.id]);
  const change = element("dd", "answers__back");
  change.append(link);
  row.append(element("dt", "", field.label), element("dd", wrong ? "answers__wrong" : "", told), change);
  return row;
}

/** What could be said and was not: folded, each a way to its field. */
function unsaid(fields) {
  const fold = element("details", "fold");
  const list = element("ul");
  for (const f of fields) {
    const item = element("li");
    item.append(Object.assign(element("a", "", f.label), { href: `#field-${f.id}` }));
    list.append(item);
  }
  fold.append(element("summary", "", `没有填的${fields.length}项，可以不填`), list);
  return fold;
}

/** boxes: the form's groups; result: as desk.look() gives it. */
export function drawAnswers(desk, boxes, result) {
  const body = desk.form.querySelector("[data-answers-body]");
  const { fields, values } = asked(desk.source, desk.values);
  const wrong = new Set(result.errors.map((f) => f.field));
  const open = [];
  body.replaceChildren();
  for (const box of boxes) {
    const own = fields.filter((f) => f.group === box.dataset.step && !desk.form.querySelector(`[data-field="${f.id}"]`).hidden);
    const told = own.filter((f) => !isEmpty(values[f.id]) || f.required);
    open.push(...own.filter((f) => !told.includes(f)));
    if (!told.length) continue;
    const list = element("dl", "answers__list");
    list.append(...told.map((f) => answer(f, values, wrong.has(f.id))));
    body.append(element("h3", "", box.querySelector("legend").lastChild.textContent.trim()), list);
  }
  if (open.length) body.append(unsaid(open));
}
