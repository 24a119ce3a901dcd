// 带走、搬家、清除: the case as a file and back, nothing kept after the tab is closed, everything gone.
import { casePage } from "./casepage.js";
import { parse, iso, today, words } from "#dates";
import { afterForgetting, CANNOT_FORGET } from "../lib/keeps.js";
import { ask, copy, download, element, script } from "#page";
import { leafWords, names, portrait } from "./portrait.js";
import { differences, fileName, LIMIT, readDocument, readFile, readText, toDocument } from "../store/carry.js";
import { nameOf } from "./names.js";
import { button, choice, field, longtext, redraw, status } from "./parts.js";

const MEGABYTE = 1024 * 1024;
const WHY = {
  empty: "这里面是空的，没有内容。",
  big: `太大了，没有读。案件的文件一般几十KB，这里最多收${LIMIT / MEGABYTE}MB。看看是不是选错了文件，比如照片、视频。`,
  encoding: "这份文件的文字编码不对（不是UTF-8），可能被别的程序打开、另存过。用原来导出的那一份。",
  unreadable: "读不出这个文件。可能挪走了，或者只在网盘里，先下载到本机再选。",
  truncated: "这份文件不完整，后面一段没有了，可能没传完。重新传一次，或者回原来的设备再导出。",
  foreign: "这不是本手册导出的案件，没有读。要选“案件-……”开头、.html或.json结尾的文件。",
  newer: "这是更新版本的手册导出的，这一版读不懂。刷新页面，或者用新版本打开，再带回来。",
  spoiled: "这份文件坏了，有的内容不是本手册会写的样子，没有读。回原来的设备再导出一次。",
};
const HANDED = "文件已交给浏览器下载。没有反应的（微信、QQ里常这样），用“复制数据”，粘贴到自己的笔记、邮件里。";
const SAME = "现在这台设备上的内容，一个字也没有改。";

const day = (text) => (parse(text) === null ? "" : words(parse(text), false));
const count = (n, what) => `${what}${n}项`;

/** The ids that leaves of these kinds speak of: [[path, value]] of every case. */
const idsIn = (leaves, kinds) => [...new Set(leaves.map(([path]) => path.split("/")).filter(([, , kind]) => kinds.includes(kind)).map(([, , , id]) => id))];

/** The words that these cases need on paper; without them (the connection was lost) ids stand in their place. cases: [{leaves}] */
async function bookOf({ data, url }, cases) {
  const leaves = cases.flatMap((one) => one.leaves);
  const lacking = (kinds, known, there = {}) => idsIn(leaves, kinds).filter((id) => known[id] && !there[id]);
  const letters = lacking(["draft", "help", "begun"], data.letters, window.handbookLetters);
  const situations = lacking(["tick"], data.situations, window.handbookSituations);
  const names_ = [...(window.handbookWords ? [] : ["case-words"]), ...letters.map((id) => `letter/${id}`), ...situations.map((id) => `case/${id}`)];
  // what did not come is told by what the file says
  await Promise.all(names_.map((name) => script(url(`assets/${name}.js`)).catch(() => {})));
  return names(data, { letters: window.handbookLetters, situations: window.handbookSituations, shared: window.handbookWords });
}

// ---------------------------------------------------------------- out

function out(page) {
  const { store, data } = page;
  const say = status();
  const box = element("div");
  const none = element("p", "", "还没有案件，没有要存的。");
  const which = choice([]);
  const whichRow = field("存哪一个", which);
  let inHand = null;
  const exported = () => iso(today());
  const chosen = () => toDocument(store.disk, exported(), which.value);
  const name = () => (which.value ? nameOf(store, data, which.value) : `全部${store.list().length}件`);

  const page_ = button("存成能打开的文件", async () => {
    const document_ = chosen();
    const called = name();
    const read = readDocument(document_).cases;
    const book = await bookOf(page, read);
    const cases = read.map((one) => ({ ...portrait(one.id, one.leaves, book), name: nameOf(store, data, one.id) }));
    download(new Blob([casePage(cases, document_, book)], { type: "text/html" }), fileName(called, document_.exported, "html"));
    say.textContent = HANDED;
  }, { quiet: false });
  const json = button("只存数据（JSON）", () => {
    const document_ = chosen();
    download(new Blob([JSON.stringify(document_, null, 1)], { type: "application/json" }), fileName(name(), document_.exported, "json"));
    say.textContent = HANDED;
  });
  const text = button("复制数据", async () => {
    const done = await copy(JSON.stringify(chosen()));
    say.textContent = done ? "数据已复制。粘贴到自己的笔记、邮件里存好；带回来时，整段粘贴到下面。" : "没能复制。用“存成能打开的文件”。";
  });
  const tools = element("p", "part__tools");
  tools.append(page_, json, text);
  box.append(
    element("p", "", "存成一个网页文件：发到微信、放进U盘，双击就能看、能打印，断网也行。换手机、换电脑，再从它带回来。"),
    element("p", "", "里面有姓名、电话、经过，发给谁先想好。证据的原文件不在里面，要另外存。"),
    whichRow,
    tools,
  );
  return {
    nodes: [element("h3", "", "存成一个文件"), none, box, say],
    draw() {
      const list = store.list();
      none.hidden = list.length > 0;
      box.hidden = !list.length;
      whichRow.hidden = list.length < 2;
      const options = [...list.map((one) => [one.id, nameOf(store, data, one.id)]), ...(list.length > 1 ? [["", `全部${list.length}个案件`]] : [])];
      // the case in hand, or what the reader chose since it was taken in hand
      const stays = inHand === store.current() && options.some(([id]) => id === which.value);
      const value = stays ? which.value : store.current() || "";
      inHand = store.current();
      which.replaceChildren(...options.map(([id, label]) => Object.assign(element("option", "", label), { value: id })));
      which.value = value;
    },
  };
}

// ---------------------------------------------------------------- in

const HOW = {
  new: "作为一个新案件，放在旁边",
  merge: "合并：文件里有的用文件里的，只在这台设备上有的留着",
  replace: "换成文件里的：只在这台设备上有的会删掉",
  skip: "这一个不要",
};

/** A list of changes under a fold; nothing where there is none. */
function changes(title, rows) {
  if (!rows.length) return [];
  const fold = element("details", "fold");
  const list = element("ul", "carry__changes");
  list.append(...rows.map((row) => element("li", "", row)));
  fold.append(element("summary", "", title), list);
  return [fold];
}

/** What taking a case would do, and the question how. → {node, how()} */
function preview(one, { store, data }, book, serial) {
  const told = differences(store.disk, one);
  const short = (path) => path.split("/").slice(2).join("/");
  const say = (path, value) => leafWords(short(path), value, book).filter(Boolean).join("：");
  const value = (path, v) => leafWords(short(path), v, book)[1] || "有";
  const box = element("fieldset", "carry__case");
  const title = one.name || portrait(one.id, one.leaves, book).facts.flatMap((group) => group.rows).map((row) => row.text)[0] || "没有名字的案件";
  box.append(element("legend", "", `“${title}”，${day(one.made)}开始记`));
  const numbers = [count(told.added.length, "新的"), count(told.changed.length, "不一样的"), count(told.same, "一样的"), count(told.gone.length, "只在这台设备上的")];
  const same = told.known && !told.added.length && !told.changed.length && !told.gone.length;
  box.append(
    element("p", "", told.known ? `这台设备上有同一个案件“${nameOf(store, data, one.id)}”。文件里：${numbers.join("，")}。` : `这台设备上没有这个案件。文件里一共${count(one.leaves.length, "")}。`),
    ...(same ? [element("p", "", "和这台设备上的完全一样，不用带回来。")] : []),
    ...changes(`不一样的${told.changed.length}项：现在的 → 文件里的`, told.changed.map(([path, there, here]) => `${leafWords(short(path), there, book)[0]}：${value(path, here)} → ${value(path, there)}`)),
    ...changes(`新的${told.added.length}项`, told.added.map(([path, v]) => say(path, v))),
    ...changes(`只在这台设备上的${told.gone.length}项`, told.gone.map(([path, v]) => say(path, v))),
  );
  const options = told.known ? ["merge", "replace", "new", "skip"] : ["merge", "skip"];
  const first = same ? "skip" : "merge";
  for (const how of options) {
    const radio = Object.assign(element("input"), { type: "radio", name: `carry-${serial}`, value: how, id: `carry-${serial}-${how}`, checked: how === first });
    const label = element("label", "option__label", !told.known && how === "merge" ? "带进来" : HOW[how]);
    label.htmlFor = radio.id;
    const line = element("div", "option");
    line.append(radio, label);
    box.append(line);
  }
  return { node: box, how: () => /** @type {HTMLInputElement} */ (box.querySelector("input:checked")).value };
}

function back(page) {
  const { store } = page;
  const say = status();
  const place = element("div", "carry__preview");
  const pick = Object.assign(element("input"), { type: "file", accept: ".html,.htm,.json,text/html,application/json", hidden: true });
  const pasted = longtext("", 0);
  let turn = 0;
  place.tabIndex = -1;

  function close(text) {
    place.replaceChildren();
    say.textContent = text;
  }

  async function show(reading) {
    turn += 1;
    const mine = turn;
    place.replaceChildren();
    say.textContent = "";
    const found = await reading;
    if (mine !== turn) return; // another file was chosen meanwhile
    if (found.why) {
      say.textContent = `${WHY[found.why]}${SAME}`;
      return;
    }
    const book = await bookOf(page, found.cases);
    if (mine !== turn) return;
    const parts = found.cases.map((one, i) => ({ one, ...preview(one, page, book, `${turn}-${i}`) }));
    const take = button("照这样带进来", () => {
      const chosen = parts.map(({ one, how }) => ({ id: one.id, leaves: one.leaves, how: how() })).filter((one) => one.how !== "skip");
      if (!chosen.length) close(`没有带进来。${SAME}`);
      else if (store.take(chosen)) close(`带进来了${chosen.length}个案件，现在打开的是它。`);
      else close(`这台设备的存储空间不够，放不下。${SAME}`);
    }, { quiet: false });
    const tools = element("p", "part__tools");
    tools.append(take, button("不带了", () => close(SAME)));
    const altered = element("p", "note note--warn", "这份文件和导出时不一样，可能传坏了，也可能被改过。逐项看清楚再决定。");
    altered.hidden = !found.altered;
    place.replaceChildren(element("h4", "", found.exported ? `${day(found.exported)}导出的文件，先看清会改什么` : "先看清会改什么"), altered, ...parts.map((part) => part.node), tools);
    place.focus();
  }

  pick.addEventListener("change", () => {
    const [file] = pick.files;
    pick.value = "";
    if (file) show(readFile(file));
  });
  const fold = element("details", "fold");
  const look = button("看看里面是什么", () => show(readText(pasted.value)));
  fold.append(element("summary", "", "没有文件，粘贴复制来的数据"), field("把数据整段粘贴在这里", pasted), look);
  const tools = element("p", "part__tools");
  tools.append(button("选文件", () => pick.click(), { quiet: false }));
  return {
    nodes: [
      element("h3", "", "从文件带回来"),
      element("p", "", `选以前存的.html或.json文件，最大${LIMIT / MEGABYTE}MB。先告诉你会改什么，你说好才改。文件里的程序不会运行，也不会打开它。`),
      tools,
      pick,
      fold,
      say,
      place,
    ],
    draw() {},
  };
}

// ---------------------------------------------------------------- what could not be read

function broken({ store }) {
  const place = element("div");
  return {
    nodes: [place],
    draw() {
      const texts = store.disk.broken();
      if (!texts.length) return void place.replaceChildren();
      const say = status();
      const get = button("取回这些内容", () => {
        download(new Blob([texts.join("\n\n")], { type: "text/plain" }), `读不出来的内容-${iso(today())}.txt`);
        say.textContent = "文件已交给浏览器下载。用记事本能打开，里面能认出来的字可以抄回案件里。没有反应的，用“复制”。";
      }, { key: "broken" });
      const take = button("复制这些内容", async () => {
        if (await copy(texts.join("\n\n"))) say.textContent = "已复制。粘贴到自己的笔记里，能认出来的字可以抄回案件里。";
      }, { key: "broken-copy" });
      redraw(place, element("h3", "", "读不出来的内容"), element("p", "", `这台设备上有${texts.length}份读不出来的内容，原样留着。这一页带不回它，可以取出来自己看。`), get, take, say);
    },
  };
}

// ---------------------------------------------------------------- nothing stays

function session({ store }) {
  const say = status();
  const now = element("p", "");
  const set = (on) => {
    if (!store.disk.setSession(on)) say.textContent = "没能改，这个浏览器不让网页这样存。用完按下面的“删除”。";
    else say.textContent = on ? "改好了，关掉这个标签页就没有了。" : "改好了，现在存在这台设备上。";
  };
  const turn = button("", () => {
    if (store.disk.session()) set(false);
    else
      ask(
        "关掉这个标签页，就什么也不留？",
        ["写的、勾的只放在这个标签页里。已经存在这台设备上的，也搬进来，关掉一起没有。", "别的标签页看不到。要留着的，先存成文件。"],
        [["不留", () => set(true)], ["照旧存着"]],
      );
  }, { key: "session" });
  const tools = element("p", "part__tools");
  tools.append(turn);
  return {
    nodes: [
      element("h3", "", "在别人的电脑、公用的电脑上"),
      now,
      element("p", "", "有的浏览器能“恢复关掉的页面”，会把它带回来。离开前再按一次下面的“删除”，最稳。"),
      tools,
      say,
    ],
    draw() {
      const on = store.disk.session();
      now.textContent = on ? "现在：关掉这个标签页，什么也不留。" : "现在：存在这台设备上，关掉再来还在，别人用这个浏览器也看得到。";
      turn.textContent = on ? "改成存在这台设备上" : "改成关掉就不留";
    },
  };
}

// ---------------------------------------------------------------- gone

/** What lies on this device, counted. */
const lying = (store) => ({ cases: store.list().length, leaves: store.disk.paths("").length, broken: store.disk.broken().length });
const inWords = ({ cases, leaves, broken: n }) => `案件${cases}个，内容${leaves}项${n ? `，读不出来的${n}份` : ""}`;

function gone({ store }) {
  const say = status();
  const forget = () => {
    const before = lying(store);
    const wasSession = store.disk.session();
    const done = store.forget();
    store.disk.reload();
    const after = lying(store);
    say.textContent = done
      ? `删掉了：${inWords(before)}。现在这台设备上：${inWords(after)}。${afterForgetting(location.protocol, wasSession)}存出去的文件还在你放的地方，要自己删。`
      : CANNOT_FORGET;
  };
  const remove = button("删除本机全部数据", () => {
    ask("删除本机全部数据？", [`现在有：${inWords(lying(store))}。`, "删了找不回来。要留的，先存成文件。"], [["全部删除", forget], ["不，留着"]]);
  }, { key: "forget" });
  const tools = element("p", "part__tools");
  tools.append(remove);
  return {
    nodes: [element("h3", "", "全部删除"), element("p", "", "案件、勾选、日期、文书草稿、证据的登记，都从这台设备上删掉。你手机、电脑里的原文件不动。"), tools, say],
    draw() {},
  };
}

export function carry(root, page) {
  const parts = [out, back, broken, session, gone].map((part) => part(page));
  root.querySelector("[data-body]").append(...parts.flatMap((part) => part.nodes));
  return () => {
    for (const part of parts) part.draw();
  };
}
