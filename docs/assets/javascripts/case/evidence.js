// 证据: what is still missing, the register, is a file still the same, and the sheets that come of it. A file is read here, piece by piece, and
// neither sent nor kept: only what is known about it.
import { today, words } from "#dates";
import { isEmpty } from "../lib/fill.js";
import { Cancelled, fingerprint } from "../lib/hash.js";
import { put } from "../lib/limits.js";
import { ask, element } from "#page";
import { called, checked, grouped, listed, moment, moved, needs, ordered, size } from "../lib/proofs.js";
import { button, choice, field, input, link, longtext, redraw, status } from "./parts.js";
import { printSheet } from "./print.js";
import { hashSheet, listSheet } from "./sheets.js";

/** Every step of the chosen situations that asks for evidence, each shared one once; done in one situation is done. */
function stepsOf(store, situations) {
  const found = new Map();
  for (const { id, title, url, steps } of situations) {
    for (const step of Object.values(steps).flat()) {
      if (!step.evidence) continue;
      const done = store.tick(id, step.id) !== undefined;
      const before = found.get(step.id);
      if (before) before.done = before.done || done;
      else found.set(step.id, { ...step, title, url, done });
    }
  }
  return [...found.values()];
}

/** A file input that a button opens. */
function picker(picked) {
  const node = Object.assign(element("input"), { type: "file", multiple: true, hidden: true });
  node.addEventListener("change", () => {
    const files = [...node.files];
    node.value = ""; // the same file may be picked again
    if (files.length) picked(files);
  });
  return node;
}

/** The bar that shows how far the reading has come, with a button that calls it off. */
function reading() {
  const root = element("div", "proofs__reading");
  const line = element("p", "");
  const bar = Object.assign(element("progress"), { max: 1 });
  bar.setAttribute("aria-label", "读文件");
  let controller = null;
  root.hidden = true;
  root.append(line, bar, button("停下", () => controller?.abort()));
  return {
    root,
    /** Reads files one after another; each(file, hash) for every one that was read. → how it ended, a sentence or "". */
    async run(files, each) {
      if (controller) return "上一批还在读，等它读完。";
      controller = new AbortController();
      root.hidden = false;
      const failed = [];
      let ended = "";
      for (const [i, file] of files.entries()) {
        line.textContent = `正在读第${i + 1}个，共${files.length}个：${file.name}（${size(file.size)}）`;
        bar.value = 0;
        try {
          each(file, await fingerprint(file, { signal: controller.signal, said: (share) => (bar.value = share) }));
        } catch (error) {
          if (error instanceof Cancelled) {
            ended = `停下了，还有${files.length - i}个没读。`;
            break;
          }
          failed.push(file.name);
        }
      }
      controller = null;
      root.hidden = true;
      return [ended, failed.length ? `读不出来：${failed.join("、")}。可能挪走了、正被别的程序占着，或者只在网盘里，先下载到本机再选。` : ""].filter(Boolean).join("");
    },
  };
}

/** The fields of one entry. keep(changes): what the reader wrote. */
function fields(entry, data, keep) {
  const forms = data.register ? Object.entries(data.register.forms) : [];
  const [proves, original] = data.examples[entry.what] || ["哪天、什么事", "本人手机里，没有删改"];
  const like = (text) => `比如“${text}”`;
  const controls = {
    title: [input("text", "", 80), "名称：证据目录里怎么叫", like("订单详情页截图")],
    what: [choice([["", "不选"], ...Object.entries(data.evidence)]), "哪一种", ""],
    source: [input("text", "", 120), "从哪里来、哪天取得", like("平台订单页，本人账号，11月20日截取")],
    proves: [longtext(""), "证明什么，一句话", like(proves)],
    original: [input("text", "", 120), "原件在哪里", like(original)],
    form: [choice([["", "不选"], ...forms]), "交上去的样子", ""],
    pages: [input("text", "", 20), "页码", like("1至3")],
  };
  const hints = {};
  const rows = Object.entries(controls).map(([name, [control, label, hint]]) => {
    control.addEventListener("input", () => keep({ [name]: control.value.trim() || undefined }));
    const row = field(label, control, hint);
    hints[name] = row.querySelector(".field__hint");
    return row;
  });
  return {
    rows: data.register ? rows : rows.filter((_, i) => Object.keys(controls)[i] !== "form"),
    /** What is kept, into the fields that nobody is in; the examples go with the kind. */
    show(now) {
      for (const [name, [control]] of Object.entries(controls)) if (document.activeElement !== control) put(control, now[name] || "");
      const said = data.examples[now.what];
      if (said) ["proves", "original"].forEach((name, i) => (hints[name].textContent = like(said[i])));
    },
  };
}

/** One entry of the register, drawn once and then brought up to date: what the reader is writing in stays. */
function entryItem(id, entry, { store, data, list, say }) {
  const keep = (changes) => {
    if (store.proofs()[id]) store.setProof(id, changes);
  };
  const place = (by) => store.together(() => Object.entries(moved(list(), id, by)).forEach(([one, no]) => store.setProof(one, { no })));
  const item = element("li", "part__item proofs__item");
  const fold = element("details", "fold");
  const title = element("summary");
  const facts = element("p", "part__facts");
  const hash = element("p", "part__facts");
  const form = fields(entry, data, keep);
  const tools = element("p", "part__tools");
  const up = button("往上", () => place(-1), { key: `up-${id}` });
  const down = button("往下", () => place(1), { key: `down-${id}` });
  const gone = () => {
    store.setProof(id, undefined);
    say.textContent = "删去了一件。";
  };
  const remove = button("删去这一件", () => {
    ask(`删去“${called(store.proofs()[id])}”？`, ["登记的内容会删掉。原来的文件不动。"], [["删去", gone], ["不，留着"]]);
  }, { key: `remove-${id}` });
  tools.append(up, down, remove);
  fold.append(title, facts, hash, ...form.rows, tools);
  item.append(fold);
  return {
    item,
    fold,
    show(now, count) {
      title.textContent = `证据${now.number}：${called(now)}`;
      for (const [node, name] of [[up, "往上"], [down, "往下"], [remove, "删去这一件"]]) node.setAttribute("aria-label", `${name}：证据${now.number}`);
      up.disabled = now.number === 1;
      down.disabled = now.number === count;
      const file = now.sha256 ? [now.title ? now.name : "", size(now.size || 0), moment(now.time) && `文件时间${moment(now.time)}`] : ["没有文件"];
      const open = ["source", "proves", "original"].filter((name) => isEmpty(now[name])).length;
      facts.textContent = [...file, open ? `还有${open}格没写` : ""].filter(Boolean).join("，");
      hash.hidden = !now.sha256;
      hash.replaceChildren("SHA-256：", element("code", "proofs__hash", now.sha256 ? grouped(now.sha256) : ""));
      form.show(now);
    },
  };
}

/** What the situations ask for and nobody has yet. begin(what, withFile) */
function needItem(need, { data, url, situations }, begin) {
  const name = data.evidence[need.what];
  const item = element("li", `part__item${need.perishable.length ? " proofs__need--now" : ""}`);
  const steps = element("ul", "proofs__steps");
  for (const step of need.steps) {
    const line = element("li");
    line.append(link(step.do, url(step.url)), situations().length > 1 ? `（${step.title}）` : "");
    steps.append(line);
  }
  const tools = element("p", "part__tools");
  tools.append(
    button("选文件登记", () => begin(need.what, true), { key: `pick-${need.what}`, name: `选文件登记：${name}` }),
    button("没有文件，也登记", () => begin(need.what, false), { key: `thing-${need.what}`, name: `没有文件，也登记：${name}` }),
  );
  item.append(element("p", "part__title", name), ...need.perishable.map((sentence) => element("p", "proofs__perishable", `会消失：${sentence}`)), steps, tools);
  return item;
}

/** What is missing: open what perishes, folded what can wait. → draw(list of entries) */
function missingPart(page, begin) {
  const { store, data } = page;
  const root = element("div");
  const title = element("h3", "", "先留会消失的");
  const say = element("p", "");
  const [now, later] = [element("ul", "part__list"), element("ul", "part__list")];
  const fold = element("details", "fold");
  const summary = element("summary");
  const had = element("p", "part__facts");
  fold.append(summary, later);
  root.append(title, say, now, fold, had);
  function draw(list) {
    const found = needs(stepsOf(store, page.situations()), list, Object.keys(data.evidence));
    const missing = found.filter((need) => need.state === "missing");
    const urgent = missing.filter((need) => need.perishable.length);
    const wait = missing.filter((need) => !need.perishable.length);
    const rest = found.filter((need) => need.state !== "missing");
    title.hidden = now.hidden = !urgent.length;
    fold.hidden = !wait.length;
    had.hidden = !rest.length;
    say.hidden = missing.length > 0;
    say.textContent = found.length ? "你选的情况要的证据，都有了或者勾过了。" : "选了“遇到的是哪种情况”，这里会说还缺哪些证据，哪些会消失。";
    redraw(now, ...urgent.map((need) => needItem(need, page, begin)));
    redraw(later, ...wait.map((need) => needItem(need, page, begin)));
    summary.textContent = `${urgent.length ? "其他" : ""}还没有的${wait.length}种`;
    const told = rest.map((need) => `${data.evidence[need.what]}（${need.have.length ? `证据${need.have.join("、")}` : "清单里勾过，还没登记"}）`);
    had.textContent = `已经有的：${told.join("、")}。`;
  }
  return { root, draw };
}

/** The register's values into the letter that lists evidence, after asking where something else stands there. */
function intoLetter({ store, data, url }, list, say) {
  const { register, letters } = data;
  const { values, left } = listed(list, register);
  const n = store.openDraft(register.letter);
  const there = store.draft(register.letter, n);
  const lost = Object.keys(values).filter((name) => !isEmpty(there[name]) && there[name] !== values[name]);
  const write = () => {
    store.setDraft(register.letter, n, Object.fromEntries(Object.entries(values).map(([name, value]) => [name, value || undefined])));
    const { title, url: address } = letters[register.letter];
    say.replaceChildren(
      left ? `写进去了前${register.items.length}件。还有${left}件放不下，用“打印证据目录”，任意多件都行。` : "写进去了。",
      link(`去看“${title}”`, url(address)),
    );
  };
  if (lost.length) ask("换掉证据目录里原来写的？", [`那份文书里有${lost.length}格写的和登记的不一样，会换成登记的。`], [["换成登记的", write], ["不，留着"]]);
  else write();
}

/** Files that are looked at again, each with what became of it. */
function recheck(list, results) {
  const nodes = [];
  return (file, sha256) => {
    const { state, proof } = checked({ name: file.name, sha256 }, list());
    const text = {
      same: proof && `和登记的证据${proof.number}一样，一个字节也没有变。`,
      changed: proof && `和证据${proof.number}同名，内容不一样了。找没改过的那一份；改过的别当原件交。`,
      unknown: "没有登记过。",
    }[state];
    const item = element("li", `proofs__checked proofs__checked--${state}`);
    item.append(element("strong", "", { same: "一样", changed: "变了", unknown: "没见过" }[state]), ` ${file.name}：${text}`);
    nodes.push(item);
    results.replaceChildren(...nodes);
    results.hidden = false;
  };
}

/** What the register becomes: two sheets of paper and a letter. */
function sheetTools(page, list, say) {
  const { store, data } = page;
  const who = () => store.fact("buyer.name") || "";
  const tools = element("p", "part__tools");
  tools.append(
    button("打印证据目录", () => printSheet(listSheet(list(), { who: who(), forms: data.register?.forms || {} }))),
    button("打印校验单", () => printSheet(hashSheet(list(), { who: who(), today: words(today(), false) }))),
    ...(data.register ? [button(`写进“${data.letters[data.register.letter].title}”`, () => intoLetter(page, list(), say))] : []),
  );
  return tools;
}

export function evidence(root, page) {
  const { store, data } = page;
  const list = () => ordered(store.proofs());
  const say = status();
  const rows = element("ol", "part__list");
  const results = element("ul", "proofs__results");
  const bar = reading();
  const items = new Map();
  let kind; // what the files that are being picked are evidence of
  let shown = null; // the case
  results.hidden = true;

  function add(entry) {
    const no = Math.max(0, ...list().map((one) => one.no || 0)) + 1;
    return store.setProof(undefined, { ...entry, no });
  }

  function openUp(id) {
    const it = items.get(id);
    if (!it) return;
    it.fold.open = true;
    it.fold.querySelector("input")?.focus();
  }

  async function register(files) {
    const what = kind;
    const place = store.current();
    const added = [];
    const twice = [];
    const ended = await bar.run(files, (file, sha256) => {
      if (place !== null && store.current() !== place) return;
      const had = list().find((one) => one.sha256 === sha256);
      if (had) twice.push(`${file.name}（证据${had.number}）`);
      else {
        const time = file.lastModified ? new Date(file.lastModified).toISOString() : undefined;
        added.push(add({ name: file.name, kind: file.type || undefined, size: file.size, time, at: new Date().toISOString(), sha256, what }));
      }
    });
    if (added.length === 1) openUp(added[0]);
    say.textContent = [added.length ? `登记了${added.length}个文件。写上证明什么、原件在哪里。` : "", twice.length ? `登记过的没有再记：${twice.join("、")}。` : "", ended].filter(Boolean).join("");
  }

  const files = picker(register);
  const again = picker(async (picked) => {
    const ended = await bar.run(picked, recheck(list, results));
    say.textContent = ended || `核对了${picked.length}个文件。`;
  });
  function begin(what, withFile) {
    kind = what;
    if (withFile) files.click();
    else openUp(add({ name: what ? data.evidence[what] : "还没起名的证据", what }));
  }

  const missing = missingPart(page, begin);
  const tools = sheetTools(page, list, say);
  tools.append(button("核对文件变没变", () => again.click()));
  const head = element("p", "part__tools");
  head.append(button("选文件登记", () => begin(undefined, true), { quiet: false }), button("没有文件的（实物、纸质、证人）", () => begin(undefined, false)));
  const told = element("p", "", "选手机、电脑里的文件，这里算出它的校验值。文件不上传，也不存在这里，只记名字、大小、时间和校验值。原文件自己留好，别改、别删。");
  const body = root.querySelector("[data-body]");
  body.append(missing.root, element("h3", "", "登记手里的证据"), told, head, bar.root, files, again, say, rows, tools, results);

  return function draw() {
    const now = list();
    if (shown !== store.current()) results.hidden = true; // they were about another case
    shown = store.current();
    missing.draw(now);
    const ids = now.map((entry) => entry.id);
    for (const [id, it] of items) {
      if (ids.includes(id)) continue;
      it.item.remove();
      items.delete(id);
    }
    for (const entry of now) if (!items.has(entry.id)) items.set(entry.id, entryItem(entry.id, entry, { store, data, list, say }));
    const order = ids.map((id) => items.get(id).item);
    const focused = document.activeElement;
    if (order.some((node, i) => rows.children[i] !== node)) {
      rows.append(...order);
      if (focused instanceof HTMLElement && rows.contains(focused)) focused.focus();
    }
    for (const entry of now) items.get(entry.id).show(entry, now.length);
    rows.hidden = !now.length;
    tools.hidden = !now.length;
  };
}
