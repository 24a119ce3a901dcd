// “算一算”: sums that the letter's data asks for. No number before every condition is ticked; the rule's articles stand beside it.
import { compute } from "../lib/amounts.js";
import { isEmpty } from "../lib/fill.js";
import { allTicked, plain, sumState } from "../lib/help.js";
import { copy, element, flash } from "#page";

let serial = 0;

function labelled(input, text) {
  serial += 1;
  input.id = `help-${serial}`;
  const label = element("label", "", text);
  label.htmlFor = input.id;
  return label;
}

/** One result: the sum, how it was reached, its articles, and a button that takes it into the letter. */
function result(r, help, desk) {
  const node = element("div", "tool__result");
  const line = element("p", "", `${r.title}：`);
  line.append(element("strong", "", `${r.amount}元`), element("span", "", `。${r.why}。`));
  const cites = element("span", "cites");
  cites.append(element("span", "cites__word", "依据"));
  for (const c of help.citations) {
    const link = element("a", "cite", c.label);
    link.href = new URL(c.url, desk.base);
    cites.append(link);
  }
  line.append(cites);
  const button = element("button", "button button--quiet", help.into ? `填进“${desk.label(help.into)}”` : "复制这句话");
  button.type = "button";
  button.addEventListener("click", async () => {
    if (!help.into) {
      flash(button, (await copy(`${r.title}${r.amount}元：${r.why}（${help.citations.map((c) => c.label).join("、")}）。`)) ? "已复制" : "没能复制");
      return;
    }
    desk.set(help.into, r.amount);
    if (help.how) desk.set(help.how, r.why);
    flash(button, "填好了");
  });
  node.append(line, button);
  return node;
}

/** A condition to tick. */
function condition(text, checked, change) {
  const box = element("input");
  box.type = "checkbox";
  box.checked = checked;
  const row = element("div", "option");
  row.append(box, labelled(box, text));
  box.addEventListener("change", () => change(box.checked));
  return row;
}

/** An amount that no field of the letter gives. */
function question(text, value, change) {
  const input = element("input");
  input.type = "text";
  input.inputMode = "decimal";
  input.value = value;
  input.addEventListener("input", () => change(input.value));
  const row = element("div", "field");
  const label = labelled(input, text);
  label.className = "field__label";
  row.append(label, input);
  return row;
}

/** One help: the sum as the page has it, and the fields it takes from and gives to. → {draw, reset, shows} */
export function amount(root, help, desk) {
  const body = root.querySelector("[data-tool-body]");
  const own = help.inputs.filter(({ id }) => !help.uses[id]);
  const out = element("div", "tool__out");
  out.setAttribute("role", "status");
  let built = false;

  const state = () => sumState(desk.values(), help.rule);
  const keep = (edit) =>
    desk.keep(help.rule, (kept) => {
      const { ticked, inputs, again } = plain(kept);
      const next = { ticked, inputs, ...edit({ ticked, inputs }) };
      // a reader who has begun to tick again needs the word no longer
      return again && !next.ticked.length ? { ...next, again } : next;
    });

  function draw() {
    if (!built) return;
    const values = desk.values();
    const given = Object.fromEntries(Object.entries(help.uses).map(([id, field]) => [id, values[field]]));
    const short = !allTicked(help, values);
    const missing = Object.values(help.uses).find((field) => isEmpty(values[field]));
    const found = short ? null : compute(help, { ...state().inputs, ...given });
    if (short) out.replaceChildren(element("p", "", "上面每一条都符合、都勾了，才算得上。有一条不符合，就不要这样要求。"));
    else if (missing) out.replaceChildren(element("p", "", `先填“${desk.label(missing)}”。`));
    else if (!found) out.replaceChildren(element("p", "", "把上面的金额填好，只写数字。"));
    else out.replaceChildren(...found.map((r) => result(r, help, desk)));
  }

  function build() {
    const { ticked, inputs, again } = state();
    body.replaceChildren(
      ...(again ? [element("p", "tool__say", "手册更新了，这里以前的勾不知道对应哪一条，请对照着再勾一次。")] : []),
      ...help.conditions.map(({ id, text }) =>
        condition(text, ticked.includes(id), (on) => keep((now) => ({ ticked: [...now.ticked.filter((x) => x !== id), ...(on ? [id] : [])] }))),
      ),
      ...own.map(({ id, label }) => question(label, inputs[id] || "", (value) => keep((now) => ({ inputs: { ...now.inputs, [id]: value } })))),
      out,
    );
    built = true;
    draw();
  }

  root.addEventListener("toggle", () => root.open && !built && build());
  if (root.open) build(); // opened before this was there
  return { draw, reset: () => built && build(), shows: state };
}
