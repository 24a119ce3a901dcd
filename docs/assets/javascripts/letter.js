// A letter: the form, the live sheet, the text to copy, the print. Nothing half-filled leaves without saying so.
import * as store from "./store.js";
import { all, ask, copy, element, flash, script } from "./lib/page.js";
import { check } from "./lib/checks.js";
import { today } from "./lib/dates.js";
import { clean, fill, isEmpty, toText } from "./lib/fill.js";
import { rows } from "./lib/rows.js";
import { amount } from "./letter/amounts.js";
import { online } from "./letter/online.js";
import { tool } from "./letter/tools.js";

const HELP = "_help"; // beside the values of a draft: what was ticked and typed in the helping hands

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

let library = null;

/** The .docx library and the template, once, when somebody first asks for a file. */
function docx(base) {
  library =
    library ||
    Promise.all([script(new URL("assets/docx.js", base)), script(new URL("assets/letter-template.js", base))]).then(
      () => (rows_, draft) => window.handbookDocx(window.handbookLetterTemplate, rows_, draft),
    );
  library.catch(() => {
    library = null; // a lost connection: the next press tries again
  });
  return library;
}

/** Hands a file to the browser. Browsers inside other apps may drop it without a word; the page always offers copy and print beside it. */
function download(blob, name) {
  const link = element("a");
  link.href = URL.createObjectURL(blob);
  link.download = name;
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(link.href), 60000);
}

export function letter(root, { base }) {
  const id = root.dataset.letter;
  const source = JSON.parse(root.querySelector("[data-source]").textContent);
  const fields = Object.fromEntries(source.fields.map((f) => [f.id, f]));
  const form = root.querySelector("[data-form]");
  const paper = root.querySelector("[data-paper]");
  const tools = root.querySelector("[data-tools]");
  const summary = root.querySelector("[data-summary]");
  const status = tools.querySelector("[data-status]");
  const drafts = root.querySelector("[data-drafts]");
  const values = {};
  const touched = new Set();
  let number = store.openDraft(id); // which of the drafts

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

  /** The filled letter and what is wrong with it. */
  function look() {
    const findings = check(source, values, { today: today() });
    return { ...fill(source, values), findings, errors: findings.filter((f) => f.level === "error") };
  }

  function drawPaper(result) {
    paper.replaceChildren(element("h2", "paper__title", source.title));
    const unready = result.errors.length > 0;
    paper.classList.toggle("paper--draft", unready);
    if (unready) paper.append(element("p", "paper__draft", `草稿：${result.missing.length ? "还没填完" : "有地方要改"}，不要照这样交出去`));
    for (const row of rows(source.title, result.lines).slice(1)) {
      const node = row.kind === "heading" ? element("h3", "paper__heading") : element("p", `paper__line paper__line--${row.kind}`);
      for (const run of row.runs) {
        if (run.blank) {
          const pen = element("span", "pen");
          pen.style.setProperty("--pen", String(Math.min(run.blank.width, 24)));
          pen.append(element("span", "pen__label", run.blank.blank));
          node.append(pen);
        } else if (run.field) node.append(element("span", "filled", run.text));
        else node.append(run.text);
      }
      paper.append(node);
    }
  }

  function drawErrors(result, everyField) {
    for (const field of source.fields) {
      const box = form.querySelector(`[data-field="${field.id}"]`);
      const error = box.querySelector("[data-error]");
      const missing = result.missing.includes(field.id);
      const found = (everyField || (touched.has(field.id) && !missing)) && result.findings.find((f) => f.field === field.id);
      const wrong = Boolean(found) && found.level === "error";
      error.textContent = !found ? "" : wrong ? (missing ? "这里要填" : found.why) : `留意：${found.why}`;
      error.hidden = !found;
      error.classList.toggle("field__error--soft", Boolean(found) && !wrong);
      box.classList.toggle("field--wrong", wrong);
      for (const c of controls(field.id)) c.setAttribute("aria-invalid", String(wrong));
    }
  }

  function drawSummary(result) {
    const open = result.findings;
    const soft = open.length - result.errors.length;
    summary.replaceChildren();
    summary.hidden = open.length === 0;
    if (!open.length) return;
    const title = [result.errors.length ? `还有${result.errors.length}处要补` : "", soft ? `${soft}处请再看一眼` : ""].filter(Boolean).join("，");
    summary.classList.toggle("summary--soft", !result.errors.length);
    summary.append(element("p", "summary__title", title));
    const list = element("ul");
    for (const { field, why, level } of open) {
      const link = element("a", "", `${level === "error" ? "" : "留意 · "}${fields[field].label}：${why}`);
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

  /** What the helping hands may do. */
  const desk = {
    source,
    base,
    values: () => values,
    label: (field) => fields[field].label,
    kept: (key) => (values[HELP] && values[HELP][key]) || {},
    keep(key, state) {
      values[HELP] = { ...values[HELP], [key]: state };
      keep();
      draw();
    },
    /** Starts another letter's first draft with what is known; what was written there stays. */
    begin(letter_, known) {
      const there = store.draft(letter_);
      const open = Object.entries(known).filter(([key, value]) => isEmpty(there[key]) && !isEmpty(value));
      store.setDraft(letter_, { ...there, ...Object.fromEntries(open) });
      store.setOpenDraft(letter_, 1);
    },
    set(field, value) {
      put(fields[field], value);
      values[field] = read(fields[field]);
      touched.add(field);
      keep();
      draw();
    },
  };
  const helps = [
    ...[...root.querySelectorAll("[data-amount]")].map((node) => amount(node, source.amounts[+node.dataset.amount], desk)),
    ...[...root.querySelectorAll("[data-tool]")].map((node) => tool(node, desk)),
  ];
  const drawOnline = online(root.querySelector("[data-online]"), source, () => values);
  let checked = false; // after the first try to send, every missing blank is named until it is filled

  function draw() {
    const result = look();
    drawPaper(result);
    drawErrors(result, checked);
    if (checked) drawSummary(result);
    drawOnline();
    for (const h of helps) h.draw();
    return result;
  }

  /** The first draft is the case's own; another one shares only who the writer is. */
  const shares = (field) => field.case && (number === 1 || field.case.startsWith("buyer."));

  function keep() {
    const facts = {};
    for (const field of source.fields) if (shares(field)) facts[field.case] = values[field.id];
    store.setDraft(id, { ...values }, facts, number);
    drawDrafts();
  }

  /** “第2份：某某旗舰店” */
  function draftName(n) {
    const kept = store.draft(id, n);
    const telling = source.fields.find((f) => f.type === "text" && !(f.case || "").startsWith("buyer.") && f.id !== "bureau" && !isEmpty(kept[f.id]));
    return `第${n}份${telling ? `：${[...String(kept[telling.id])].slice(0, 12).join("")}` : ""}`;
  }

  function drawDrafts() {
    const select = drafts.querySelector("select");
    const names = store.draftNumbers(id).map((n) => [n, draftName(n)]);
    if (names.map(([n, t]) => `${n}${t}`).join() !== [...select.options].map((o) => `${o.value}${o.textContent}`).join())
      select.replaceChildren(...names.map(([n, text]) => Object.assign(element("option", "", text), { value: n })));
    select.value = String(number);
  }

  function load() {
    const kept = store.draft(id, number);
    delete values[HELP];
    if (kept[HELP] !== null && typeof kept[HELP] === "object") values[HELP] = kept[HELP];
    for (const field of source.fields) {
      const known = shares(field) ? store.fact(field.case) : undefined;
      const value = kept[field.id] !== undefined && !isEmpty(kept[field.id]) ? kept[field.id] : (known ?? (field.type === "choices" ? [] : ""));
      put(field, value);
      values[field.id] = read(field); // what the control could not take (an impossible date) is not kept as if it could
    }
  }

  function change(n) {
    number = n;
    store.setOpenDraft(id, n);
    touched.clear();
    checked = false;
    summary.hidden = true;
    load();
    for (const h of helps) h.reset();
    drawDrafts();
    draw();
  }

  /** 发送前体检. True where nothing is wrong, or the reader wants the letter as it stands; `anyway` names the draft, `fine` overrules warnings. */
  async function ready(result, anyway, fine) {
    if (!result.findings.length) return true;
    checked = true;
    draw();
    const wrong = result.errors.length;
    const lines = result.findings.map((f) => (f.level === "error" && f.why === "还没填" ? fields[f.field].label : `${f.level === "error" ? "" : "留意："}${fields[f.field].label}：${f.why}`));
    const answer = await ask(wrong ? `还有${wrong}处没填好` : `有${lines.length}处请再看一眼`, lines, [
      ["back", wrong ? "回去补" : "回去看看", true],
      ["go", wrong ? anyway : fine],
    ]);
    if (answer === "go") return true;
    summary.focus();
    return false;
  }

  function print(mode) {
    document.body.dataset.printing = mode;
    window.print();
  }

  load();
  drawDrafts();
  drafts.querySelector("select").addEventListener("change", (event) => {
    change(+event.target.value);
    status.textContent = `现在是第${number}份。`;
  });
  drafts.querySelector("[data-new-draft]").addEventListener("click", () => {
    const n = Math.max(...store.draftNumbers(id)) + 1;
    store.setDraft(id, {}, {}, n);
    change(n);
    status.textContent = `新的一份：第${n}份。前面写的都还在。`;
    controls(source.fields[0].id)[0].focus();
  });

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
    if (!(await ready(draw(), "照样复制，空处会标出来", "没问题，复制"))) return;
    const done = await copy(toText(source.title, fill(source, values).lines));
    if (!done) getSelection().selectAllChildren(paper);
    flash(button, done ? "已复制，去粘贴" : "没能复制，已选中，请长按复制");
    status.textContent = done ? "全文已复制。" : "浏览器不让复制。右边的全文已选中，请长按或按Ctrl+C复制。";
  });
  tools.querySelector("[data-print-filled]").addEventListener("click", async () => {
    if (await ready(draw(), "印成草稿", "没问题，打印")) print("filled");
  });
  tools.querySelector("[data-docx]").addEventListener("click", async (event) => {
    const button = event.currentTarget;
    if (!(await ready(draw(), "下载草稿", "没问题，下载"))) return;
    const result = look();
    const draft = result.errors.length > 0;
    button.disabled = true;
    try {
      const make = await docx(base);
      download(make(rows(source.title, result.lines), draft), `${source.title}${draft ? "（草稿）" : ""}.docx`);
      status.textContent = "Word文件已交给浏览器下载。没有反应的（微信、QQ里常这样），用“复制全文”或“打印填好的”。";
    } catch {
      status.textContent = "没能生成Word文件，可能是断网了。用“复制全文”或“打印填好的”，内容一样。";
    } finally {
      button.disabled = false;
    }
  });
  tools.querySelector("[data-print-blank]").addEventListener("click", () => print("blank"));
  tools.querySelector("[data-clear]").addEventListener("click", async () => {
    const numbers = store.draftNumbers(id);
    const answer = await ask("清空这份文书？", ["填的内容会从这台设备上删掉，找不回来。别的文书不动。"], [
      ["yes", "清空", true],
      ...(numbers.length > 1 ? [["all", `${numbers.length}份都清空`]] : []),
      ["", "不，留着"],
    ]);
    if (answer !== "yes" && answer !== "all") return;
    for (const n of answer === "all" ? numbers : [number]) store.clearDraft(id, n);
    const cleared = answer === "all" || number === 1;
    change(1);
    if (cleared) {
      // what the case knows comes back when the page is opened again, not while the reader wants it empty
      for (const field of source.fields) {
        values[field.id] = field.type === "choices" ? [] : "";
        put(field, values[field.id]);
      }
      draw();
    }
    status.textContent = "已清空。";
  });
  addEventListener("beforeprint", () => {
    if (!document.body.dataset.printing) document.body.dataset.printing = source.fields.every((f) => isEmpty(values[f.id])) ? "blank" : "filled";
  });
  addEventListener("afterprint", () => {
    delete document.body.dataset.printing;
  });

  draw();
}
