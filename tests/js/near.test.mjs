// A rule's day and the day its laws were compared, as the device's date has them: before, on and after; in a tab that stays open over midnight.
import assert from "node:assert/strict";
import { beforeEach, mock, test } from "node:test";
import { $, $$, body, text } from "./help/dom.mjs";
import { aged, news, stands } from "../../docs/assets/javascripts/lib/near.js";
import { age, begins } from "../../docs/assets/javascripts/near.js";
import { parse } from "../../docs/assets/javascripts/lib/dates.js";

const DAY = parse("2027-03-01");
const LEAD = "《将来法》从2027年3月1日起施行";
const PAGE = `<main><h1>便条</h1><details id="root"><summary>${LEAD}</summary><p data-day="2027-03-01" data-ahead>从那天起施行。</p></details>
  <p class="reviewed" data-checked="2026-11-20">核对过。</p></main>`;

/** Noon in China. */
function on(day, time = "12:00:00+08:00") {
  mock.timers.reset(); // set back it does not go otherwise
  mock.timers.enable({ apis: ["Date"], now: new Date(`${day}T${time}`) });
}
const seen = () => document.dispatchEvent(new window.Event("visibilitychange"));

beforeEach(() => body(PAGE));

test("how a day stands", () => {
  assert.equal(stands(DAY, DAY - 92), "按这台设备的日期，还有92天。");
  assert.equal(stands(DAY, DAY - 1), "按这台设备的日期，还有1天。");
  assert.equal(stands(DAY, DAY), "按这台设备的日期，就是今天。");
  assert.equal(stands(DAY, DAY + 1), "按这台设备的日期，已经过了1天。");
});

test("news is what began today or within sixty days, the newest of it", () => {
  assert.equal(news([DAY], DAY - 1), "");
  assert.equal(news([DAY], DAY), "今天起变了（按这台设备的日期）");
  assert.equal(news([DAY], DAY + 60), "60天前起变了（按这台设备的日期）");
  assert.equal(news([DAY], DAY + 61), "");
  assert.equal(news([DAY - 10, DAY, DAY + 5], DAY + 2), "2天前起变了（按这台设备的日期）");
  assert.equal(news([DAY - 61, DAY + 5], DAY), "");
});

test("laws are old on the 181st day", () => {
  const day = parse("2026-11-20");
  assert.equal(aged("2026-11-20", day - 400), null, "a clock that is wrong makes nothing old");
  assert.equal(aged("2026-11-20", day + 180), null);
  assert.deepEqual(aged("2026-11-20", day + 181), {
    title: "核对以后已过181天，先看有没有新的",
    text: "这一页引的条文是2026年11月20日核对的，按这台设备的日期，已过181天。",
  });
  assert.equal(aged("", day), null);
});

test("a tab that is left open says it when it is looked at again", () => {
  on("2027-02-28");
  begins($("#root"));
  assert.equal(text($("summary")), LEAD);
  assert.equal(text($("#root p")), "从那天起施行。按这台设备的日期，还有1天。");
  on("2027-03-01");
  seen();
  assert.equal(text($("summary")), "今天起变了（按这台设备的日期）");
  assert.equal(text($("#root p")), "从那天起施行。按这台设备的日期，就是今天。这一页是在那以前做的，先连上网重新打开，看有没有新的。");
  on("2027-05-01");
  window.dispatchEvent(new window.Event("pageshow"));
  assert.equal(text($("summary")), LEAD, "after sixty days it is no news");
  assert.match(text($("#root p")), /已经过了61天。这一页是在那以前做的/);
});

test("a page that was made after the day sends nobody away", () => {
  $("[data-ahead]").removeAttribute("data-ahead");
  on("2027-03-02");
  begins($("#root"));
  assert.equal(text($("summary")), "1天前起变了（按这台设备的日期）");
  assert.equal(text($("#root p")), "从那天起施行。按这台设备的日期，已经过了1天。");
});

test("the day is China's, whatever the device's own zone", () => {
  on("2027-02-28", "16:30:00Z");
  begins($("#root"));
  assert.equal(text($("summary")), "今天起变了（按这台设备的日期）");
});

test("an old page says so in one line under its title, once, and only then", () => {
  const base = new URL("https://handbook.example/");
  on("2027-05-19");
  age($(".reviewed"), { base });
  assert.equal($("h1 + details.fold"), null);
  on("2027-05-20");
  seen();
  seen();
  assert.equal($$("details.fold").length, 1);
  assert.equal(text($("h1 + details summary")), "核对以后已过181天，先看有没有新的");
  assert.match(text($("h1 + details p")), /先连上网重新打开，看有没有新的。整本核对到哪一天，看现在的状态。$/);
  assert.equal($("h1 + details a").href, "https://handbook.example/about/state.html");
  on("2026-11-21");
  seen();
  assert.equal($("h1 + details.fold"), null, "the clock was set right");
});
