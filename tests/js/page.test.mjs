// The small modules of a page: what a press, a key or a day does to what is seen.
import assert from "node:assert/strict";
import { test } from "node:test";
import { $, $$, body, key, press, settled, text } from "./help/dom.mjs";
import { store } from "../../docs/assets/javascripts/store.js";
import { change } from "../../docs/assets/javascripts/change.js";
import { copyBox } from "../../docs/assets/javascripts/copy.js";
import { keeping } from "../../docs/assets/javascripts/keeping.js";
import { ask, copy, download, element, flash, openForPrint, quoted } from "../../docs/assets/javascripts/lib/page.js";
import { print, printedByCommand } from "../../docs/assets/javascripts/lib/print.js";
import { afterForgetting } from "../../docs/assets/javascripts/lib/keeps.js";
import { menu } from "../../docs/assets/javascripts/menu.js";
import { scenario } from "../../docs/assets/javascripts/scenario.js";
import { terms } from "../../docs/assets/javascripts/terms.js";
import { themeButton } from "../../docs/assets/javascripts/theme-button.js";

const clipboard = (works) => {
  const kept = [];
  Object.defineProperty(navigator, "clipboard", { value: { writeText: (t) => (works ? Promise.resolve(kept.push(t)) : Promise.reject(new Error("no"))) }, configurable: true });
  return kept;
};

// ------------------------------------------------------------------ menu

test("the menu closes on Escape, with the focus back, and on a press elsewhere", () => {
  const root = body('<details><summary>菜单</summary><a href="#x">去</a></details><p>别处</p>');
  menu(root);
  root.open = true;
  key(document.body, "a");
  assert.equal(root.open, true);
  key(document.body, "Escape");
  assert.equal(root.open, false);
  assert.equal(document.activeElement, $("summary"));
  $("summary").blur();
  key(document.body, "Escape");
  assert.equal(document.activeElement, document.body, "没有打开，就不动焦点");
  root.open = true;
  press($("a"));
  assert.equal(root.open, true, "在菜单里面按，不关");
  press($("p"));
  assert.equal(root.open, false);
  assert.equal(document.activeElement, document.body, "按别处关掉，不抢焦点");
});

// ------------------------------------------------------------------ terms

const TERMS = `<article><h2>冷静期</h2><p><a href="#">冷静期</a>在链接里。</p><p id="one">网上买的有冷静期，冷静期里可以退。<b>经营者</b>要管。</p><p id="two">电子商务经营者和经营者。</p>
  <div id="loose">经营者不在段落里</div>
  <aside class="terms"><p><a href="glossary.html">本页用到的词，“词语”里有解释</a></p></aside></article>`;
const BASE = new URL("https://handbook.example/");
const explained = () => {
  window.requestIdleCallback = (f) => f();
  terms($(".terms"), { base: BASE });
  delete window.requestIdleCallback;
};
/** Until so many words are explained: that comes in turns. */
const inTurns = async (words) => {
  for (let turn = 0; turn < 50 && $$(".word").length < words; turn += 1) await settled();
};

test("words that cannot be had leave the page as it is, with its link to all of them", async () => {
  body(TERMS);
  const before = document.body.innerHTML;
  explained();
  const asked = $("head script");
  assert.equal(asked.src, "https://handbook.example/assets/terms.js");
  asked.dispatchEvent(new window.Event("error"));
  await settled();
  assert.equal(document.body.innerHTML, before);
});

test("the first use of a term in running text is a button that explains it; later ones, headings and links are left alone", async () => {
  window.handbookTerms = {
    trader: ["经营者", "卖东西的人。", "glossary.html#term-trader"],
    "online-trader": ["电子商务经营者", "网上卖东西的人。", "glossary.html#term-online-trader"],
    "cooling-off": ["冷静期", "可以反悔的那几天。", "glossary.html#term-cooling-off"],
    absent: ["没有的词", "无。", "glossary.html#term-absent"],
  };
  body(TERMS);
  explained();
  await inTurns(3);
  assert.deepEqual($$(".word").map((b) => [b.closest("b, p").id || b.parentElement.tagName, b.textContent, b.dataset.n, b.getAttribute("role"), b.tabIndex]), [
    ["one", "冷静期", "1", "button", 0],
    ["B", "经营者", "2", "button", 0],
    ["two", "电子商务经营者", "3", "button", 0],
  ]);
  assert.equal(text($("#one")), "网上买的有冷静期，可以反悔的那几天。冷静期里可以退。经营者卖东西的人。要管。");
  const [button] = $$(".word");
  const tip = $(`#${button.getAttribute("aria-controls")}`);
  assert.deepEqual([tip.className, tip.getAttribute("role"), tip.textContent, tip.hidden, button.getAttribute("aria-expanded")], ["word__tip", "note", "可以反悔的那几天。", true, "false"]);
  assert.equal(button.nextSibling.data, "，", "逗号不离开它前面的词");
  assert.equal(button.nextSibling.nextSibling, tip);
  assert.equal($$(".word")[1].nextElementSibling.textContent, "卖东西的人。");
  assert.deepEqual($$(".terms li").map((li) => [li.id, text(li), li.firstChild.href]), [
    ["term-cooling-off", "冷静期：可以反悔的那几天。", "https://handbook.example/glossary.html#term-cooling-off"],
    ["term-trader", "经营者：卖东西的人。", "https://handbook.example/glossary.html#term-trader"],
    ["term-online-trader", "电子商务经营者：网上卖东西的人。", "https://handbook.example/glossary.html#term-online-trader"],
  ]);
  assert.equal(text($(".terms summary")), "本页用到的词（3）");
});

test("an explanation opens on hover and press; held by a press it stays when the mouse leaves; Escape closes it", () => {
  const [button] = $$(".word");
  const tip = $(`#${button.getAttribute("aria-controls")}`);
  const mouse = (name) => button.dispatchEvent(new window.MouseEvent(name));
  mouse("mouseenter");
  assert.deepEqual([tip.hidden, button.getAttribute("aria-expanded")], [false, "true"]);
  mouse("mouseleave");
  assert.deepEqual([tip.hidden, button.getAttribute("aria-expanded")], [true, "false"]);
  press(button);
  mouse("mouseleave");
  assert.equal(tip.hidden, false);
  key(button, "Enter");
  assert.equal(tip.hidden, true);
  key(button, " ");
  assert.equal(tip.hidden, false);
  key(button, "Tab");
  assert.equal(tip.hidden, false);
  key(button, "Escape");
  assert.equal(tip.hidden, true);
  mouse("mouseenter");
  mouse("mouseleave");
  assert.equal(tip.hidden, true, "关掉以后不再留着");
  press(button);
  press(button);
  assert.equal(tip.hidden, true);
});

// ------------------------------------------------------------------ a rule that changed

test("the reader's day says which rule is theirs, and is a fact of the case", () => {
  store.forget();
  const page = '<section data-on="2026-04-15" data-event="complaint-filed"><input><p data-change-out></p><div data-side="before">旧</div><div data-side="after">新</div></section>';
  change(body(page));
  const classes = () => $$("[data-side]").map((n) => n.className);
  const type = (day) => {
    $("input").value = day;
    $("input").dispatchEvent(new window.Event("change"));
  };
  assert.deepEqual([classes(), text($("p"))], [["", ""], ""]);
  type("2026-04-14");
  assert.deepEqual(classes(), ["change__side--yours", "change__side--other"]);
  assert.equal(text($("p")), "2026年4月14日：看“2026年4月15日以前”这一栏。");
  type("2026-04-15");
  assert.deepEqual(classes(), ["change__side--other", "change__side--yours"]);
  assert.equal(text($("p")), "2026年4月15日：看“2026年4月15日起”这一栏。");
  assert.equal(store.fact("dates.complaint_filed"), "2026-04-15");
  type("2026-02-31");
  assert.deepEqual([classes(), text($("p"))], [["", ""], ""]);
  assert.equal(store.fact("dates.complaint_filed"), "2026-04-15", "没有的一天不记");
  change(body(page));
  assert.equal($("input").value, "2026-04-15");
  type("");
  assert.equal(store.fact("dates.complaint_filed"), "2026-04-15", "空着不是删掉");
  $("input").focus();
  store.setFacts({ "dates.complaint_filed": "2026-05-01" }, "page");
  assert.equal($("input").value, "", "人在这一格里，不动它");
  $("input").blur();
  store.setFacts({ "dates.complaint_filed": "2026-05-02" }, "page");
  assert.deepEqual([$("input").value, classes()], ["2026-05-02", ["change__side--other", "change__side--yours"]], "别处改了，这里跟着");
});

// ------------------------------------------------------------------ copying

test("what is copied is the message, a line a paragraph; the button says what happened and gets its name back", async (t) => {
  t.mock.timers.enable({ apis: ["setTimeout"] });
  const kept = clipboard(true);
  copyBox(body("<div><blockquote data-copy-source><p> 第一句。</p>\n<p>第二句。 </p></blockquote><button data-copy>复制话术</button></div>"));
  press($("button"));
  await Promise.resolve().then(() => {}).then(() => {}).then(() => {});
  assert.deepEqual(kept, ["第一句。\n第二句。"]);
  assert.equal(text($("button")), "已复制，去粘贴");
  flash($("button"), "又一次");
  t.mock.timers.tick(2499);
  assert.equal(text($("button")), "又一次");
  t.mock.timers.tick(1);
  assert.equal(text($("button")), "复制话术");
});

test("where the browser does not let it, the old command is tried inside the press, then the reader has the words themselves, selected", async () => {
  clipboard(false);
  const commands = [];
  let works = false;
  document.execCommand = (name) => {
    const area = document.activeElement;
    commands.push([name, area.value.slice(area.selectionStart, area.selectionEnd)]);
    return works;
  };
  copyBox(body("<div><blockquote data-copy-source><p>一句。</p><p>两句。</p></blockquote><button data-copy>复制</button></div>"));
  $("[data-copy]").focus();
  press($("[data-copy]"));
  await settled();
  assert.deepEqual(commands, [["copy", "一句。\n两句。"]]);
  assert.equal(text($("[data-copy]")), "没能复制");
  const area = $("dialog textarea");
  assert.deepEqual([$$("textarea").length, area.value, area.readOnly, document.activeElement === area, area.selectionStart, area.selectionEnd], [1, "一句。\n两句。", true, true, 0, 7]);
  assert.equal(text($("dialog p")), "要复制的字都在下面，已经选中。按Ctrl+C复制，苹果电脑按⌘C。");
  const [shut, again] = $$("dialog button");
  press(again);
  assert.deepEqual([commands.length, text($("dialog [role=status]"))], [2, "还是不行。照上面说的，自己复制。"]);
  works = true;
  press(again);
  assert.equal(text($("dialog [role=status]")), "已复制，去粘贴。");
  press(shut);
  assert.equal($("dialog"), null);
  assert.equal(await copy("老办法"), true);
  assert.equal($("textarea"), null);
  Object.defineProperty(navigator, "clipboard", { value: undefined, configurable: true });
  document.execCommand = () => {
    throw new Error("no");
  };
  globalThis.matchMedia = () => ({ matches: true });
  assert.equal(await copy("都不行"), false);
  assert.match(text($("dialog p")), /^要复制的字都在下面.*长按它，选“复制”/, "手机上说手机的话");
  assert.equal($("dialog textarea").value, "都不行");
  press($("dialog button"));
});

test("what is pressed is copied before the press is over, and the focus stays where it was", () => {
  let during = null;
  Object.defineProperty(navigator, "clipboard", { value: { writeText: (words) => Promise.resolve((during = words)) }, configurable: true });
  body("<button>问</button>");
  $("button").focus();
  ask("真的吗？", [], [["回去"], ["复制", () => copy("话")]]);
  press($$("dialog button")[1]);
  assert.equal(during, "话", "没有等过一拍");
  delete navigator.clipboard;
  Object.defineProperty(navigator, "clipboard", { value: undefined, configurable: true });
  document.execCommand = () => (during = document.activeElement.value);
  $("button").focus();
  ask("真的吗？", [], [["复制", () => copy("老的")]]);
  press($("dialog button"));
  assert.equal(during, "老的", "老办法也在这一按里");
  $("button").focus();
  copy("再来");
  assert.equal(document.activeElement, $("button"));
});

test("a quoted message is its paragraphs", () => {
  assert.equal(quoted(body("<div><p> 一 </p>别的<p>二</p></div>")), "一\n二");
});

test("an element has its class and text, and neither where none is given", () => {
  assert.equal(element("p", "a", "字").outerHTML, '<p class="a">字</p>');
  assert.equal(element("p").outerHTML, "<p></p>");
  assert.equal(element("p", "", "").outerHTML, "<p></p>");
});

// ------------------------------------------------------------------ asking, printing

test("a question names itself, lists what it is about, and does inside the press what its button says", async () => {
  body("");
  const done = [];
  const put = () => ask("真的吗？", ["一", "二"], [["真的", () => done.push("yes", $("dialog"))], ["不"]], () => done.push("closed"));
  put();
  const dialog = $("dialog.ask");
  assert.deepEqual(["labelledby", "describedby"].map((name) => $(`#${dialog.getAttribute(`aria-${name}`)}`).textContent), ["真的吗？", "一二"]);
  assert.equal($("dialog ul").outerHTML, "<ul><li>一</li><li>二</li></ul>");
  assert.deepEqual($$("dialog button").map((b) => [b.textContent, b.type, b.className]), [["真的", "button", "button button--strong"], ["不", "button", "button"]]);
  press($("dialog button"));
  assert.deepEqual(done.splice(0), ["yes", null], "关了才做，在同一按里");
  await settled();
  assert.deepEqual(done, [], "做了，就不算没做");
  put();
  press($$("dialog button")[1]);
  assert.deepEqual([done.splice(0), $("dialog")], [["closed"], null]);
  put();
  $("dialog").close(); // Escape
  await settled();
  assert.deepEqual([done.splice(0), $("dialog")], [["closed"], null]);
  put();
  ask("没有话", [], [["好"]]);
  assert.deepEqual([$$("dialog").length, $$("dialog p:not(.ask__tools), dialog ul").length], [1, 0], "一次一个");
  press($("dialog button"));
  await settled();
  assert.deepEqual([done, $("dialog")], [[], null]);
});

test("a browser without dialogs asks the same on the page: same words, same buttons, focus there and back, Escape shuts it", async () => {
  const { showModal } = window.HTMLDialogElement.prototype;
  delete window.HTMLDialogElement.prototype.showModal;
  globalThis.confirm = () => assert.fail("不用浏览器自己的问法");
  try {
    body("<button>清空</button>");
    const done = [];
    const put = () => {
      $("button").focus();
      ask("真的吗？", ["一", "二"], [["真的", () => done.push("yes")], ["照样", () => done.push("go")], ["不"]], () => done.push("closed"));
    };
    put();
    const box = $("[role=alertdialog]");
    assert.deepEqual($$("body > *").map((n) => n.hasAttribute("inert")), [true, false], "后面的够不着");
    assert.deepEqual([$("dialog"), $(`#${box.getAttribute("aria-labelledby")}`).textContent], [null, "真的吗？"]);
    assert.deepEqual($$("[role=alertdialog] li").map(text), ["一", "二"]);
    const buttons = () => $$("[role=alertdialog] button");
    assert.deepEqual([buttons().map(text), document.activeElement], [["真的", "照样", "不"], buttons()[0]]);
    press(buttons()[1]);
    assert.deepEqual([done.splice(0), $("[role=alertdialog]"), document.activeElement, $$("[inert]").length], [["go"], null, $("button"), 0]);
    put();
    key(document.body, "a");
    assert.equal(buttons().length, 3);
    key(document.body, "Escape");
    assert.deepEqual([done.splice(0), $("[role=alertdialog]"), document.activeElement], [["closed"], null, $("button")]);
    key(document.body, "Escape");
    put();
    press(buttons()[2]);
    assert.deepEqual(done, ["closed"]);
  } finally {
    window.HTMLDialogElement.prototype.showModal = showModal;
  }
});

test("a file is handed over at once; where the press is over, another one is asked for", (t) => {
  t.mock.timers.enable({ apis: ["setTimeout"] });
  body("");
  const saved = [];
  window.URL.createObjectURL = globalThis.URL.createObjectURL = () => "blob:1";
  const { click } = window.HTMLAnchorElement.prototype;
  window.HTMLAnchorElement.prototype.click = function pressed() {
    saved.push([this.download, this.getAttribute("href")]);
  };
  download(new Blob(["字"]), "信.docx");
  assert.deepEqual(saved.splice(0), [["信.docx", "blob:1"]], "不知道的浏览器，直接给");
  Object.defineProperty(navigator, "userActivation", { value: { isActive: true }, configurable: true });
  download(new Blob(["字"]), "信.docx");
  assert.equal(saved.splice(0).length, 1);
  Object.defineProperty(navigator, "userActivation", { value: { isActive: false }, configurable: true });
  download(new Blob(["字"]), "信.docx");
  assert.deepEqual([saved, text($("dialog h2")), $$("dialog button").map(text)], [[], "文件做好了", ["下载", "不要了"]]);
  press($("dialog button"));
  assert.equal(saved.length, 1);
  delete navigator.userActivation;
  window.HTMLAnchorElement.prototype.click = click;
});

// ------------------------------------------------------------------ the printer

/** A browser's way to print: the events that it gives. */
const printer = (...events) => {
  const printed = [];
  window.print = () => {
    for (const name of events) window.dispatchEvent(new window.Event(name));
    printed.push(document.body.dataset.printing);
  };
  return printed;
};

test("what is printed is on the page as long as it is printed, whichever way the browser says that it is over", () => {
  body("");
  const over = [];
  const begin = () => print("full", { over: () => over.push("over") });
  let printed = printer("beforeprint", "afterprint");
  begin();
  assert.deepEqual([printed, document.body.dataset.printing, over.splice(0)], [[undefined], undefined, ["over"]]);
  printed = printer("beforeprint");
  for (const [target, name] of [[window, "focus"], [document, "pointerdown"], [document, "keydown"], [document, "visibilitychange"], [window, "afterprint"]]) {
    begin();
    assert.deepEqual([printed.pop(), document.body.dataset.printing], ["full", "full"]);
    target.dispatchEvent(new window.Event(name));
    assert.deepEqual([document.body.dataset.printing, over.splice(0)], [undefined, ["over"]], name);
  }
  begin();
  Object.defineProperty(document, "visibilityState", { value: "hidden", configurable: true });
  document.dispatchEvent(new window.Event("visibilitychange"));
  assert.equal(document.body.dataset.printing, "full", "在印，页面看不见");
  delete document.visibilityState;
  print("");
  assert.deepEqual([printed.pop(), over.splice(0)], [undefined, ["over"]], "又打印一次，前一次的不留");
  document.dispatchEvent(new window.Event("keydown"));
});

test("by the browser's own command what the page chooses is printed, each time anew", () => {
  body("");
  let choice = "blank";
  printedByCommand(() => choice);
  const command = () => window.dispatchEvent(new window.Event("beforeprint"));
  command();
  assert.equal(document.body.dataset.printing, "blank");
  choice = "filled"; // nothing said that the first was over
  command();
  assert.equal(document.body.dataset.printing, "filled");
  window.dispatchEvent(new window.Event("afterprint"));
  assert.equal(document.body.dataset.printing, undefined);
  printer("beforeprint");
  print("sheet");
  assert.equal(document.body.dataset.printing, "sheet", "按钮要印的，不换");
  document.dispatchEvent(new window.Event("keydown"));
});

test("where nothing is printed within a second the reader is told, with what else there is", (t) => {
  t.mock.timers.enable({ apis: ["setTimeout"] });
  body("");
  printer("beforeprint");
  print("");
  t.mock.timers.tick(1000);
  assert.equal($("dialog"), null);
  printer();
  let copied = false;
  print("filled", { buttons: [["复制全文", () => (copied = true)]] });
  t.mock.timers.tick(999);
  assert.equal($("dialog"), null);
  t.mock.timers.tick(1);
  assert.equal(text($("dialog h2")), "没有看到打印的窗口？");
  assert.match(text($("dialog ul")), /点右上角的“…”，选“在浏览器打开”.*填的内容不会跟过去/);
  assert.deepEqual($$("dialog button").map(text), ["复制全文", "知道了"]);
  press($("dialog button"));
  assert.equal(copied, true);
});

test("paper shows every fold, with today's date; afterwards what was closed is closed and what was open is open", () => {
  body("<article><details id=a></details><details id=b open></details><p data-print-date></p></article><details id=c></details>");
  openForPrint();
  const open = () => ["a", "b", "c"].map((id) => $(`#${id}`).open);
  window.dispatchEvent(new window.Event("beforeprint"));
  assert.deepEqual(open(), [true, true, false]);
  const now = new Date();
  assert.equal(text($("[data-print-date]")), `${now.getFullYear()}年${now.getMonth() + 1}月${now.getDate()}日`);
  window.dispatchEvent(new window.Event("afterprint"));
  assert.deepEqual(open(), [false, true, false]);
  $("#a").open = true;
  window.dispatchEvent(new window.Event("afterprint"));
  assert.equal($("#a").open, true);
});

// ------------------------------------------------------------------ keeping, theme

test("forgetting is asked first, done on yes, and said", async () => {
  store.setTicks("s", { a: "done" });
  keeping(body("<section><button data-forget>清除</button><p data-status></p></section>"), { base: BASE });
  press($("[data-forget]"));
  assert.equal($("dialog h2").textContent, "全部清除？");
  assert.equal($("dialog p").textContent, "勾选、日期、文书草稿都会从这台设备上删掉，找不回来。");
  assert.deepEqual($$("dialog button").map((b) => [b.textContent, b.className]), [["全部清除", "button button--strong"], ["不，留着", "button"]]);
  press($$("dialog button")[1]);
  await settled();
  assert.equal(store.tick("s", "a"), "done");
  assert.equal(text($("[data-status]")), "");
  press($("[data-forget]"));
  press($("dialog button"));
  await settled();
  assert.equal(store.tick("s", "a"), undefined);
  assert.equal(text($("[data-status]")), "正在清除……", "the stored pages are still there");
  const script = $('script[src$="offline.js"]');
  assert.equal(script.src, new URL("assets/offline.js", BASE).href, "what takes away the stored pages comes");
  window.handbookOffline = { forget: async () => {} };
  script.dispatchEvent(new window.Event("load"));
  await settled();
  assert.equal(text($("[data-status]")), "已清除。这台设备上没有本手册存的内容了。");
});

test("stored pages that the browser does not give up are no forgetting", async () => {
  keeping(body("<section><button data-forget>清除</button><p data-status></p></section>"), { base: BASE });
  const { forget } = window.handbookOffline;
  window.handbookOffline.forget = () => Promise.reject(new Error("no"));
  press($("[data-forget]"));
  press($("dialog button"));
  await settled();
  window.handbookOffline.forget = forget;
  assert.match(text($("[data-status]")), /^没能清除/);
});

test("forgetting where nothing was to stay says that from now on things stay again", async () => {
  store.disk.setSession(true);
  store.setTicks("s", { a: "done" });
  keeping(body("<section><button data-forget>清除</button><p data-status></p></section>"), { base: BASE });
  press($("[data-forget]"));
  press($("dialog button"));
  await settled();
  assert.equal(store.disk.session(), false);
  assert.match(text($("[data-status]")), /^已清除。.*从现在起，填的内容又会留在这台设备上。公用的设备，到“我的案件”里再按一次“改成关掉就不留”。$/);
});

test("what must be known after forgetting depends on where the page was opened", () => {
  assert.equal(afterForgetting("https:", false), "");
  assert.match(afterForgetting("file:", false), /到那一页按“清空”，再选“连案件里的一起删”。$/);
  assert.match(afterForgetting("file:", true), /^“关掉就不留”也关了：.*你是从文件夹里打开的/);
});

test("the button names the theme it leads to; the choice is kept; the system decides until then", () => {
  store.forget();
  delete document.documentElement.dataset.theme;
  let changed = null;
  const system = { matches: false, addEventListener: (_, f) => (changed = f) };
  globalThis.matchMedia = () => system;
  themeButton(body("<button><span data-theme-label></span></button>"));
  assert.equal(text($("button")), "深色");
  system.matches = true;
  changed();
  assert.equal(text($("button")), "浅色");
  press($("button"));
  assert.deepEqual([text($("button")), document.documentElement.dataset.theme, store.theme()], ["深色", "light", "light"]);
  press($("button"));
  assert.deepEqual([text($("button")), document.documentElement.dataset.theme, store.theme()], ["浅色", "dark", "dark"]);
  store.setTheme("light"); // in another tab
  assert.deepEqual([text($("button")), document.documentElement.dataset.theme], ["深色", "light"]);
  store.forget();
  assert.deepEqual([text($("button")), document.documentElement.dataset.theme], ["浅色", undefined], "又由系统决定");
});

// ------------------------------------------------------------------ the bar of a situation

test("the bar: the next open step, the message to read, printing as it is and in full", async () => {
  const kept = clipboard(true);
  const seen = [];
  window.Element.prototype.scrollIntoView = function scrollIntoView() {
    seen.push(this.id);
  };
  const printed = printer("beforeprint");
  const root = body(`<div><div data-actions><a data-next-step href="#x">下一步</a><button data-see-first>看话术再复制</button><button data-print>打印</button></div>
    <button data-print-all>打印全部</button><details data-contents></details><details id="folded"><section id="first"><div hidden><blockquote data-copy-source><p>别的情况。</p></blockquote></div><blockquote data-copy-source id="mine"><p>今天发通知。</p></blockquote></section></details>
    <details id="phase"><ul><li data-step class="step--done" id="one"><input></li><li data-step class="step--na" id="two"><input></li><li data-step id="three"><input></li></ul></details></div>`);
  scenario(root);
  assert.equal(document.body.classList.contains("has-actions"), true);
  press($("[data-next-step]"));
  assert.deepEqual([$("#phase").open, document.activeElement, seen], [true, $("#three input"), ["three"]]);
  $("#three").className = "step--done";
  const event = new window.MouseEvent("click", { bubbles: true, cancelable: true });
  $("[data-next-step]").dispatchEvent(event);
  assert.equal(event.defaultPrevented, false, "都做完了，链接照常走");
  press($("[data-see-first]"));
  await settled();
  assert.deepEqual([kept, $("#folded").open, document.activeElement, seen.at(-1)], [[], true, $("#mine"), "mine"], "先看，不替读者复制");
  press($("[data-print]"));
  press($("[data-print-all]"));
  assert.deepEqual(printed, [undefined, "full"]);
  window.dispatchEvent(new window.Event("afterprint"));
  assert.equal(document.body.dataset.printing, undefined);
});
