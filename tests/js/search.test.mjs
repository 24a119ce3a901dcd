import assert from "node:assert/strict";
import { test } from "node:test";
import { build, find, prepare } from "../../docs/assets/javascripts/search/engine.js";
import { folded, slip } from "../../docs/assets/javascripts/search/sounds.js";
import { normalise, tokens } from "../../docs/assets/javascripts/search/tokens.js";

test("one way to write numbers and old characters", () => {
  assert.equal(normalise("七天"), "7日");
  assert.equal(normalise("７日"), "7日");
  assert.equal(normalise("十倍"), "10倍");
  assert.equal(normalise("第一百四十八条"), "第148条");
  assert.equal(normalise("第一百零三条"), "第103条");
  assert.equal(normalise("一二三一五"), "12315");
  assert.equal(normalise("退一赔三"), "退一赔三");
  assert.equal(normalise("無理由退貨"), "无理由退货");
});

test("pairs of characters; what stands alone stays", () => assert.deepEqual(tokens("退鞋子 钱"), ["退鞋", "鞋子", "钱"]));

test("Latin words and numbers stay whole", () => assert.deepEqual(tokens("iphone 12315 7日"), ["iphone", "12315", "7日"]));

test("one slip of the finger", () => {
  assert.ok(slip("12135", "12315"));
  assert.ok(slip("iphne", "iphone"));
  assert.ok(!slip("12345", "12315x"));
  assert.ok(!slip("taobao", "tmall"));
});

// a small index, packed as the build packs it: here every character ranks within the one-byte range
const RANKED = Array.from(new Set("refund-lw12\n|\t /.html#art*=,7退款拖着不到账了商家还钱网购无理由七日货法消费者权益保护第条"));
const SHORT = Array.from({ length: 0x5f }, (_, n) => String.fromCharCode(0x20 + n)).filter((ch) => ch !== '"' && ch !== "\\");
const pack = (text) => Array.from(text, (ch) => SHORT[RANKED.indexOf(ch)]).join("");
const SOUNDS = { 退: "tui", 款: "kuan", 拖: "tuo", 着: "zhe", 不: "bu", 到: "dao", 账: "zhang", 了: "le", 商: "shang", 家: "jia", 还: "hai/huan", 钱: "qian", 网: "wang", 购: "gou", 无: "wu", 理: "li", 由: "you", 七: "qi", 日: "ri", 货: "huo", 法: "fa", 消: "xiao", 费: "fei", 者: "zhe", 权: "quan", 益: "yi", 保: "bao", 护: "hu", 第: "di", 条: "tiao" };
const DATA = {
  groups: { scenario: "你遇到的事", law: "法律" },
  article: "#art-*",
  ask: ["是哪一类？", "triage.html", [["网购", "#go-online"], ["都不是", "#go-other"]]],
  runs: [
    ["scenario", "", ".html", 2],
    ["law", "laws/", ".html", 1],
  ],
  ranked: RANKED.join(""),
  sounds: RANKED.filter((ch) => SOUNDS[ch]).map((ch) => SOUNDS[ch]).join(" "),
  ids: pack("refund\nreturn-1\nlaw"),
  titles: pack("退款拖着不到账\n网购七日无理由退货\n消费者权益保护法"),
  aliases: pack("商家不退款\n\n消法"),
  sentences: pack("\n\n"),
  scenarios: pack("\n\n"),
  articles: pack("\n\n1-2,7=无理由退货"),
  synonyms: pack("还钱\t退款"),
};
const engine = build(DATA);
const first = (query) => find(engine, query).results[0]?.url;

test("words, synonyms, pinyin, initials, sound-alikes, slips", () => {
  assert.equal(first("商家不还钱了"), "refund.html");
  assert.equal(first("7天无理由"), "return-1.html");
  assert.equal(first("wuliyou tuihuo"), "return-1.html");
  assert.equal(first("tuikuan"), "refund.html");
  assert.equal(first("wuliyou  tui ' huo"), "return-1.html", "more than one gap between syllables");
  assert.equal(first("tkt"), "refund.html");
  assert.equal(first("退货无里由"), "return-1.html");
});

test("one way to write what many do not tell apart", () => {
  const same = [["zhang", "zan"], ["chang", "can"], ["sheng", "sen"], ["ning", "lin"], ["fa", "hua"], ["fei", "hui"], ["fang", "huang"], ["lv", "nü"], ["fu", "hu"]];
  for (const [a, b] of same) assert.equal(folded(a), folded(b), `${a} ${b}`);
  for (const [a, b] of [["tui", "dui"], ["huo", "hu"], ["ge", "he"]]) assert.notEqual(folded(a), folded(b), `${a} ${b}`);
});

test("pinyin as it is spoken in the south, both ways, and one syllable alone", () => {
  assert.equal(first("sangjia bu tuikuan"), "refund.html");
  assert.equal(first("shangjia bu tuikuang"), "refund.html");
  assert.equal(first("wuniyou tuifo"), "return-1.html");
  assert.equal(first("tuokuan bu daozang"), "refund.html");
  assert.equal(first("wu"), "return-1.html");
});

test("a named article", () => {
  const [article] = find(engine, "消法第七条").results;
  assert.equal(article.url, "laws/law.html#art-7");
  assert.equal(article.title, "《消费者权益保护法》第7条：无理由退货");
  assert.equal(find(engine, "消法9条").results[0].url, "laws/law.html", "没有的条号只给出这部法律");
});

test("where no pair is known, what shares a character is offered, and not as sure", () => {
  const found = find(engine, "推款");
  assert.equal(found.results[0].url, "refund.html");
  assert.equal(found.sure, false);
});

test("nothing is sure of nonsense", () => {
  const found = find(engine, "zzqqxx");
  assert.deepEqual(found.results, []);
  assert.equal(found.sure, false);
});

/** The data of an index of situations with these titles, and how their characters sound. */
function dataOf(titles, sounds) {
  const ranked = Array.from(new Set(["\n", "\t", ...titles.join("")]));
  const packed = (text) => Array.from(text, (ch) => SHORT[ranked.indexOf(ch)]).join("");
  const none = packed("\n".repeat(titles.length - 1));
  return {
    ...DATA, article: "", ranked: ranked.join(""), runs: [["scenario", "", ".html", titles.length]], ids: none, titles: packed(titles.join("\n")),
    sounds: ranked.slice(2).map((ch) => sounds[ch] || "?").join(" "), aliases: none, sentences: none, scenarios: none, articles: none, synonyms: packed(`${titles[0]}\t${titles[0]}`),
  };
}
const titled = (titles, sounds) => build(dataOf(titles, sounds));

test("made ready in several tasks, it answers as when it is made at once", async () => {
  const data = dataOf([...Array.from({ length: 400 }, () => "网购七日"), "退款", "退款了"], {});
  let between = 0;
  const other = setInterval(() => (between += 1), 1);
  const ready = await prepare(data, null);
  clearInterval(other);
  assert.ok(between > 0, "中间让别的事先做");
  for (const query of ["退款", "网购七天", "没有的"]) assert.deepEqual(find(ready, query), find(build(data), query));
});

test("a key looks at the entries that hold a pair of it, and of many at the likeliest phrase by phrase", () => {
  const few = titled([...Array.from({ length: 500 }, () => "网购七日"), "退款", "退款了"], {});
  find(few, "退款");
  assert.deepEqual(few.work, { scored: 2, compared: 1 + 2 + 1 + 2 }, "两条各比一次；排在前面的，说理由时再比一次");
  find(few, "网购");
  assert.deepEqual(few.work, { scored: 500, compared: (60 + 3) * 2 });
});

test("of two pairs that sound alike, letters mean the commoner", () => {
  const sounds = { 退: "tui", 腿: "tui", 款: "kuan", 了: "le", 吗: "ma", 呢: "ne" };
  const titles = find(titled(["腿款", "退款了", "退款吗", "退款呢"], sounds), "tuikuan").results.map((e) => e.title);
  assert.deepEqual(titles.sort(), ["退款了", "退款吗", "退款呢"].sort());
});

test("where only single characters are shared, no more than five are offered", () => {
  const { results } = find(titled(["款一", "款二", "款三", "款四", "款五", "款六", "款七"], {}), "推款");
  assert.equal(results.length, 5);
});

test("a result says which other name of its was nearest; its own title needs no reason", () => {
  assert.equal(find(engine, "商家不退款了").results[0].why, "商家不退款");
  assert.equal(find(engine, "退款拖着不到账").results[0].why, undefined);
});
