// What holds of the store whatever happens: several tabs in any order, a page that dies between two writes, no room at any of them, any value.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { MODE_KEY, OLD_KEY, PREFIX } from "../../docs/assets/javascripts/lib/key.js";
import { fits, known } from "../../docs/assets/javascripts/store/leaves.js";
import { Device, Disk } from "./help/storage.mjs";

const V1 = readFileSync(new URL("../fixtures/stored/v1.json", import.meta.url), "utf8");
const DAY = "2026-11-28";

/** The same numbers for the same seed: a failure can be made again. */
function dice(seed) {
  let state = seed;
  const next = () => {
    state = (state * 1664525 + 1013904223) % 4294967296;
    return state / 4294967296;
  };
  const below = (n) => Math.floor(next() * n);
  return { below, pick: (list) => list[below(list.length)] };
}

// ------------------------------------------------------------------ several tabs

/** One thing that a reader does: [what the store is told, what must be kept then: {path in the case: value or undefined}]. */
function deed({ below, pick }, word) {
  const n = below(3) + 1;
  const fact = pick(["buyer.name", "order.paid", "seller.where"]);
  const field = pick(["story", "reason", "seller"]);
  const step = pick(["a", "b", "c"]);
  return pick([
    [(s) => s.setFacts({ [fact]: word }, "letter/x"), { [`fact/${fact}`]: { value: word, on: DAY, from: "letter/x" } }],
    [(s) => s.setDraft("x", n, { [field]: word }), { [`draft/x/${n}/${field}`]: word }],
    [(s) => s.setDraft("x", n, { [field]: undefined }), { [`draft/x/${n}/${field}`]: undefined }],
    [(s) => s.setTicks("s", { [step]: "done", d: "na" }), { [`tick/s/${step}`]: "done", "tick/s/d": "na" }],
    [(s) => s.setTicks("s", { [step]: undefined }), { [`tick/s/${step}`]: undefined }],
    [(s) => s.setMessage("s", step), { "message/s": step }],
    [(s) => s.dropFact(fact), { [`fact/${fact}`]: undefined }],
    [(s) => s.together(() => {
      s.setFacts({ [fact]: word }, "page");
      s.setDraft("x", n, { [field]: word });
    }), { [`fact/${fact}`]: { value: word, on: DAY, from: "page" }, [`draft/x/${n}/${field}`]: word }],
  ]);
}

/** Parts of one leaf that different tabs write. */
function part({ pick }, word) {
  const key = pick(["name", "phone", "kin"]);
  return pick([
    [(s) => s.setHelp("x", 1, "agent", (now) => ({ ...now, [key]: word })), "help/x/1/agent", { [key]: word }],
    [(s) => s.setEvent("received", { text: word }), "event/received", { text: word }],
    [(s) => s.setFacts({ "dates.received": "2026-11-02" }, word), "event/received", { day: "2026-11-02", from: word, kind: "received" }],
    [(s) => s.setProof("photo", { name: word }), "proof/photo", { name: word }],
  ]);
}

test("fifty interleaved writes of two tabs: nothing is lost, whatever they have heard of each other", () => {
  for (let seed = 1; seed <= 200; seed += 1) {
    const random = dice(seed);
    const device = new Device();
    const tabs = [device.tab(), device.tab()];
    const kept = {};
    for (let i = 0; i < 50; i += 1) {
      const tab = random.pick(tabs);
      if (random.below(3)) {
        const [act, wanted] = deed(random, `字${i}`);
        act(tab.store);
        Object.assign(kept, wanted);
      } else {
        const [act, path, parts] = part(random, `字${i}`);
        act(tab.store);
        kept[path] = { ...kept[path], ...parts };
      }
      if (!random.below(4) && tab.events.length) tab.deliver();
    }
    const leaves = device.disk.leaves();
    const ids = Object.keys(leaves).filter((p) => p.endsWith("/made"));
    assert.equal(ids.length, 1, `${seed}：只有一个案件`);
    for (const [path, value] of Object.entries(kept)) {
      const found = leaves[`case/${leaves.current}/${path}`];
      if (/^help|^event|^proof/.test(path)) assert.deepEqual({ ...found, ...value }, found, `${seed} ${path}`);
      else assert.deepEqual(found, value, `${seed} ${path}`);
    }
  }
});

test("any tabs, cases, deletions, events late, in any order or never: what was typed is where it was meant to be, and what is gone stays gone", () => {
  let deeds = 0;
  let lost = 0;
  for (let seed = 1; seed <= 300; seed += 1) {
    const random = dice(seed);
    const device = new Device();
    const tabs = [device.tab(), device.tab(), device.tab()];
    const cases = new Map(); // id → {path: value}, those that must be there
    const removed = new Set();
    const held = new Map(); // tab → the case whose page it shows, as far as it knows
    const settle = (tab) => held.set(tab, tab.store.current());
    for (const tab of tabs) {
      settle(tab);
      tab.store.watch(() => settle(tab));
    }
    for (let i = 0; i < 60; i += 1) {
      const tab = random.pick(tabs);
      const what = random.below(20);
      if (what < 11) {
        const [act, wanted] = deed(random, `字${i}`);
        const before = held.get(tab);
        const known_ = [...cases.keys()];
        act(tab.store);
        const now = tab.store.current();
        const gives = Object.values(wanted).some((v) => v !== undefined);
        if (before !== null && cases.has(before)) assert.equal(now, before, `${seed}/${i}：写进了另一个案件`);
        else if (before !== null && gives) {
          assert.ok(!known_.includes(now), `${seed}/${i}：删掉的案件，写进了别的案件`);
          lost += 1;
        }
        if (gives || cases.has(now)) {
          if (!cases.has(now)) cases.set(now, { made: DAY });
          if (gives || before === now) Object.assign(cases.get(now), wanted);
        }
        deeds += 1;
      } else if (what === 11) {
        const id = tab.store.create(`案${i}`);
        cases.set(id, { made: DAY, name: `案${i}` });
      } else if (what === 12 && cases.size > 1) {
        const id = random.pick([...cases.keys()]);
        tab.store.reload();
        tab.store.remove(id);
        cases.delete(id);
        removed.add(id);
      } else if (what === 13 && !random.below(4)) {
        tab.store.forget();
        for (const id of cases.keys()) removed.add(id);
        cases.clear();
      } else if (what === 14) tab.send("pageshow", { persisted: true });
      else if (what === 15) tab.send("visibilitychange");
      else if (what === 16) tab.events = []; // a frozen page hears nothing
      else if (tab.events.length) tab.deliver(random.pick(tab.events));
    }
    const leaves = device.disk.leaves();
    for (const [id, kept] of cases) for (const [path, value] of Object.entries(kept)) assert.deepEqual(leaves[`case/${id}/${path}`], value, `${seed} ${id}/${path}`);
    for (const path of Object.keys(leaves)) {
      const id = path.split("/")[1];
      if (path.startsWith("case/")) assert.ok(cases.has(id), `${seed}：${removed.has(id) ? "删掉的又回来了" : "无主的"} ${path}`);
    }
    for (const tab of tabs) {
      tab.send("pageshow", { persisted: true });
      for (const [id, kept] of cases) for (const [path, value] of Object.entries(kept)) assert.deepEqual(tab.store.value(id, path), value, `${seed} ${path}`);
    }
  }
  assert.ok(deeds > 8000 && lost > 100, `${deeds} ${lost}`);
});

// ------------------------------------------------------------------ a page that dies, a storage without room

const AWAY = { id: "away1", leaves: [["case/away1/made", "2026-01-01"], ["case/away1/fact/buyer.name", { value: "外", on: "2026-01-01", from: "page" }], ["case/away1/name", "外来的"]] };

/** What may be going on when the page dies. `before` prepares the disk; `may` says of a leaf that was there whether it may be gone then. */
const GOING_ON = {
  "the first write": { act: (s) => s.setFacts({ "buyer.name": "甲", "dates.received": "2026-11-01" }, "page") },
  "a letter's field": {
    before: (s) => {
      s.setFacts({ "buyer.name": "甲甲甲" }, "page");
      s.setDraft("x", 1, { story: "经过", buyer: "甲一" });
    },
    act: (s) =>
      s.together(() => {
        s.setFacts({ "buyer.name": "乙" }, "letter/x");
        s.setDraft("x", 1, { buyer: undefined, story: "很长很长很长的经过" });
        s.beginDraft("x", 1);
      }),
    may: (path) => path.endsWith("draft/x/1/buyer"),
  },
  "what the first release kept": { disk: { [OLD_KEY]: V1 }, act: () => {} },
  "a case that is taken in, replacing": {
    before: (s) => {
      s.take([{ ...AWAY, leaves: [...AWAY.leaves, ["case/away1/fact/order.paid", { value: "5" }]], how: "merge" }]);
      s.create("这里的");
    },
    act: (s) => s.take([{ ...AWAY, leaves: AWAY.leaves.map(([p, v]) => [p, p.endsWith("/name") ? "换了名" : v]), how: "replace" }]),
    may: (path) => path === "case/away1/fact/order.paid",
  },
  "a new case that is taken in": { before: (s) => s.setTicks("s", { a: "done" }), act: (s) => s.take([{ ...AWAY, how: "merge" }]) },
  "a case that is taken away": {
    before: (s) => {
      s.take([{ ...AWAY, how: "merge" }]);
      s.create("留下的");
      s.setFacts({ "buyer.name": "留" }, "page");
    },
    act: (s) => s.remove("away1"),
    may: (path) => path.startsWith("case/away1/"),
  },
  "a letter that is emptied": {
    before: (s) => {
      s.setFacts({ "buyer.name": "留" }, "page");
      s.setDraft("x", 1, { story: "经过", reason: "没有" });
      s.setHelp("x", 1, "story", () => ({ told: "事" }));
    },
    act: (s) => s.clearDraft("x", 1),
    may: (path) => /\/(draft|help|begun|open)\/x/.test(path),
  },
};

/** A tab on a new disk after `before`; from the n-th change on `fault` decides. */
function prepared({ disk, before }) {
  const device = new Device(new Disk({ 别人的: "x", ...disk })); // an empty storage without room would be a browser that refuses
  if (before) before(device.tab().store);
  device.disk.changes = 0;
  return device;
}

/** A case's own id is another in every run. */
const named = (leaves) => Object.fromEntries(Object.entries(leaves).map(([path, value]) => [path.replace(/^case\/[0-9a-x]{7}\//, "case/NEW/"), path === "current" ? value.replace(/^[0-9a-x]{7}$/, "NEW") : value]));

/** Every leaf fits, and every leaf of a case belongs to a case that can be seen. */
function whole(disk, told) {
  const leaves = disk.leaves();
  for (const [path, value] of Object.entries(leaves)) {
    assert.ok(fits(path, value), `${told}：${path}`);
    if (path.startsWith("case/")) assert.ok(leaves[`case/${path.split("/")[1]}/made`], `${told}：无主的 ${path}`);
  }
  return leaves;
}

for (const [name, going] of Object.entries(GOING_ON)) {
  test(`the page dies at any write during: ${name}`, () => {
    const model = prepared(going);
    going.act(model.tab().store);
    const after = model.disk.leaves();
    const total = model.disk.changes;
    assert.ok(total >= 2);
    for (let n = 1; n <= total; n += 1) {
      const { disk } = prepared(going);
      const was = disk.leaves();
      disk.fault = (i) => {
        if (i >= n) throw new Error("the page is gone");
      };
      try {
        going.act(new Device(disk).tab().store);
      } catch {
        // it is gone
      }
      disk.fault = () => {};
      const told = `${name}，第${n}次`;
      const old = disk.getItem(OLD_KEY) !== null;
      const found = old ? disk.leaves() : whole(disk, told);
      for (const path of Object.keys(was)) if (!(going.may && going.may(path))) assert.ok(path in found, `${told}：${path} 没了`);
      const { store } = new Device(disk).tab();
      assert.equal(store.problem(), null, told);
      const now = whole(disk, told);
      if (going.disk) assert.deepEqual(now, after, `${told}：再打开就完整`);
      else {
        const [old_, new_] = [named(was), named(after)];
        for (const [path, value] of Object.entries(named(now))) assert.ok([old_[path], new_[path]].some((v) => JSON.stringify(v) === JSON.stringify(value)), `${told}：${path} 既不是原来的，也不是新的`);
      }
    }
  });

  test(`no room at any write during: ${name}`, () => {
    const model = prepared(going);
    const tab = model.tab();
    const opening = model.disk.changes; // the page's own question whether it may write
    going.act(tab.store);
    const total = model.disk.changes;
    for (let n = going.disk ? 1 : opening + 1; n <= total; n += 1) {
      const device = prepared(going);
      const { disk } = device;
      const before = [...disk.map].sort();
      let full = true;
      disk.fault = (i, text) => {
        if (full && i === n && text !== null) throw new DOMException("no room", "QuotaExceededError");
      };
      const one = device.tab();
      const taken = going.act(one.store);
      const told = `${name}，第${n}次`;
      // what comes from a file is still in the file: it is refused, and nothing of it waits for room
      if (taken === false) assert.deepEqual([[...disk.map].sort(), one.store.problem()], [before, null], `${told}：没有退回原样`);
      if (/空间满了/.test(one.store.problem())) {
        assert.deepEqual([...disk.map].sort(), before, `${told}：没有退回原样`);
      } else assert.equal(one.store.problem(), null, told);
      const seen = one.store.list().map((c) => [c.name, ...["buyer.name", "dates.received", "order.paid"].map((f) => f && one.store.value(c.id, `fact/${f}`))]);
      full = false;
      one.send("visibilitychange");
      assert.equal(one.store.problem(), null, told);
      whole(disk, told);
      const { store } = device.tab();
      assert.deepEqual(store.list().map((c) => [c.name, ...["buyer.name", "dates.received", "order.paid"].map((f) => store.value(c.id, `fact/${f}`))]), seen, `${told}：有了地方就写下来`);
      assert.equal(Object.keys(disk.leaves()).length, Object.keys((taken === false ? prepared(going) : model).disk.leaves()).length, told);
    }
  });
}

test("the page dies at any write while everything moves to the tab and back: nothing is nowhere", () => {
  for (const on of [true, false]) {
    for (let n = 1; ; n += 1) {
      const disk = new Disk();
      const sessionStorage = new Disk();
      const device = new Device(disk);
      const tab = device.tab({ sessionStorage });
      tab.store.setFacts({ "buyer.name": "甲", "order.paid": "5" }, "page");
      tab.store.setDraft("x", 1, { story: "经过" });
      if (!on) tab.store.disk.setSession(true);
      let changes = 0;
      const fault = () => {
        changes += 1;
        if (changes >= n) throw new Error("the page is gone");
      };
      disk.fault = sessionStorage.fault = fault;
      const done = tab.store.disk.setSession(on);
      disk.fault = sessionStorage.fault = () => {};
      const { store } = device.tab({ sessionStorage });
      assert.deepEqual([store.fact("buyer.name"), store.fact("order.paid"), store.draft("x"), store.list().length], ["甲", "5", { story: "经过" }, 1], `${on} ${n}`);
      if (done && changes < n) break;
      assert.ok(n < 60);
    }
  }
});

test("a device that keeps nothing: what dies half-way leaves no word on it for longer than the next page", () => {
  const disk = new Disk();
  const tab = new Device(disk).tab();
  tab.store.setFacts({ "buyer.name": "甲" }, "page");
  tab.store.disk.setSession(true);
  assert.deepEqual([...disk.map.keys()], [MODE_KEY]);
  tab.store.setFacts({ "order.paid": "5" }, "page");
  assert.deepEqual([...disk.map.keys()], [MODE_KEY]);
});

// ------------------------------------------------------------------ any value in any place

const PATHS = {
  theme: ["dark", "light"],
  current: ["a", "old-9x"],
  "case/a/name": ["灯", ""],
  "case/a/made": [DAY],
  "case/a/away": [DAY],
  "case/a/solved": [DAY],
  "case/a/fact/buyer.name": [{ value: "甲" }, { value: "甲", on: DAY, from: "page" }],
  "case/a/event/received": [{ day: DAY, kind: "received" }, { day: "", kind: "note", text: "事", letter: "x", proof: "p", who: "甲", on: DAY, from: "page" }],
  "case/a/tick/s/b": ["done", "na"],
  "case/a/situation/s": [DAY],
  "case/a/message/s": ["main", "too-late"],
  "case/a/begun/x/1": [DAY],
  "case/a/draft/x/1/story": ["经过", "", ["a", "b"], []],
  "case/a/help/x/2/agent": [{}, { on: true, name: "乙" }],
  "case/a/open/x": [1, 2, 99],
  "case/a/proof/p": [{ name: "照片" }, { name: "照片", kind: "image/png", size: 5, time: "x", sha256: "ab".repeat(32), proves: "z", original: "手机", on: DAY }],
};
const HOSTILE = ["null", "5", "-1", "1.5", "1e999", "true", '""', '"x"', `"${"长".repeat(90)}"`, '"<script>alert(1)</script>"', '"2026-02-30"', '"2026-13-01"', '"２０２６-01-01"', "[]", "[1]", '["a",null]', "{}", '{"value":5}', '{"value":""}', '{"value":"a","on":5}', '{"__proto__":{"day":"2026-01-01","kind":"x","value":"y","name":"z"}}', '{"constructor":1}', '{"day":"2026-01-01"}', '{"day":5,"kind":"x"}', '{"day":"2026-01-01","kind":"x","text":{}}', '{"name":5}', '{"name":"a","size":-1.5}', '{"name":"a","size":"9"}', "[[[[[[]]]]]]", '{"length":3,"0":"a"}', "{", "undefined", "NaN", "'a'", "\u0000", '"\\ud800"', " ", "[".repeat(5000)];

/** Which of them belong where, all the same. */
const RIGHT = {
  theme: [],
  current: ['"x"', '"2026-02-30"', '"2026-13-01"'],
  "case/a/name": ['""', '"x"', '"<script>alert(1)</script>"', '"2026-02-30"', '"2026-13-01"', '"２０２６-01-01"', '"\\ud800"'],
  "case/a/made": ['"2026-02-30"'], // the shape of a day; that there is no such day is the reader's clock's business
  "case/a/fact/buyer.name": [],
  "case/a/event/received": [],
  "case/a/tick/s/b": [],
  "case/a/message/s": ['"x"', '"2026-02-30"', '"2026-13-01"'],
  "case/a/draft/x/1/story": ["[]", ...HOSTILE.filter((text) => text.startsWith('"'))],
  "case/a/help/x/2/agent": HOSTILE.filter((text) => text.startsWith("{") && text !== "{"),
  "case/a/open/x": ["5"],
  "case/a/proof/p": [],
};
for (const path of ["away", "solved", "situation/s", "begun/x/1"]) RIGHT[`case/a/${path}`] = RIGHT["case/a/made"];

test("in every place only what belongs there is taken; the rest is put aside as it lay, and everything else stays", () => {
  for (const [place, good] of Object.entries(PATHS)) {
    assert.ok(known(place), place);
    for (const value of good) assert.ok(fits(place, value), `${place} ${JSON.stringify(value)}`);
    for (const text of HOSTILE) {
      const entries = Object.entries(PATHS).map(([path, [value]]) => [PREFIX + path, path === place ? text : JSON.stringify(value)]);
      const disk = new Disk(Object.fromEntries(entries));
      const { store } = new Device(disk).tab();
      const told = `${place} ${text.slice(0, 40)}`;
      for (const [path, [value]] of Object.entries(PATHS)) if (path !== place) assert.deepEqual(store.disk.get(path), value, `${told}：${path}`);
      const taken = store.disk.get(place);
      if (taken === undefined) assert.deepEqual([store.disk.broken(), disk.getItem(PREFIX + place), /读不出来/.test(store.problem())], [[text], null, true], told);
      else assert.ok(RIGHT[place].includes(text) && store.problem() === null, told);
      // whatever was taken, everything that asks for it gets along with it
      store.list();
      for (const id of [store.current(), "a"]) for (const kind of ["fact", "event", "tick", "draft", "help", "open", "proof", "situation", "message"]) store.under(kind, id);
      for (const all of [store.events(), store.letters(), store.draftNumbers("x"), store.proofs(), store.situations()]) assert.ok(all);
      for (const name of ["buyer.name", "dates.received", "__proto__", "dates.__proto__"]) assert.ok([undefined, "甲", DAY, ""].includes(store.fact(name)) || typeof store.fact(name) === "string", told);
      assert.ok(store.openDraft("x") >= 1 && Number.isInteger(store.openDraft("x")), told);
    }
  }
});

test("a place with a name of another kind is no place", () => {
  for (const path of ["", "case", "case/", "case/a", "case//made", "case/a/made/x", "case/a/fact/", "case/a/fact/A", "case/a/fact/__proto__", "case/a b/made", "case/a/draft/x/0/f", "case/a/draft/x/1e3/f", "case/a/draft/x/12345/f", "case/a/tick/s", "case/../made", "theme\n", "case/甲/made", `case/${"a".repeat(65)}/made`])
    assert.equal(known(path), false, path);
});
