// What is too long is told, near the limit it is counted, and nothing is cut.
import assert from "node:assert/strict";
import { test } from "node:test";
import { $, body, text } from "./help/dom.mjs";
import { count, counted, MOST, put, room, tooLong } from "../../docs/assets/javascripts/lib/limits.js";
import { check } from "../../docs/assets/javascripts/lib/checks.js";

test("characters as a person counts them, how much room is left, how much is too much", () => {
  assert.deepEqual([count("两字"), count("👟"), count(""), count(undefined)], [2, 1, 0, 0]);
  for (const [n, left, wrong] of [[0, "", ""], [179, "", ""], [180, "还能写20字", ""], [200, "还能写0字", ""], [201, "", "太长，最多200字，多了1字"], [6000, "", "太长，最多200字，多了5800字"]])
    assert.deepEqual([room("👟".repeat(n), 200), tooLong("👟".repeat(n), 200)], [left, wrong], String(n));
});

test("under a control stands what its text is like, whoever wrote it", () => {
  const control = body("<p><input></p>", "input");
  control.after(counted(control, 20));
  const seen = () => [text($(".field__count")), $(".field__count").className, control.getAttribute("aria-invalid"), control.value.length];
  const type = (value) => {
    control.value = value;
    control.dispatchEvent(new window.Event("input"));
  };
  assert.deepEqual(seen(), ["", "field__count", "false", 0]);
  type("字".repeat(18));
  assert.deepEqual(seen(), ["还能写2字", "field__count", "false", 18]);
  type("字".repeat(25));
  assert.deepEqual(seen(), ["太长，最多20字，多了5字。", "field__count field__error", "true", 25]);
  put(control, "短");
  assert.deepEqual(seen(), ["", "field__count", "false", 1]);
});

test("the check names the field that is too long and by how much, once, as a mistake; the others keep their own rules", () => {
  const field = (id, type) => ({ id, label: id, type, options: [], required: false });
  const source = { fields: [field("story", "longtext"), field("goods", "text"), field("day", "date")], lines: [], cautions: {} };
  const told = (values) => check(source, values, { today: 20785 }).map((f) => [f.level, f.field, f.why]);
  const long = `${"长".repeat(MOST.longtext + 2000)}`;
  assert.deepEqual(told({ story: long }), [["error", "story", "太长，最多4000字，多了2000字。删短些，放不下的作为附件"]]);
  assert.deepEqual(told({ story: "长".repeat(4000) }).map((f) => f[0]), ["warning"]);
  assert.deepEqual(told({ goods: "灯".repeat(MOST.text + 1) }), [["error", "goods", "太长，最多200字，多了1字。删短些，放不下的作为附件"]]);
  assert.deepEqual(told({ goods: "灯".repeat(MOST.text) }), []);
});
