import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { asked, isEmpty } from "../../docs/assets/javascripts/lib/asked.js";
import { fill, toText } from "../../docs/assets/javascripts/lib/fill.js";

const { letters } = JSON.parse(readFileSync(process.env.DATA, "utf8"));
const SAYS = { text: "某", longtext: "某事。", money: "100", date: "2026-11-10", phone: "13800000000" };

/** Answers what the letter needs and nothing else, beginning with these answers. */
function needed(source, begin) {
  const values = { ...begin };
  for (;;) {
    const next = asked(source, values).fields.find((f) => f.required && isEmpty(values[f.id]));
    if (!next) return values;
    const [option] = next.options;
    values[next.id] = next.type === "choice" ? option.id : next.type === "choices" ? [option.id] : SAYS[next.type];
  }
}

const choices = (source) => source.fields.flatMap((f) => f.options.map((o) => ({ [f.id]: f.type === "choices" ? [o.id] : o.id })));
// where a part has gone, nothing of it stays behind: 购买鞋，，实付 or （）
const TORN = /[，、；：]{2}|[，；：]。|。。|（[，、]?）|“”|^\d+\. ?$|\u3000$/m;

for (const source of letters) {
  test(`${source.id}: with what it needs and no more, no blank stays open and no sentence is torn, whatever is chosen`, () => {
    for (const begin of [{}, ...choices(source)]) {
      const result = fill(source, needed(source, begin));
      const text = toText(source.title, result.lines);
      assert.deepEqual(result.missing, []);
      assert.equal(text.includes("待填"), false, `${JSON.stringify(begin)}\n${text}`);
      const salutation = result.lines.filter((l) => l.kind !== "to");
      const said = toText(source.title, salutation);
      assert.equal((TORN.exec(said) || [""])[0], "", `${JSON.stringify(begin)}\n${said}`);
    }
  });
}

test("what one answer alone brings up is left alone by the others", () => {
  const source = { fields: [{ id: "a", options: [] }, { id: "b", options: [], when: { field: "a", is: ["x", "y"] } }, { id: "c", options: [], when: { field: "b" } }] };
  const ids = (values) => asked(source, values).fields.map((f) => f.id);
  assert.deepEqual(ids({}), ["a"]);
  assert.deepEqual(ids({ a: "y" }), ["a", "b"]);
  assert.deepEqual(ids({ a: ["z", "x"], b: "1" }), ["a", "b", "c"]);
  assert.deepEqual(asked(source, { a: "z", b: "1", c: "2" }), { fields: [source.fields[0]], values: { a: "z" } });
  assert.deepEqual(ids({ b: "1" }), ["a", "b", "c"], "was written before the question was answered");
});
