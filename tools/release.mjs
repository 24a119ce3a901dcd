// What a browser holds for a reader who used everything: asked by tools/release.py with the ids of a release, answers {storage, file} as JSON.
import { readFileSync } from "node:fs";
import { toDocument } from "../docs/assets/javascripts/store/carry.js";
import { Store } from "../docs/assets/javascripts/store/open.js";

class Storage {
  map = new Map();
  get length() {
    return this.map.size;
  }
  key = (i) => [...this.map.keys()][i] ?? null;
  getItem = (key) => this.map.get(key) ?? null;
  setItem = (key, text) => void this.map.set(key, String(text));
  removeItem = (key) => void this.map.delete(key);
}

const { day, ticks, facts, events, messages, letters, sums } = JSON.parse(readFileSync(0, "utf8"));
const storage = new Storage();
const window = { localStorage: storage, sessionStorage: new Storage(), addEventListener: () => {}, setTimeout: (act) => act() };
const store = new Store(window, () => new Date(`${day}T12:00:00`));

store.setTheme("dark");
store.create("用过每一处的案件");
store.setFacts(facts, "release");
for (const event of events) store.setEvent(event, { kind: event, day: "2026-11-17" });
for (const [scope, steps] of Object.entries(ticks)) store.setTicks(scope, Object.fromEntries(steps.map((step, n) => [step, n % 3 ? "done" : "na"])));
for (const [scenario, message] of Object.entries(messages)) {
  store.choose(scenario);
  store.setMessage(scenario, message);
  store.setSeen(`scenario/${scenario}`);
}
for (const [letter, values] of Object.entries(letters)) {
  store.beginDraft(letter, 1);
  store.setDraft(letter, 1, values);
}
for (const sum of sums) store.setHelp(Object.keys(letters)[0], 1, sum, () => ({ paid: "1288.50", ticks: ["a"] }));
store.setProof("p1", { name: "订单截图.png", no: 1, size: 1024, title: "订单页", on: day });

// a second, small case: this one is carried away
const [scenario] = Object.keys(messages);
const [letter] = Object.keys(letters);
const second = store.create("第二件");
store.setFacts({ "order.number": "0042" }, "release");
store.setEvent("received", { kind: "received", day: "2026-11-17" });
store.setTicks(scenario, { [ticks[scenario][0]]: "done" });
store.choose(scenario);
store.setMessage(scenario, messages[scenario]);
store.setSeen(`scenario/${scenario}`);
store.beginDraft(letter, 1);
store.setDraft(letter, 1, letters[letter]);
store.setHelp(letter, 1, sums[0], () => ({ paid: "1288.50", ticks: ["a"] }));
store.setProof("p1", { name: "录音.m4a", no: 1 });
process.stdout.write(JSON.stringify({ storage: Object.fromEntries(storage.map), file: JSON.stringify(toDocument(store.disk, day, second)) }));
