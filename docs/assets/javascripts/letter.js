// A letter: the form, the live sheet, the text to copy, the print. Nothing half-filled leaves without saying so.
import * as store from "./store.js";
import { ask, copy, flash } from "./lib/page.js";
import { clean, fill, isEmpty, toText } from "./lib/fill.js";

/** “有草稿” on the cards that lead to a letter. */
export function letterCards() {
  const draw = () => {
    for (const card of document.querySelectorAll("[data-letter-card]")) {
      const state = card.querySelector("[data-letter-state]");
      const has = Object.values(store.draft(card.dataset.letterCard)).some((v) => !isEmpty(v));
      state.textContent = has ? "这台设备上有你的草稿" : "";
      state.hidden = !has;
    }
  };
  draw();
  store.watch(draw);
}

function element(tag, className, text) {
  const node = document.createElement(tag);
  if (className) node.className = className;
  if (text !== undefined) node.textContent = text;
  return node;
}

export function letter(root) {
  const id = root.dataset.letter;
  const source = JSON.parse(root.querySelector("[data-source]").textContent);
  const fields = Object.fromEntries(source.fields.map((f) => [f.id, f]));
  const form = root.querySelector("[data-form]");
  const paper = root.querySelector("[data-paper]");
  const tools = root.querySelector("[data-tools]");
  const summary = root.querySelector("[data-summary]");
  const status = tools.querySelector("[data-status]");
  const values = {};
  const touched = new Set();

  const controls = (field) => [...form.elements].filter((c) => c.name === field);

  function read(field) {
    const nodes = controls(field.id);
    if (field.type === "choice") return (nodes.find((n) => n.checked) || {}).value || "";
    if (field.type === "choices") return nodes.filter((n) => n.checked).map((n) => n.value);
    return clean(nodes[0].value, field.type === "longtext");
  }

  function put(field, value) {
    const nodes = controls(field.id);
    if (field.type === "choice") for (const n of nodes) n.checked = n.value === value;
    else if (field.type === "choices") for (const n of nodes) n.checked = Array.isArray(value) && value.includes(n.value);
    else nodes[0].value = typeof value === "string" ? value : "";
  }

  function drawPaper(result) {
    paper.replaceChildren(element("h2", "paper__title", source.title));
    const unready = result.missing.length + result.wrong.length > 0;
    paper.classList.toggle("paper--draft", unready);
    if (unready) paper.append(element("p", "paper__draft", "草稿：还没填完，不要照这样交出去"));
    for (const line of result.lines) {
      const node = line.kind === "heading" ? element("h3", "paper__heading") : element("p", `paper__line paper__line--${line.kind}`);
      if (line.number) node.append(`${line.number}. `);
      for (const run of line.runs) {
        if (run.blank) {
          const pen = element("span", "pen");
          pen.style.setProperty("--pen", String(Math.min(run.width, 24)));
          pen.append(element("span", "pen__label", run.blank));
          node.append(pen);
        } else if (run.field) node.append(element("span", "filled", run.text));
        else node.append(run.text);
      }
      paper.append(node);
    }
  }

  function drawErrors(result, all) {
    const why = Object.fromEntries(result.wrong.map((w) => [w.field, w.why]));
    for (const field of source.fields) {
      const box = form.querySelector(`[data-field="${field.id}"]`);
      const error = box.querySelector("[data-error]");
      let text = why[field.id] && (all || touched.has(field.id)) ? why[field.id] : "";
      if (!text && all && result.missing.includes(field.id)) text = "这里要填";
      error.textContent = text;
      error.hidden = !text;
      box.classList.toggle("field--wrong", Boolean(text));
      for (const c of controls(field.id)) c.setAttribute("aria-invalid", String(Boolean(text)));
    }
  }

  function drawSummary(result) {
    const open = [...result.wrong, ...result.missing.map((field) => ({ field, why: "还没填" }))];
    summary.replaceChildren();
    summary.hidden = open.length === 0;
    if (!open.length) return;
    summary.append(element("p", "summary__title", `还有${open.length}处要补`));
    const list = element("ul");
    for (const { field, why } of open) {
      const link = element("a", "", `${fields[field].label}：${why}`);
      link.href = `#field-${field}`;
      link.addEventListener("click", (event) => {
        event.preventDefault();
        const target = controls(field)[0];
        target.focus();
        target.scrollIntoView({ block: "center" });
      });
      const item = element("li");
      item.append(link);
      list.append(item);
    }
    summary.append(list);
  }

  let checked = false; // after the first try to send, every missing blank is named until it is filled

  function draw() {
    const result = fill(source, values);
    drawPaper(result);
    drawErrors(result, checked);
    if (checked) drawSummary(result);
    return result;
  }

  function keep() {
    const facts = {};
    for (const field of source.fields) if (field.case) facts[field.case] = values[field.id];
    store.setDraft(id, values, facts);
  }

  /** True where the letter is complete, or the reader wants it as it stands. */
  async function ready(result, anyway) {
    if (!result.missing.length && !result.wrong.length) return true;
    checked = true;
    draw();
    const names = [...result.wrong.map((w) => w.field), ...result.missing].map((f) => fields[f].label);
    const answer = await ask(`还有${names.length}处没填好`, names, [
      ["back", "回去补", true],
      ["go", anyway],
    ]);
    if (answer === "go") return true;
    summary.focus();
    return false;
  }

  function print(mode) {
    document.body.dataset.printing = mode;
    window.print();
  }

  const kept = store.draft(id);
  for (const field of source.fields) {
    const known = field.case ? store.fact(field.case) : undefined;
    values[field.id] = kept[field.id] !== undefined && !isEmpty(kept[field.id]) ? kept[field.id] : (known ?? (field.type === "choices" ? [] : ""));
    put(field, values[field.id]);
    values[field.id] = read(field); // what the control could not take (an impossible date) is not kept as if it could
  }

  form.addEventListener("input", (event) => {
    const field = fields[event.target.name];
    if (!field) return;
    values[field.id] = read(field);
    keep();
    draw();
  });
  form.addEventListener("change", (event) => {
    if (!fields[event.target.name]) return;
    touched.add(event.target.name);
    draw();
  });
  form.addEventListener("submit", (event) => event.preventDefault());

  tools.querySelector("[data-copy-letter]").addEventListener("click", async (event) => {
    const button = event.currentTarget;
    if (!(await ready(draw(), "照样复制，空处会标出来"))) return;
    const done = await copy(toText(source.title, fill(source, values).lines));
    if (!done) getSelection().selectAllChildren(paper);
    flash(button, done ? "已复制，去粘贴" : "没能复制，已选中，请长按复制");
    status.textContent = done ? "全文已复制。" : "浏览器不让复制。右边的全文已选中，请长按或按Ctrl+C复制。";
  });
  tools.querySelector("[data-print-filled]").addEventListener("click", async () => {
    if (await ready(draw(), "印成草稿")) print("filled");
  });
  tools.querySelector("[data-print-blank]").addEventListener("click", () => print("blank"));
  tools.querySelector("[data-clear]").addEventListener("click", async () => {
    const answer = await ask("清空这份文书？", ["填的内容会从这台设备上删掉，找不回来。别的文书不动。"], [
      ["yes", "清空", true],
      ["", "不，留着"],
    ]);
    if (answer !== "yes") return;
    store.clearDraft(id);
    touched.clear();
    checked = false;
    summary.hidden = true;
    for (const field of source.fields) {
      values[field.id] = field.type === "choices" ? [] : "";
      put(field, values[field.id]);
    }
    draw();
    status.textContent = "已清空。";
  });
  addEventListener("beforeprint", () => {
    if (!document.body.dataset.printing) document.body.dataset.printing = Object.values(values).every(isEmpty) ? "blank" : "filled";
  });
  addEventListener("afterprint", () => {
    delete document.body.dataset.printing;
  });

  draw();
}
