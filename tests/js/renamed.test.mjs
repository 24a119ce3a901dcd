// What a reader kept under an id that was renamed: nothing is lost, nothing younger is written over, and no other id is touched.
import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { afterEach, test } from "node:test";
import { PREFIX } from "../../docs/assets/javascripts/lib/key.js";
import { readText } from "../../docs/assets/javascripts/store/carry.js";
import { renamed } from "../../docs/assets/javascripts/store/renamed.js";
import { Disk, open } from "./help/storage.mjs";

const NAMES = { scenario: { lamp: "broken-lamp" }, letter: { note: "short-note" } };
const FOLDER = new URL("../releases/", import.meta.url);
const given = (names) => (globalThis.window = /** @type {any} */ ({ handbookRename: (path, value) => renamed(path, value, names) }));

afterEach(() => delete globalThis.window);

test("every place that names a situation or a letter", () => {
  const moved = {
    "tick/lamp/lamp": "tick/broken-lamp/lamp",
    "situation/lamp": "situation/broken-lamp",
    "message/lamp": "message/broken-lamp",
    "seen/scenario/lamp": "seen/scenario/broken-lamp",
    "seen/letter/note": "seen/letter/short-note",
    "begun/note/2": "begun/short-note/2",
    "draft/note/1/lamp": "draft/short-note/1/lamp",
    "help/note/1/note": "help/short-note/1/note",
    "open/note": "open/short-note",
    "tick/note/x": "tick/note/x",
    "seen/topic/lamp": "seen/topic/lamp",
    "draft/lamp/1/x": "draft/lamp/1/x",
    name: "name",
  };
  for (const [old, now] of Object.entries(moved)) assert.deepEqual(renamed(`case/c/${old}`, "v", NAMES), [`case/c/${now}`, "v"], old);
  assert.deepEqual(renamed("current", "lamp", NAMES), ["current", "lamp"]);
  assert.deepEqual(renamed("case/c/tick/constructor/x", "done", NAMES), ["case/c/tick/constructor/x", "done"]);
});

test("what a fact came from and what an event sent", () => {
  const fact = { value: "1", on: "2026-11-29", from: "letter/note" };
  assert.deepEqual(renamed("case/c/fact/order.paid", fact, NAMES)[1], { ...fact, from: "letter/short-note" });
  const event = { day: "", kind: "sent", letter: "note", from: "case" };
  assert.deepEqual(renamed("case/c/event/e", event, NAMES)[1], { ...event, letter: "short-note" });
  const other = { value: "1", from: "page" };
  assert.equal(renamed("case/c/fact/x", other, NAMES)[1], other);
});

const stored = () =>
  new Disk({
    "aftersales-handbook/version": "2",
    [`${PREFIX}current`]: '"c"',
    [`${PREFIX}case/c/made`]: '"2026-11-20"',
    [`${PREFIX}case/c/tick/lamp/one`]: '"done"',
    [`${PREFIX}case/c/tick/lamp/two`]: '"done"',
    [`${PREFIX}case/c/tick/broken-lamp/two`]: '"na"',
    [`${PREFIX}case/c/draft/note/1/seller`]: '"某店"',
  });

test("it moves on the disk, once, and what is younger stays", () => {
  given(NAMES);
  const disk = stored();
  const store = open(disk);
  assert.deepEqual([store.tick("broken-lamp", "one"), store.tick("broken-lamp", "two")], ["done", "na"]);
  assert.deepEqual(store.draft("short-note"), { seller: "某店" });
  assert.deepEqual(Object.keys(disk.leaves()).filter((path) => /lamp|note/.test(path)).sort(), [
    "case/c/draft/short-note/1/seller",
    "case/c/tick/broken-lamp/one",
    "case/c/tick/broken-lamp/two",
  ]);
  store.setTicks("broken-lamp", { one: undefined });
  assert.equal(open(disk).tick("broken-lamp", "one"), undefined, "what was unticked since does not come back");
});

test("where there is no room, the page shows it and nothing is lost", () => {
  given(NAMES);
  const disk = stored();
  disk.fault = () => {
    throw new DOMException("no room", "QuotaExceededError");
  };
  const before = disk.leaves();
  assert.equal(open(disk).tick("broken-lamp", "one"), "done");
  assert.deepEqual(disk.leaves(), before);
});

for (const release of readdirSync(FOLDER)) {
  const { storage, file } = JSON.parse(readFileSync(new URL(`${release}/stored.json`, FOLDER), "utf8"));
  const names = { scenario: { "no-reason-return": "changed-my-mind", scam: "being-cheated" }, letter: { "return-notice": "notice-of-return" } };

  test(`${release}: all that lay under three ids lies under the new ones`, () => {
    given(names);
    const before = new Disk(storage).leaves();
    const disk = new Disk(storage);
    const store = open(disk);
    const after = disk.leaves();
    assert.equal(store.problem(), null);
    assert.equal(Object.keys(after).length, Object.keys(before).length);
    for (const [path, value] of Object.entries(before)) {
      const [now, said] = renamed(path, value, names);
      assert.deepEqual(after[now], said, path);
    }
    const old = Object.keys(after).filter((path) => /\/(no-reason-return|scam|return-notice)(\/|$)/.test(path));
    assert.deepEqual(old, []);
    assert.ok(Object.keys(after).some((path) => path.includes("/tick/changed-my-mind/")) && Object.keys(after).some((path) => path.includes("/draft/notice-of-return/")));
  });

  test(`${release}: a case that was carried away comes back under the new ids`, () => {
    const plain = readText(file).cases[0];
    const [scenario] = plain.leaves.find(([path]) => path.includes("/tick/"))[0].split("/tick/")[1].split("/");
    given({ scenario: { [scenario]: "another-name" } });
    const found = readText(file);
    assert.equal(found.altered, false, "its sum is that of the file");
    assert.equal(found.cases[0].leaves.length, plain.leaves.length);
    assert.ok(found.cases[0].leaves.some(([path]) => path.includes("/tick/another-name/")));
    assert.ok(!found.cases[0].leaves.some(([path]) => path.includes(`/${scenario}/`)));
  });
}
