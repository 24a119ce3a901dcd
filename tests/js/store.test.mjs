// The store: what the first release kept, troubles of the storage, several tabs, cases.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { BROKEN, MODE_KEY, OLD_KEY, PREFIX, VERSION, VERSION_KEY } from "../../docs/assets/javascripts/lib/key.js";
import { allTicked, kept, sumState } from "../../docs/assets/javascripts/lib/help.js";
import { fits, known } from "../../docs/assets/javascripts/store/leaves.js";
import { migrate, Newer } from "../../docs/assets/javascripts/store/old.js";
import { Device, Disk, open } from "./help/storage.mjs";

const V1 = readFileSync(new URL("../fixtures/stored/v1.json", import.meta.url), "utf8");
const DAY = "2026-11-28";
const refuse = () => {
  throw new DOMException("no", "SecurityError");
};
const aside = (disk) => [...disk.map].filter(([key]) => key.startsWith(BROKEN)).map(([, text]) => text);
const size = (disk) => [...disk.map].reduce((n, [k, v]) => n + k.length + v.length, 0);

// ------------------------------------------------------------------ what the first release kept

const migrated = (state) => {
  const { leaves, whole } = migrate(JSON.stringify({ version: 1, ...state }), DAY);
  const map = new Map(leaves);
  const id = map.get("current");
  return { whole, id, map, leaf: (path) => map.get(`case/${id}/${path}`), paths: [...map.keys()].map((path) => path.replace(`case/${id}/`, "")) };
};

test("every leaf of what the first release kept is there: facts, ticks, drafts, hands, story, open draft, theme", () => {
  const old = JSON.parse(V1);
  const { whole, leaf, map, paths } = migrated(old);
  assert.equal(whole, true);
  assert.equal(map.get("theme"), "dark");
  assert.equal(leaf("made"), DAY);
  const expected = new Map([["made", DAY]]);
  for (const [key, value] of Object.entries(old.ticks)) expected.set(`tick/${key.split("/").slice(1).join("/")}`, value);
  for (const [name, value] of Object.entries(old.facts.default)) {
    if (name.startsWith("dates.")) {
      const kind = name.slice(6).replaceAll("_", "-");
      expected.set(`event/${kind}`, { day: value, kind, on: DAY, from: "old" });
    } else expected.set(`fact/${name}`, { value, on: DAY, from: "old" });
  }
  for (const [key, { _help: hands, ...typed }] of Object.entries(old.drafts)) {
    const [, letter, n = "1"] = key.split("/");
    expected.set(`begun/${letter}/${n}`, DAY);
    for (const [field, value] of Object.entries(typed)) if (value.length) expected.set(`draft/${letter}/${n}/${field}`, value);
    for (const [hand, state] of Object.entries(hands)) {
      // the story's events are the case's now, and so is who acts for the buyer
      const story = hand === "story" ? { told: state.told } : hand === "agent" ? { on: state.on } : state;
      if (hand === "agent") for (const part of ["name", "phone", "kin"]) expected.set(`fact/helper.${part}`, { value: state[part], on: DAY, from: "old" });
      expected.set(`help/${letter}/${n}/${hand}`, state.ticked ? { ticked: [], inputs: state.inputs, again: true } : story);
    }
  }
  expected.set("open/complaint-12315", 2);
  const [note] = paths.filter((path) => path.startsWith("event/") && leaf(path).kind === "note");
  expected.set(note, { day: "2026-11-12", kind: "note", text: "打开发现有虫", on: DAY, from: "old" });
  assert.deepEqual(Object.fromEntries(paths.filter((p) => p !== "current" && p !== "theme").map((p) => [p, leaf(p)])), Object.fromEntries(expected));
  // the fixture does hold what the migration is about
  assert.ok(expected.size > 50);
  assert.deepEqual(old.drafts["default/food-complaint"]._help["food-tenfold"].ticked, [0, 1, 2]);
  assert.ok([...map].every(([path, value]) => fits(path, value)));
});

test("who acted for the buyer is one fact of the case; another draft's other helper stays with that draft", () => {
  const agent = (state) => ({ _help: { agent: { on: true, ...state } } });
  const { leaf } = migrated({ drafts: { "default/a": agent({ name: " 王小红 ", phone: "", kin: 5 }), "default/b": agent({ name: "王小明", phone: "138" }), "default/c": agent({ name: "王小红" }) } });
  assert.equal(leaf("fact/helper.name").value, "王小红");
  assert.equal(leaf("fact/helper.phone").value, "138");
  assert.equal(leaf("fact/helper.kin"), undefined);
  assert.deepEqual(leaf("help/a/1/agent"), { on: true, phone: "", kin: 5 });
  assert.deepEqual(leaf("help/b/1/agent"), { on: true, name: "王小明" });
  assert.deepEqual(leaf("help/c/1/agent"), { on: true });
});

test("the same old text always becomes the same case, so that a migration that was cut off makes no second one", () => {
  assert.deepEqual(migrate(V1, DAY), migrate(V1, DAY));
  assert.notEqual(migrated({ ticks: { "default/a/b": "done" } }).id, migrated({ ticks: { "default/a/c": "done" } }).id);
});

test("the day of asking and the place of buying had two meanings each; what the drafts say decides", () => {
  const asked = (drafts) => migrated({ facts: { default: { "dates.notice_sent": "2026-10-23" } }, drafts }).paths.filter((p) => p.startsWith("event/"));
  assert.deepEqual(asked({ "default/complaint-12315": { notice: "2026-10-23" } }), ["event/refund-demanded"]);
  assert.deepEqual(asked({ "default/return-notice": { date: "2026-10-23" } }), ["event/unsure-asked"]);
  assert.deepEqual(asked({ "default/complaint-12315": { notice: "2026-10-24" } }), ["event/unsure-asked"], "不是同一天，就不知道");
  assert.deepEqual(asked(undefined), ["event/unsure-asked"]);
  const { leaf } = migrated({ facts: { default: { "dates.notice_sent": "2026-10-23" } }, drafts: { "default/return-notice": { date: "2026-10-23" } } });
  assert.equal(leaf("draft/return-notice/1/date"), "2026-10-23", "信上写的还在信上");
  const place = (drafts) => migrated({ facts: { default: { "seller.platform": "某平台" } }, drafts }).paths.filter((p) => p.startsWith("fact/"));
  assert.deepEqual(place({ "default/platform-intervention": { platform: "某平台" } }), ["fact/seller.platform"]);
  assert.deepEqual(place({ "default/complaint-12315": { platform: "某平台" } }), ["fact/seller.where"]);
});

test("a sum where nothing had been ticked is not said to have lost ticks", () => {
  const { leaf } = migrated({ drafts: { "default/x": { _help: { deposit: { ticked: [], inputs: { price: "1" } } } } } });
  assert.deepEqual(leaf("help/x/1/deposit"), { ticked: [], inputs: { price: "1" } });
});

test("the stories of several letters are one list; what only has a day or only words is in it, too", () => {
  const story = (...events) => ({ _help: { story: { events } } });
  const both = { date: "2026-11-01", text: "灯坏了" };
  const { whole, map } = migrated({ drafts: { "default/a": story(both, { date: "2026-11-02", text: "" }), "default/b": story(both, { date: "", text: "店家不理" }, { date: "", text: "" }) } });
  assert.equal(whole, true);
  assert.deepEqual([...map].filter(([path]) => path.includes("/event/")).map(([, { day, text }]) => [day, text]).sort(), [["", "店家不理"], ["2026-11-01", "灯坏了"], ["2026-11-02", ""]]);
});

test("a letter of which only a hand kept something is begun; the same words on two days are two events", () => {
  assert.equal(migrated({ drafts: { "default/x": { _help: { agent: { on: true } } } } }).leaf("begun/x/1"), DAY);
  const story = (...events) => ({ _help: { story: { events } } });
  const twice = migrated({ drafts: { "default/a": story({ date: "2026-11-01", text: "打电话" }, { date: "2026-11-02", text: "打电话" }) } });
  assert.deepEqual(twice.paths.filter((p) => p.startsWith("event/")).map((p) => twice.leaf(p).day).sort(), ["2026-11-01", "2026-11-02"]);
});

test("migration takes whatever lies there; what fits nowhere is not passed over in silence", () => {
  const junk = [
    { drafts: { "default/x": { a: 5 } } },
    { drafts: { "default/x": { _help: { r: null } } } },
    { drafts: { "default/x": { _help: { r: 5 } } } },
    { drafts: { "default/x": { _help: { story: { events: [5] } } } } },
    { drafts: { a: { b: "c" } } },
    { facts: { default: { "order.paid": 5 } } },
    { facts: { default: { "dates.received": "昨天" } } },
    { ticks: { "default/a/b": "yes" } },
    { ticks: { a: "done" } },
    { open: { "default/x": "2" } },
  ];
  for (const state of junk) assert.deepEqual([migrated(state).whole, migrated(state).paths.filter((p) => !/^begun|^made|^current|^help/.test(p))], [false, []], JSON.stringify(state));
  for (const drafts of [undefined, null, [], "x", { a: null }, { a: [] }, { a: { _help: 5 } }]) assert.deepEqual(migrated({ drafts }).paths, [], JSON.stringify(drafts));
  const hostile = JSON.parse('{"drafts":{"default/__proto__":{"__proto__":"a","constructor":"b"}},"facts":{"default":{"__proto__":"c"}},"ticks":{"default/__proto__/toString":"done"}}');
  // a name that every object has is no name of ours: whoever looks something up by it would find what nobody put there
  assert.deepEqual([migrated(hostile).whole, migrated(hostile).paths.filter((p) => !/^made|^current/.test(p))], [false, []]);
  assert.equal({}.a, undefined);
});

test("what is not ours, is older than the first or newer than this release", () => {
  assert.throws(() => migrate(JSON.stringify({ version: VERSION + 1 }), DAY), Newer);
  for (const version of [0, -1, 1.5, "1", null, undefined]) assert.throws(() => migrate(JSON.stringify({ version }), DAY), (error) => !(error instanceof Newer), String(version));
  for (const text of ["", "{", "[]", "5", "null", '"x"']) assert.throws(() => migrate(text, DAY), text);
});

test("the first page with this release writes the leaves and then takes the old text away", () => {
  const disk = new Disk({ [OLD_KEY]: V1 });
  const store = open(disk);
  assert.equal(store.problem(), null);
  assert.equal(disk.getItem(OLD_KEY), null);
  assert.equal(disk.getItem(VERSION_KEY), String(VERSION));
  assert.equal(store.tick("opened-or-used", "stop-using"), "done");
  assert.equal(store.fact("dates.received"), "2026-11-17");
  assert.equal(store.fact("buyer.name"), "王小明");
  assert.equal(store.theme(), "dark");
  assert.equal(store.openDraft("complaint-12315"), 2);
  assert.deepEqual(store.draftNumbers("complaint-12315"), [1, 2]);
  assert.deepEqual(store.letters().sort(), ["complaint-12315", "food-complaint", "prepaid-refund-notice"]);
  assert.equal(store.draft("complaint-12315", 2).seller, "另一家有限公司");
  assert.deepEqual(store.help("complaint-12315").agent, { on: true });
  assert.deepEqual(["name", "phone", "kin"].map((part) => store.fact(`helper.${part}`)), ["王小红", "13900000000", "女儿"]);
  assert.deepEqual(store.events().filter((e) => e.kind === "note").map((e) => [e.day, e.text]), [["2026-11-12", "打开发现有虫"]]);
  assert.equal(store.list().length, 1);
  const again = open(disk);
  assert.deepEqual([again.draft("food-complaint"), again.list()], [store.draft("food-complaint"), store.list()]);
});

test("an old text beside today's leaves brings what they lack and changes none", () => {
  const disk = new Disk({ [OLD_KEY]: V1 });
  open(disk).setFacts({ "buyer.name": "李四" }, "page");
  disk.setItem(OLD_KEY, V1); // as a migration that was cut off before its last step leaves it
  disk.removeItem(`${PREFIX}theme`);
  const store = open(disk);
  assert.deepEqual([store.fact("buyer.name"), store.theme(), store.list().length, disk.getItem(OLD_KEY)], ["李四", "dark", 1, null]);
});

test("what a tab of the first release writes in that moment is not taken away with the text that was read", () => {
  const disk = new Disk({ [OLD_KEY]: V1 });
  const newer = JSON.stringify({ version: 1, ticks: { "default/a/b": "done" } });
  disk.fault = () => disk.map.get(OLD_KEY) === V1 && disk.length > 10 && disk.map.set(OLD_KEY, newer);
  open(disk);
  assert.equal(disk.getItem(OLD_KEY), newer);
});

test("what of the old text fits nowhere stays as a whole copy beside the rest", () => {
  const text = JSON.stringify({ version: 1, ticks: { "default/a/b": "done", "default/a/c": "perhaps" } });
  const disk = new Disk({ [OLD_KEY]: text });
  const store = open(disk);
  assert.equal(store.tick("a", "b"), "done");
  assert.match(store.problem(), /有一部分读不出来，已另外留了一份/);
  assert.deepEqual([aside(disk), store.disk.broken(), disk.getItem(OLD_KEY)], [[text], [text], null]);
});

// ------------------------------------------------------------------ a storage that is full, refused, broken, newer

test("a storage without room for the migration is read, left as it is, and migrated once there is room", () => {
  const disk = new Disk({ [OLD_KEY]: V1 });
  disk.room = size(disk) + 200;
  const tab = new Device(disk).tab();
  assert.match(tab.store.problem(), /空间满了/);
  assert.equal(tab.store.tick("opened-or-used", "find-category"), "done");
  tab.store.setFacts({ "order.number": "123" }, "page");
  tab.store.setTicks("opened-or-used", { "find-category": undefined });
  assert.deepEqual([...disk.map], [[OLD_KEY, V1]], "满了的时候，原来的一个字也不动，也不写一半");
  disk.room = Infinity;
  tab.send("visibilitychange");
  assert.equal(tab.store.problem(), null);
  const next = open(disk);
  assert.deepEqual([next.fact("order.number"), next.tick("opened-or-used", "find-category"), next.tick("opened-or-used", "stop-using"), disk.getItem(OLD_KEY)], ["123", undefined, "done", null]);
});

test("full: what was typed stays in the page, it is said, and it is written as soon as there is room", () => {
  const disk = new Disk();
  const tab = new Device(disk).tab();
  tab.store.setFacts({ "buyer.name": "王小明" }, "page");
  disk.room = size(disk) + 60;
  const before = [...disk.map];
  tab.store.setFacts({ "order.goods": "灯".repeat(300), "order.paid": "5" }, "page");
  assert.match(tab.store.problem(), /空间满了/);
  assert.deepEqual([...disk.map], before, "全有或者全无");
  assert.equal(tab.store.fact("order.paid"), "5");
  tab.send("visibilitychange");
  assert.deepEqual([tab.store.fact("order.paid"), /空间满了/.test(tab.store.problem())], ["5", true], "回到这一页，还在");
  disk.room = Infinity;
  tab.store.setTicks("s", { a: "done" });
  assert.equal(tab.store.problem(), null);
  assert.deepEqual([open(disk).fact("order.goods").length, open(disk).fact("order.paid"), open(disk).tick("s", "a")], [300, "5", "done"]);
});

test("taking back needs no more room than there was: what had grown shrinks first", () => {
  const disk = new Disk();
  const store = open(disk);
  store.setFacts({ "order.goods": "灯".repeat(100), "order.paid": "5" }, "page");
  disk.room = size(disk);
  const before = [...disk.map].sort();
  // one leaf becomes short, another takes its room, a third finds none
  store.setFacts({ "order.goods": "灯", "order.paid": "5".repeat(80), "seller.where": "店".repeat(60) }, "page");
  assert.match(store.problem(), /空间满了/);
  assert.deepEqual([...disk.map].sort(), before);
});

test("where another tab took the room meanwhile, what finds none keeps its new words and the rest goes back", () => {
  const disk = new Disk();
  const store = open(disk);
  store.setFacts({ "order.goods": "灯".repeat(100), "order.number": "99999", "order.paid": "5" }, "page");
  let calls = 0;
  disk.fault = (_, text) => {
    if (text !== null) calls += 1;
    if (text !== null && (text.includes("店") || text.includes("灯灯灯"))) throw new DOMException("no room", "QuotaExceededError");
  };
  store.setFacts({ "order.goods": "灯", "order.number": "9", "order.paid": "6", "seller.where": "店" }, "page");
  disk.fault = () => {};
  assert.ok(calls >= 5);
  const { store: next } = new Device(disk).tab();
  assert.deepEqual([next.fact("order.goods"), next.fact("order.number"), next.fact("order.paid"), next.fact("seller.where")], ["灯", "99999", "5", undefined]);
  assert.match(store.problem(), /空间满了/);
});

test("what found no room is tried again when the page goes to the back, and is not written over by what lies there", () => {
  const disk = new Disk();
  const document = { visibilityState: "hidden", addEventListener: (name, act) => (document.act = act) };
  const tab = new Device(disk).tab({ document });
  tab.store.setHelp("x", 1, "agent", () => ({ name: "短" }));
  disk.room = size(disk);
  tab.store.setHelp("x", 1, "agent", (now) => ({ ...now, phone: "138" }));
  tab.store.setHelp("x", 1, "agent", (now) => ({ ...now, kin: "女儿" }));
  assert.deepEqual(tab.store.help("x").agent, { name: "短", phone: "138", kin: "女儿" });
  disk.room = Infinity;
  document.act();
  assert.deepEqual(open(disk).help("x").agent, { name: "短", phone: "138", kin: "女儿" });
});

test("a write that the browser refuses is not called a lack of room", () => {
  const disk = new Disk();
  const store = open(disk);
  store.setTicks("s", { a: "done" });
  disk.fault = refuse;
  store.setTicks("s", { b: "done" });
  assert.match(store.problem(), /不让网页保存/);
});

test("a full storage that has room again when the page comes back says nothing any more", () => {
  const disk = new Disk({ other: "x".repeat(100) }, 101);
  const tab = new Device(disk).tab();
  assert.match(tab.store.problem(), /空间满了/);
  disk.room = Infinity;
  tab.send("visibilitychange");
  assert.equal(tab.store.problem(), null);
});

test("a browser that refuses: everything works until the page is closed", () => {
  const refusing = { getItem: refuse };
  const quiet = new Disk({}, 0); // a private window that has no room at all
  for (const storage of [null, refusing, quiet]) {
    const tab = new Device().tab({ localStorage: storage, sessionStorage: storage });
    assert.match(tab.store.problem(), /不让网页保存/);
    tab.store.setTicks("s", { a: "done" });
    tab.store.setFacts({ "buyer.name": "王小明" }, "page");
    tab.send("visibilitychange");
    tab.send("pageshow", { persisted: true });
    assert.deepEqual([tab.store.tick("s", "a"), tab.store.fact("buyer.name")], ["done", "王小明"]);
    assert.match(tab.store.problem(), /不让网页保存/);
    assert.equal(tab.store.disk.setSession(true), false);
  }
});

test("a browser that begins to refuse takes nothing from the page, and gets what was typed when it lets again", () => {
  const disk = new Disk();
  const tab = new Device(disk).tab();
  tab.store.setFacts({ "buyer.name": "王小明" }, "page");
  disk.key = refuse;
  disk.fault = refuse;
  tab.send("visibilitychange");
  assert.equal(tab.store.fact("buyer.name"), "王小明");
  tab.store.setFacts({ "order.paid": "5" }, "page");
  assert.match(tab.store.problem(), /不让网页保存/);
  delete disk.key;
  disk.fault = () => {};
  tab.send("visibilitychange");
  assert.deepEqual([tab.store.problem(), open(disk).fact("order.paid"), open(disk).fact("buyer.name")], [null, "5", "王小明"]);
});

test("an old text that cannot be read is put aside; a second one goes beside the first", () => {
  const disk = new Disk({ [OLD_KEY]: "{第一份" });
  let store = open(disk);
  assert.match(store.problem(), /另外留了一份/);
  store.setTicks("s", { a: "done" });
  assert.match(store.problem(), /另外留了一份/, "勾一下，话还在");
  disk.setItem(OLD_KEY, "{第二份");
  store = open(disk);
  disk.setItem(OLD_KEY, "{第一份"); // the same again needs no third place
  store = open(disk);
  assert.deepEqual([aside(disk), disk.getItem(OLD_KEY)], [["{第一份", "{第二份"], null]);
  assert.equal(store.tick("s", "a"), "done");
  disk.setItem("别人的", "x");
  assert.equal(store.forget(), true);
  assert.deepEqual([...disk.map.keys()], ["别人的"], "全部清除，也包括另外留的");
  assert.equal(store.problem(), null);
});

test("one broken leaf takes no other with it, and is put aside", () => {
  const disk = new Disk();
  open(disk).setFacts({ "buyer.name": "王小明", "order.paid": "5" }, "page");
  const key = [...disk.map.keys()].find((k) => k.endsWith("buyer.name"));
  for (const text of ["{", '{"value":5}', "null", ""]) {
    disk.setItem(key, text);
    const store = open(disk);
    assert.match(store.problem(), /其余的都在/);
    assert.deepEqual([store.fact("buyer.name"), store.fact("order.paid"), aside(disk).includes(text), disk.getItem(key)], [undefined, "5", true, null]);
  }
});

test("no room to put it aside: a broken leaf is not written over until there is", () => {
  const disk = new Disk();
  open(disk).setFacts({ "buyer.name": "王小明", "order.paid": "5" }, "page");
  const key = [...disk.map.keys()].find((k) => k.endsWith("buyer.name"));
  const broken = "{".repeat(500);
  disk.setItem(key, broken);
  disk.room = size(disk) + 300;
  const tab = new Device(disk).tab();
  assert.match(tab.store.problem(), /没有动/);
  tab.store.setFacts({ "buyer.name": "李四", "order.paid": "6" }, "page");
  assert.deepEqual([disk.getItem(key), open(disk).fact("order.paid"), tab.store.fact("buyer.name")], [broken, "6", "李四"]);
  assert.equal(tab.store.disk.setSession(true), false, "搬走就会丢");
  disk.room = Infinity;
  tab.send("visibilitychange");
  assert.deepEqual([aside(disk), open(disk).fact("buyer.name")], [[broken], "李四"]);
});

test("a later release's storage is left alone, also when another tab brings it; what the page shows stays", () => {
  const disk = new Disk();
  const device = new Device(disk);
  const tab = device.tab();
  tab.store.setFacts({ "buyer.name": "王小明" }, "page");
  disk.setItem(VERSION_KEY, String(VERSION + 1));
  const before = [...disk.map];
  tab.store.setTicks("s", { a: "done" }); // it has not heard
  assert.match(tab.store.problem(), /更新版本.*不会留下/);
  tab.send("storage", { key: VERSION_KEY });
  tab.send("visibilitychange");
  assert.deepEqual([tab.store.tick("s", "a"), tab.store.fact("buyer.name")], ["done", "王小明"]);
  const late = device.tab();
  assert.match(late.store.problem(), /更新版本/);
  late.store.setTicks("s", { b: "done" });
  assert.deepEqual([...disk.map], before);
  const old = new Disk({ [OLD_KEY]: JSON.stringify({ version: VERSION + 1 }) });
  open(old).setTicks("s", { b: "done" });
  assert.equal(old.length, 1);
});

test("a leaf of a place that only a later release knows stays where it is", () => {
  const disk = new Disk({ [`${PREFIX}case/a/later/x`]: "{", [VERSION_KEY]: "2" });
  const store = open(disk);
  assert.equal(store.problem(), null);
  store.setTicks("s", { a: "done" });
  assert.equal(disk.getItem(`${PREFIX}case/a/later/x`), "{");
  assert.equal(store.forget(), true);
  assert.equal(disk.length, 0, "全部清除，连不认识的一起");
});

test("what does not fit its place is refused before anything is written", () => {
  const disk = new Disk();
  const store = open(disk);
  for (const [path, value] of [["theme", "pink"], ["case/a/made", "2026-13-01"], ["case/a/fact/x", { value: "" }], ["case/a/tick/b/c", "yes"], ["case/a/draft/l/0/f", "x"], ["elsewhere", "x"]]) {
    assert.throws(() => store.disk.write([["theme", "dark"], [path, value]]), /does not fit/, path);
  }
  assert.deepEqual([disk.length, store.theme()], [0, undefined]);
  assert.deepEqual([known("case/a/made"), known("case/a/b/c"), known("theme/x"), known("xtheme")], [true, false, false, false]);
});

// ------------------------------------------------------------------ several tabs

test("two tabs of one letter: each writes what it changes and nothing else; what is heard late is read as it lies there", () => {
  const device = new Device();
  const [a, b] = [device.tab(), device.tab()];
  a.store.setFacts({ "buyer.name": "王小明" }, "letter/x");
  a.store.setDraft("x", 1, { story: "三百字的经过" });
  b.store.setFacts({ "buyer.phone": "138" }, "letter/x"); // it has heard of nothing yet
  assert.deepEqual([b.store.fact("buyer.name"), b.store.list().length], ["王小明", 1], "一个案件，不是两个");
  b.store.setDraft("x", 1, { reason: "拆封" });
  a.store.setDraft("x", 1, { story: "改过的经过" });
  b.events.reverse();
  b.catchUp();
  a.catchUp();
  for (const { store } of [a, b, device.tab()]) {
    assert.deepEqual([store.fact("buyer.name"), store.fact("buyer.phone"), store.draft("x")], ["王小明", "138", { story: "改过的经过", reason: "拆封" }]);
  }
});

test("within one leaf only what is changed changes: an event's day and words, what a hand keeps", () => {
  const device = new Device();
  const [a, b] = [device.tab(), device.tab()];
  a.store.setFacts({ "dates.received": "2026-11-01" }, "page");
  b.catchUp();
  a.store.setEvent("received", { text: "签收，打开看了" });
  a.store.setHelp("x", 1, "agent", (now) => ({ ...now, name: "王小红" }));
  b.store.setFacts({ "dates.received": "2026-11-02" }, "letter/x");
  b.store.setHelp("x", 1, "agent", (now) => ({ ...now, phone: "139" }));
  const { store } = device.tab();
  assert.deepEqual(store.events(), [{ id: "received", day: "2026-11-02", kind: "received", text: "签收，打开看了", on: DAY, from: "letter/x" }]);
  assert.deepEqual(store.help("x").agent, { name: "王小红", phone: "139" });
});

test("a page from the back/forward cache has heard nothing and reads anew", () => {
  const device = new Device();
  const [letter, situation] = [device.tab(), device.tab()];
  letter.store.setDraft("x", 1, { story: "屏幕有裂纹" });
  situation.events = [];
  let told = 0;
  situation.store.watch(() => (told += 1));
  situation.send("pageshow", { persisted: false });
  assert.deepEqual([told, situation.store.draft("x")], [0, {}]);
  situation.send("pageshow", { persisted: true });
  assert.deepEqual([told, situation.store.draft("x")], [1, { story: "屏幕有裂纹" }]);
  situation.store.setTicks("s", { a: "done" });
  assert.deepEqual(open(device.disk).draft("x"), { story: "屏幕有裂纹" });
});

test("a tick on a page that came back and was told nothing takes no draft away", () => {
  const device = new Device();
  const [letter, situation] = [device.tab(), device.tab()];
  letter.store.setFacts({ "buyer.name": "王小明" }, "letter/x");
  letter.store.setDraft("x", 1, { story: "屏幕有裂纹" });
  situation.store.setTicks("s", { a: "done" });
  const { store } = device.tab();
  assert.deepEqual([store.draft("x"), store.fact("buyer.name"), store.tick("s", "a")], [{ story: "屏幕有裂纹" }, "王小明", "done"]);
});

test("全部清除 holds: another tab shows nothing any more, and what it keeps then is only that", () => {
  for (const heard of ["told", "late", "back"]) {
    const device = new Device();
    const [letter, privacy] = [device.tab(), device.tab()];
    letter.store.setFacts({ "buyer.name": "王小明", "dates.received": "2026-11-01" }, "letter/x");
    letter.store.setDraft("x", 1, { story: "经过" });
    privacy.catchUp();
    assert.equal(privacy.store.forget(), true);
    if (heard === "told") letter.catchUp();
    if (heard === "back") letter.send("pageshow", { persisted: true });
    if (heard !== "late") assert.deepEqual([letter.store.fact("buyer.name"), letter.store.draft("x"), letter.store.current()], [undefined, {}, null]);
    letter.store.setFacts({ "order.paid": "5" }, "letter/x");
    const leaves = device.disk.leaves();
    const id = leaves.current;
    assert.deepEqual(leaves, { current: id, [`case/${id}/made`]: DAY, [`case/${id}/fact/order.paid`]: { value: "5", on: DAY, from: "letter/x" } }, heard);
  }
});

test("清除 also takes what another tab has in its memory because it found no room", () => {
  const device = new Device();
  const [letter, privacy] = [device.tab(), device.tab()];
  letter.store.setFacts({ "buyer.name": "王小明" }, "letter/x");
  device.disk.room = size(device.disk);
  letter.store.setFacts({ "buyer.phone": "138" }, "letter/x");
  assert.match(letter.store.problem(), /空间满了/);
  device.disk.room = Infinity;
  privacy.store.forget();
  letter.catchUp();
  assert.deepEqual([letter.store.fact("buyer.phone"), letter.store.problem(), device.disk.length], [undefined, null, 0]);
});

test("where the storage cannot be emptied, forgetting says so", () => {
  const disk = new Disk();
  const store = open(disk);
  store.setTicks("s", { a: "done" });
  disk.fault = refuse;
  assert.equal(store.forget(), false);
  assert.match(store.problem(), /不让网页保存/);
});

test("another tab that empties its storage sends many events; the page is told once", () => {
  const device = new Device();
  const waiting = [];
  const [a, b] = [device.tab(), device.tab({ setTimeout: (act) => waiting.push(act) })];
  a.store.setTicks("s", Object.fromEntries(Array.from({ length: 50 }, (_, i) => [`step-${i}`, "done"])));
  let told = 0;
  b.store.watch(() => (told += 1));
  b.catchUp();
  assert.deepEqual([b.store.tick("s", "step-7"), told, waiting.length], ["done", 0, 1]);
  waiting.pop()();
  assert.equal(told, 1);
  b.send("storage", { key: "别人的" });
  assert.equal(waiting.length, 0);
});

// ------------------------------------------------------------------ cases

test("the first thing that is kept begins a case; nothing is kept for looking, and nothing for taking away what is not there", () => {
  const disk = new Disk();
  const store = open(disk);
  assert.deepEqual([store.current(), store.fact("buyer.name"), store.draft("x"), store.draftNumbers("x"), store.openDraft("x"), store.events(), store.list()], [null, undefined, {}, [1], 1, [], []]);
  store.setTicks("s", { a: undefined });
  store.dropFact("buyer.name");
  store.setFacts({ "buyer.name": "" }, "page");
  assert.equal(disk.length, 0);
  store.setTicks("s", { a: "done" });
  assert.deepEqual(store.list().map((c) => [c.made, c.name]), [[DAY, ""]]);
});

test("an empty value leaves a fact as it is; only taking it away takes it away", () => {
  const store = open(new Disk());
  store.setFacts({ "buyer.name": "王小明", "dates.received": "2026-11-01" }, "page");
  store.setFacts({ "buyer.name": "", "dates.received": "", "order.paid": null, "order.goods": undefined }, "letter/x");
  assert.deepEqual([store.fact("buyer.name"), store.fact("dates.received"), store.fact("order.paid")], ["王小明", "2026-11-01", undefined]);
  assert.deepEqual(store.origin("buyer.name"), { on: DAY, from: "page" });
  assert.equal(store.origin("order.paid"), undefined);
  store.dropFact("dates.received");
  assert.deepEqual([store.fact("dates.received"), store.events()], [undefined, []]);
});

test("a page stays with its case, whatever another tab takes in hand", () => {
  const device = new Device();
  const a = device.tab();
  a.store.setFacts({ "buyer.name": "甲" }, "page");
  const first = a.store.current();
  const b = device.tab();
  const second = b.store.create("第二件");
  b.store.setFacts({ "buyer.name": "乙" }, "page");
  a.catchUp();
  a.store.setFacts({ "order.paid": "1" }, "page");
  assert.deepEqual([a.store.current(), b.store.current(), device.tab().store.current()], [first, second, second]);
  assert.deepEqual([b.store.value(first, "fact/order.paid"), b.store.value(second, "fact/order.paid")], [undefined, undefined], "还没听说");
  b.catchUp();
  assert.deepEqual([b.store.value(first, "fact/order.paid").value, b.store.value(second, "fact/order.paid")], ["1", undefined]);
  a.send("pageshow", { persisted: true });
  assert.equal(a.store.current(), second, "从别页回来的，看现在手上的这件");
});

test("what is typed for a case that another tab has taken away goes into no other case", () => {
  for (const heard of ["heard", "late"]) {
    const device = new Device();
    const waiting = [];
    const a = device.tab({ setTimeout: (act) => waiting.push(act) });
    a.store.create("一");
    const gone = a.store.current();
    a.store.setEvent("received", { day: "2026-11-01", kind: "received", text: "旧的" });
    const b = device.tab();
    const other = b.store.create("二");
    a.catchUp();
    b.store.remove(gone);
    if (heard === "heard") a.catchUp();
    a.store.together(() => {
      a.store.setFacts({ "dates.received": "2026-11-02", "buyer.name": "甲" }, "letter/x");
      a.store.setDraft("x", 1, { story: "新的" });
    });
    assert.ok(![gone, other].includes(a.store.current()), heard);
    const { store } = device.tab();
    assert.deepEqual(store.list().map((c) => c.id).sort(), [other, a.store.current()].sort());
    assert.deepEqual(Object.keys(device.disk.leaves()).filter((path) => path.includes(gone)), [], "删掉的没有回来");
    assert.deepEqual([store.fact("buyer.name"), store.events().map((e) => [e.day, e.text]), store.draft("x")], ["甲", [["2026-11-02", undefined]], { story: "新的" }]);
  }
});

test("what found no room goes with its case", () => {
  const device = new Device();
  const [a, b] = [device.tab(), device.tab()];
  const gone = a.store.create("一");
  b.catchUp();
  device.disk.room = size(device.disk);
  a.store.setFacts({ "buyer.name": "甲" }, "page");
  device.disk.room = Infinity;
  b.store.remove(gone);
  a.catchUp();
  a.store.setTheme("dark");
  assert.deepEqual(Object.keys(device.disk.leaves()).filter((path) => path.includes(gone)), []);
});

test("a page that takes something away in a case that is gone is drawn anew, and keeps nothing", () => {
  const device = new Device();
  const [a, b] = [device.tab(), device.tab()];
  const gone = a.store.create("一");
  a.store.setTicks("s", { a: "done" });
  b.catchUp();
  const other = b.store.create("二");
  b.store.remove(gone);
  let seen;
  a.store.watch(() => (seen = [a.store.current(), a.store.tick("s", "a")]));
  a.store.setTicks("s", { a: undefined });
  assert.deepEqual([seen, device.tab().store.list().map((c) => c.id)], [[other, undefined], [other]]);
});

test("a page whose case was taken away lets go of it when it is told", () => {
  const device = new Device();
  const [a, b] = [device.tab(), device.tab()];
  const gone = a.store.create("一");
  b.catchUp();
  const other = b.store.create("二");
  a.catchUp();
  const seen = [];
  a.store.watch(() => seen.push(a.store.current()));
  b.store.remove(gone);
  a.catchUp();
  assert.equal(seen.at(-1), other);
});

test("cases: named, put away, in use again, solved, taken away by themselves", () => {
  const disk = new Disk();
  const store = open(disk);
  const one = store.create("灯");
  store.setFacts({ "buyer.name": "甲" }, "page");
  const two = store.create();
  store.rename(two, "鞋");
  store.solve(two, "2026-11-20");
  assert.deepEqual(store.list().map((c) => [c.name, c.solved]).sort(), [["灯", undefined], ["鞋", "2026-11-20"]]);
  store.putAway(two, true);
  assert.equal(open(disk).current(), one, "收起来的不在手上");
  store.switchTo(two);
  assert.deepEqual([open(disk).current(), store.list().map((c) => c.away)], [two, [undefined, undefined]]);
  store.rename(two, "");
  assert.equal(store.value(two, "name"), undefined);
  store.remove(two);
  assert.deepEqual([store.current(), store.fact("buyer.name"), Object.keys(disk.leaves()).filter((p) => p.includes(two))], [one, "甲", []]);
});

test("the newest case first; one that was put away is not taken in hand by itself", () => {
  const device = new Device();
  const days = [["甲", "2026-11-03"], ["乙", "2026-11-20"], ["丙", "2026-11-11"]];
  const ids = days.map(([name, day]) => device.tab({}, day).store.create(name));
  const { store } = device.tab();
  assert.deepEqual(store.list().map((c) => [c.name, c.made]), [["乙", "2026-11-20"], ["丙", "2026-11-11"], ["甲", "2026-11-03"]]);
  store.putAway(ids[1], true);
  store.remove(ids[2]); // the one in hand
  assert.equal(device.tab().store.current(), ids[0]);
  store.putAway(ids[0], true);
  assert.equal(device.tab().store.current(), null);
});

test("a case from elsewhere: merged it adds, replacing it also takes away; both take it in hand", () => {
  const value = (v) => ({ value: v });
  for (const [how, stays] of [["merge", "留"], ["replace", undefined]]) {
    const disk = new Disk();
    const store = open(disk);
    const mine = store.create("别的");
    store.take([{ id: "away", leaves: [["case/away/made", "2026-01-01"], ["case/away/fact/buyer.name", value("甲")], ["case/away/fact/order.paid", value("留")]], how: "merge" }]);
    store.switchTo(mine);
    store.take([{ id: "away", leaves: [["case/away/made", "2026-01-01"], ["case/away/fact/buyer.name", value("乙")]], how }]);
    assert.deepEqual([store.current(), store.fact("buyer.name"), store.fact("order.paid"), open(disk).fact("order.paid"), store.list().length], ["away", "乙", stays, stays, 2], how);
  }
});

test("the day a draft was begun is the first one", () => {
  const device = new Device();
  device.tab({}, "2026-11-01").store.beginDraft("x", 1);
  const { store } = device.tab({}, "2026-11-20");
  store.beginDraft("x", 1);
  assert.equal(store.begun("x", 1), "2026-11-01");
});

test("drafts: begun, several, emptied", () => {
  const store = open(new Disk());
  store.beginDraft("x", 1);
  store.setDraft("x", 3, { story: "三" });
  store.setOpenDraft("x", 2);
  assert.deepEqual([store.draftNumbers("x"), store.openDraft("x"), store.begun("x", 1), store.begun("x", 3), store.letters()], [[1, 2, 3], 2, DAY, undefined, ["x"]]);
  store.setHelp("x", 1, "story", () => ({ told: "事" }));
  store.clearDraft("x", 1);
  assert.deepEqual([store.help("x"), store.begun("x", 1), store.openDraft("x"), store.draft("x", 3)], [{}, undefined, 1, { story: "三" }]);
});

test("several changes are written at once and told once, also where they fail in the middle", () => {
  const disk = new Disk();
  const store = open(disk);
  let told = 0;
  store.watch(() => (told += 1));
  store.together(() => {
    store.setTheme("dark");
    store.setFacts({ "buyer.name": "甲" }, "page");
    store.together(() => store.setTicks("s", { a: "done" }));
    assert.deepEqual([disk.length, store.fact("buyer.name"), told], [0, "甲", 0]);
  });
  assert.deepEqual([told, open(disk).fact("buyer.name"), open(disk).tick("s", "a")], [1, "甲", "done"]);
  assert.throws(() => store.together(() => {
    store.setTicks("s", { b: "done" });
    throw new Error("x");
  }), /x/);
  assert.equal(open(disk).tick("s", "b"), "done");
});

// ------------------------------------------------------------------ nothing stays

test("a tab that keeps nothing: all goes along with it and nothing lies on the device; back again it is all there", () => {
  const disk = new Disk({ 别人的: "x" });
  const tab = new Device(disk).tab();
  tab.store.setFacts({ "buyer.name": "甲" }, "page");
  disk.setItem(`${PREFIX}case/a/later/x`, "1");
  disk.setItem(`${BROKEN}1`, "{");
  assert.equal(tab.store.disk.setSession(true), true);
  assert.deepEqual([...disk.map.keys()].sort(), [MODE_KEY, "别人的"].sort());
  tab.store.setFacts({ "order.paid": "5" }, "page");
  tab.open();
  assert.deepEqual([tab.store.fact("buyer.name"), tab.store.fact("order.paid"), tab.store.disk.broken()], ["甲", "5", ["{"]]);
  assert.equal(new Device(disk).tab().store.fact("buyer.name"), undefined, "另开的，什么也没有");
  assert.equal(tab.store.disk.setSession(false), true);
  assert.deepEqual([open(disk).fact("buyer.name"), disk.getItem(`${PREFIX}case/a/later/x`), disk.getItem(`${BROKEN}1`), tab.window.sessionStorage.length], ["甲", "1", "{", 0]);
});

test("a mode that begins and ends before anything is kept takes nothing from the tabs that kept something in it", () => {
  const device = new Device();
  const [a, b] = [device.tab(), device.tab()];
  a.store.disk.setSession(true);
  b.catchUp();
  b.store.setFacts({ "buyer.name": "乙" }, "page");
  assert.equal(a.store.disk.setSession(false), true);
  b.catchUp();
  assert.equal(device.tab().store.fact("buyer.name"), "乙");
});

test("what a tab kept for itself goes beside what lies on the device, and over none of it", () => {
  const device = new Device();
  const a = device.tab();
  a.store.setTheme("dark");
  a.store.setFacts({ "buyer.name": "甲" }, "page");
  const sessionStorage = new Disk({ [`${PREFIX}theme`]: '"light"', [`${PREFIX}case/b/made`]: `"${DAY}"`, [`${PREFIX}case/b/fact/buyer.name`]: '{"value":"乙"}' });
  const { store } = device.tab({ sessionStorage });
  assert.deepEqual([store.theme(), store.list().length, store.value("b", "fact/buyer.name").value, sessionStorage.length], ["dark", 2, "乙", 0]);
});

test("no room where it should go: it stays where it is", () => {
  const disk = new Disk();
  const tab = new Device(disk).tab({ sessionStorage: new Disk({}, 40) });
  tab.store.setFacts({ "buyer.name": "甲" }, "page");
  const before = [...disk.map];
  assert.equal(tab.store.disk.setSession(true), false);
  assert.deepEqual([[...disk.map], tab.window.sessionStorage.length], [before, 0]);
});

test("the mode begun or ended in another tab holds here, too; forgetting there forgets here", () => {
  const device = new Device();
  const [a, b] = [device.tab(), device.tab()];
  a.store.setFacts({ "buyer.name": "甲" }, "page");
  b.catchUp();
  a.store.disk.setSession(true);
  b.catchUp();
  assert.equal(b.store.fact("buyer.name"), undefined);
  b.store.setFacts({ "buyer.name": "乙" }, "page");
  assert.deepEqual([...device.disk.map.keys()], [MODE_KEY]);
  a.store.disk.setSession(false);
  b.catchUp();
  const names = device.tab().store;
  assert.deepEqual(names.list().map((c) => names.value(c.id, "fact/buyer.name").value).sort(), ["乙", "甲"].sort(), "两个标签页的都在");
  a.store.disk.setSession(true);
  b.catchUp();
  b.store.setFacts({ "buyer.name": "丙" }, "page");
  b.send("storage", { key: `${PREFIX}${Object.keys(b.window.sessionStorage.leaves()).find((p) => p.endsWith("buyer.name"))}` });
  assert.equal(b.store.fact("buyer.name"), "丙");
  a.store.forget();
  b.catchUp();
  assert.deepEqual([b.store.fact("buyer.name"), b.window.sessionStorage.length, device.disk.length], [undefined, 0, 0]);
});

// ------------------------------------------------------------------ the hands

test("the helping hands take whatever lies there", () => {
  const sum = { rule: "r", conditions: [{ id: "one" }, { id: "two" }] };
  for (const junk of [undefined, null, 5, "x", [], { r: null }, { r: 5 }, { r: { ticked: "one two" } }, { r: { ticked: [0, 1] } }, { r: { ticked: ["one"], inputs: null } }]) {
    assert.equal(allTicked(sum, { _help: junk }), false, JSON.stringify(junk));
    assert.deepEqual(sumState({ _help: junk }, "r").inputs, {});
    assert.doesNotThrow(() => kept({ _help: junk }, "story"));
  }
  assert.equal(allTicked(sum, { _help: { r: { ticked: ["two", "gone", "one"] } } }), true);
  assert.deepEqual(sumState({ _help: { r: { inputs: { a: "1", b: 2, c: {} } } } }, "r").inputs, { a: "1" });
});
