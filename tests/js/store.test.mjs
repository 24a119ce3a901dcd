import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { KEY, VERSION } from "../../docs/assets/javascripts/lib/key.js";
import { allTicked, events, kept, sumState } from "../../docs/assets/javascripts/lib/help.js";
import { Newer, parse } from "../../docs/assets/javascripts/store/versions.js";
import { Disk, open, storageEvent } from "./help/storage.mjs";

const V1 = readFileSync(new URL("../fixtures/stored/v1.json", import.meta.url), "utf8");
const now = (disk) => JSON.parse(disk.getItem(KEY));

test("what the first release kept is all there, but for ticks that were kept by their place", () => {
  const before = JSON.parse(V1);
  const after = parse(V1);
  assert.equal(after.version, 2);
  for (const part of ["ticks", "facts", "theme", "open"]) assert.deepEqual(after[part], before[part], part);
  assert.deepEqual(Object.keys(after.drafts), Object.keys(before.drafts));
  for (const [key, draft] of Object.entries(before.drafts)) {
    const { _help: was, ...typed } = draft;
    const { _help: is, ...typedNow } = after.drafts[key];
    assert.deepEqual(typedNow, typed, key);
    assert.deepEqual(Object.keys(is), Object.keys(was), key);
    for (const hand of ["story", "agent"]) assert.deepEqual(is[hand], was[hand]);
    for (const [rule, state] of Object.entries(was)) {
      if (!state.ticked) continue;
      assert.deepEqual(is[rule], { ticked: [], inputs: state.inputs, again: true }, rule);
      assert.deepEqual(sumState(after.drafts[key], rule), { ticked: [], inputs: state.inputs, again: true });
    }
  }
  // the fixture does hold what the migration is about
  assert.deepEqual(before.drafts["default/food-complaint"]._help["food-tenfold"].ticked, [0, 1, 2]);
  assert.equal(before.drafts["default/complaint-12315/2"]._help["fraud-triple"].ticked.length, 1);
});

test("a sum where nothing had been ticked is not said to have lost ticks", () => {
  const text = JSON.stringify({ version: 1, drafts: { "default/x": { _help: { deposit: { ticked: [], inputs: { price: "1" } } } } } });
  assert.deepEqual(parse(text).drafts["default/x"]._help.deposit, { ticked: [], inputs: { price: "1" } });
});

test("migration takes whatever lies there", () => {
  for (const drafts of [undefined, null, [], "x", { a: null }, { a: [] }, { a: { _help: 5 } }, { a: { _help: { r: null, s: { ticked: "0" }, t: [1] } } }]) {
    assert.equal(parse(JSON.stringify({ version: 1, drafts })).version, 2, JSON.stringify(drafts));
  }
});

test("today's version is taken as it is, another is not", () => {
  const state = { version: VERSION, ticks: { "default/a/b": "done" }, facts: {}, drafts: { "default/x": { _help: { r: { ticked: ["one"] } } } }, extra: 1 };
  assert.deepEqual(parse(JSON.stringify(state)), state);
  assert.throws(() => parse(JSON.stringify({ version: VERSION + 1 })), Newer);
  for (const version of [0, -1, 1.5, "1", null, undefined]) {
    assert.throws(() => parse(JSON.stringify({ version })), (error) => !(error instanceof Newer), String(version));
  }
  for (const text of ["", "{", "[]", "5", "null", '"x"']) assert.throws(() => parse(text), text);
});

test("looking at it writes nothing; the first change writes the new version", async () => {
  const disk = new Disk({ [KEY]: V1 });
  const store = await open(disk);
  assert.equal(store.problem(), null);
  assert.equal(store.tick("opened-or-used", "stop-using"), "done");
  assert.equal(store.fact("dates.received"), "2026-11-17");
  assert.equal(store.theme(), "dark");
  assert.equal(store.openDraft("complaint-12315"), 2);
  assert.deepEqual(store.draftNumbers("complaint-12315"), [1, 2]);
  assert.equal(store.draft("complaint-12315", 2).seller, "另一家有限公司");
  assert.equal(disk.getItem(KEY), V1);
  store.setTicks("opened-or-used", { "stop-using": undefined });
  assert.equal(now(disk).version, 2);
  assert.equal(now(disk).ticks["default/opened-or-used/stop-using"], undefined);
  assert.equal(now(disk).drafts["default/food-complaint"].goods, "苏打饼干");
});

test("a full storage is read, and written again once there is room", async () => {
  const disk = new Disk({ [KEY]: V1, other: "x".repeat(100) });
  disk.room = V1.length + KEY.length + 110;
  const store = await open(disk);
  assert.match(store.problem(), /空间满了/);
  assert.equal(store.tick("opened-or-used", "find-category"), "done");
  store.setFact("order.number", "9".repeat(3000));
  assert.equal(disk.getItem(KEY), V1, "满了的时候，原来的一个字也不动");
  assert.match(store.problem(), /空间满了/);
  disk.room = Infinity;
  store.setFact("order.number", "123");
  assert.equal(store.problem(), null);
  assert.equal(now(disk).facts.default["order.number"], "123");
});

test("a browser that refuses", async () => {
  const refusing = { getItem: () => { throw new DOMException("no", "SecurityError"); } };
  const quiet = new Disk({}, 0); // a private window that has no room at all
  for (const disk of [null, refusing, quiet]) {
    const store = await open(disk);
    assert.match(store.problem(), /不让网页保存/);
    store.setTicks("s", { a: "done" });
    assert.equal(store.tick("s", "a"), "done");
  }
});

test("what cannot be read is put aside; a second one goes beside the first", async () => {
  const disk = new Disk({ [KEY]: "{第一份" });
  let store = await open(disk);
  assert.match(store.problem(), /另外留了一份/);
  assert.equal(disk.getItem(`${KEY}/broken`), "{第一份");
  store.setTicks("s", { a: "done" });
  assert.equal(now(disk).ticks["default/s/a"], "done");
  disk.setItem(KEY, "{第二份");
  store = await open(disk);
  assert.equal(disk.getItem(`${KEY}/broken`), "{第一份");
  assert.equal(disk.getItem(`${KEY}/broken/2`), "{第二份");
  disk.setItem(KEY, "{第一份"); // the same again needs no third place
  store = await open(disk);
  assert.deepEqual(Object.keys(disk).filter((k) => k.includes("broken")), [`${KEY}/broken`, `${KEY}/broken/2`]);
  disk.setItem("别人的", "x");
  store.forget();
  assert.deepEqual(Object.keys(disk), ["别人的"], "全部清除，也包括另外留的");
  assert.equal(store.problem(), null);
});

test("no room for a copy: what lies there is not written over", async () => {
  const broken = "{".repeat(500);
  const disk = new Disk({ [KEY]: broken });
  disk.room = KEY.length + broken.length + 40;
  const store = await open(disk);
  assert.match(store.problem(), /没有动/);
  store.setTicks("s", { a: "done" });
  assert.equal(disk.getItem(KEY), broken);
});

test("a later release's storage is left alone, also when another tab brings it", async () => {
  const newer = JSON.stringify({ version: VERSION + 1, secret: 1 });
  const disk = new Disk({ [KEY]: newer });
  let store = await open(disk);
  assert.match(store.problem(), /更新版本/);
  store.setTicks("s", { a: "done" });
  assert.equal(disk.getItem(KEY), newer);

  const other = new Disk({ [KEY]: V1 });
  store = await open(other);
  other.setItem(KEY, newer);
  storageEvent(KEY, newer);
  assert.match(store.problem(), /更新版本/);
  store.setTicks("s", { a: "done" });
  assert.equal(other.getItem(KEY), newer);
});

test("another tab's change is taken over; rubbish from it is not", async () => {
  const disk = new Disk();
  const store = await open(disk);
  let told = 0;
  store.watch(() => (told += 1));
  storageEvent(KEY, V1);
  assert.equal(store.tick("opened-or-used", "stop-using"), "done");
  storageEvent(KEY, "{");
  storageEvent("something-else", "{}");
  assert.equal(told, 1);
  assert.equal(store.tick("opened-or-used", "stop-using"), "done");
  storageEvent(KEY, null);
  assert.equal(store.tick("opened-or-used", "stop-using"), undefined);
});

test("the helping hands take whatever lies there", () => {
  const sum = { rule: "r", conditions: [{ id: "one" }, { id: "two" }] };
  for (const junk of [undefined, null, 5, "x", [], { r: null }, { r: 5 }, { r: { ticked: "one two" } }, { r: { ticked: [0, 1] } }, { r: { ticked: ["one"], inputs: null } }]) {
    assert.equal(allTicked(sum, { _help: junk }), false, JSON.stringify(junk));
    assert.deepEqual(sumState({ _help: junk }, "r").inputs, {});
    assert.doesNotThrow(() => kept({ _help: junk }, "story"));
  }
  assert.equal(allTicked(sum, { _help: { r: { ticked: ["two", "gone", "one"] } } }), true);
  assert.deepEqual(sumState({ _help: { r: { inputs: { a: "1", b: 2, c: {} } } } }, "r").inputs, { a: "1" });
  for (const junk of [undefined, 5, "x", { length: 2 }, [null, 5, "x"]]) assert.deepEqual(events({ _help: { story: { events: junk } } }), []);
  assert.deepEqual(events({ _help: { story: { events: [{ date: 5 }, { text: "甲" }] } } }), [{ date: "5", text: "" }, { date: "", text: "甲" }]);
});
