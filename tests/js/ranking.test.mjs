// What the search finds, in which order, and how sure it is: one property a test, on indexes of a few lines each.
import assert from "node:assert/strict";
import { test } from "node:test";
import { build, find } from "../../docs/assets/javascripts/search/engine.js";
import { slip } from "../../docs/assets/javascripts/search/sounds.js";
import { isHan, normalise, pieces, tokens } from "../../docs/assets/javascripts/search/tokens.js";

const SHORT = Array.from({ length: 0x5f }, (_, n) => String.fromCharCode(0x20 + n)).filter((ch) => ch !== '"' && ch !== "\\");
const code = (n) => (n < SHORT.length ? SHORT[n] : String.fromCharCode(0xa1 + n - SHORT.length));

// a sound that no other character has
const own = (ch) => `v${Array.from(ch.charCodeAt(0).toString(16), (c) => String.fromCharCode(97 + parseInt(c, 16))).join("")}`;

/** entries: [kind, id, title, {aliases, sentence, scenarios: ids, articles}]; one kind stands together. sounds: {character: "reading/reading"}. */
function index(entries, { synonyms = [[["子丑"], ["寅卯"]]], sounds = {}, meaning = null } = {}) {
  const place = new Map(entries.map(([, id], n) => [id, n]));
  const column = {
    ids: entries.map(([, id]) => id),
    titles: entries.map(([, , title]) => title),
    aliases: entries.map(([, , , more = {}]) => (more.aliases || []).join("|")),
    sentences: entries.map(([, , , more = {}]) => more.sentence || ""),
    scenarios: entries.map(([, , , more = {}]) => (more.scenarios || []).map((id) => place.get(id)).join(" ")),
    articles: entries.map(([, , , more = {}]) => more.articles || ""),
    synonyms: synonyms.map(([say, means]) => `${say.join("|")}\t${means.join("|")}`),
  };
  const text = Object.values(column).flat().join("\n");
  const ranked = Array.from(new Set(`\n|\t ${text}`));
  const pack = (s) => Array.from(s, (ch) => code(ranked.indexOf(ch))).join("");
  const runs = [];
  for (const [kind] of entries) {
    if (runs.length && runs.at(-1)[0] === kind) runs.at(-1)[3] += 1;
    else runs.push([kind, `${kind}/`, ".html", 1]);
  }
  return build({
    groups: {},
    article: "#art-*", ask: ["", "", []],
    runs,
    ranked: ranked.join(""),
    sounds: ranked.filter((ch) => /[\u3400-\u9fff]/.test(ch)).map((ch) => sounds[ch] || own(ch)).join(" "),
    ...Object.fromEntries(Object.entries(column).map(([name, lines]) => [name, pack(lines.join("\n"))])),
  }, meaning);
}
const ids = (engine, query, limit) => find(engine, query, limit).results.map((r) => r.id);

test("what stands in the title counts most, then another name, then the sentence", () => {
  const engine = index([
    ["scenario", "sentence", "甲乙丙丁", { sentence: "押金的事" }],
    ["scenario", "alias", "甲乙丙丁", { aliases: ["押金的事"] }],
    ["scenario", "title", "押金的事"],
  ]);
  assert.deepEqual(ids(engine, "押金"), ["title", "alias", "sentence"]);
});

test("what stands in two places counts a little more than in one", () => {
  const engine = index([
    ["scenario", "once", "押金不退", { sentence: "说说别的" }],
    ["scenario", "twice", "押金不退", { sentence: "押金的事" }],
  ]);
  assert.deepEqual(ids(engine, "押金"), ["twice", "once"]);
});

test("a long entry does not win by its length", () => {
  const engine = index([
    ["scenario", "long", "押金不退", { aliases: ["甲乙丙丁戊己庚辛", "壬癸子丑寅卯辰巳", "午未申酉戌亥天地"] }],
    ["scenario", "short", "押金不退"],
  ]);
  assert.deepEqual(ids(engine, "押金"), ["short", "long"]);
});

test("the same words: what happened first, a law last", () => {
  const kinds = ["law", "term", "platform", "letter", "channel", "question", "outside", "scenario"];
  const engine = index(kinds.map((kind) => [kind, kind, "押金不退", kind === "law" ? { articles: "1-2" } : {}]));
  assert.deepEqual(ids(engine, "押金"), ["scenario", "outside", "question", "channel", "law", "letter", "term", "platform"]);
});

test("the rarer word tells more", () => {
  const engine = index([
    ["scenario", "common", "押金退款"],
    ["scenario", "rare", "羽毛球拍"],
    ...Array.from({ length: 8 }, (_, n) => ["scenario", `more-${n}`, `退款之${n}`]),
  ]);
  assert.equal(ids(engine, "退款羽毛")[0], "rare");
});

test("nearer to one whole name is better", () => {
  const engine = index([
    ["scenario", "part", "押金不退还要扣清洁费用"],
    ["scenario", "whole", "房东押金不退", { sentence: "还要扣清洁费用" }],
  ]);
  assert.deepEqual(ids(engine, "房东押金不退"), ["whole", "part"]);
  const scattered = index([
    ["scenario", "scattered", "退款", { aliases: ["押金", "房东"] }],
    ["scenario", "together", "房东押金退款"],
  ]);
  assert.deepEqual(ids(scattered, "房东押金退款"), ["together", "scattered"]);
});

test("a whole name that is asked for stands first, whatever its kind", () => {
  const engine = index([
    ["scenario", "near", "押金条不见了"],
    ["term", "exact", "押金条"],
  ]);
  assert.deepEqual(ids(engine, "押金条"), ["exact", "near"]);
  assert.deepEqual(ids(engine, "押金条在哪"), ["near", "exact"]);
});

test("a situation whose questions say it, and the questions of a situation that says it, come before their likes", () => {
  const engine = index([
    ["scenario", "alone", "押金不退甲"],
    ["scenario", "backed", "押金不退乙"],
    ["question", "nobody-s", "押金要等几天"],
    ["question", "its-own", "押金要等几天", { scenarios: ["backed"] }],
  ]);
  const found = ids(engine, "押金等几天");
  assert.ok(found.indexOf("backed") < found.indexOf("alone"), `${found}`);
  assert.ok(found.indexOf("its-own") < found.indexOf("nobody-s"), `${found}`);
});

test("who asks for a form gets the form, who asks to call a platform in gets the platform", () => {
  const engine = index([
    ["scenario", "s", "押金不退申请书平台"],
    ["letter", "l", "押金不退申请书平台"],
    ["platform", "p", "押金不退申请书平台"],
  ]);
  assert.deepEqual(ids(engine, "押金"), ["s", "l", "p"]);
  assert.equal(ids(engine, "押金申请书")[0], "l");
  assert.equal(ids(engine, "押金怎么写")[0], "l");
  assert.deepEqual(ids(engine, "押金平台"), ["s", "p", "l"]);
});

test("other words for the same thing: less than the word itself, more where the reader says the everyday word", () => {
  const synonyms = [[["还钱"], ["退款"]]];
  const engine = index([["scenario", "a", "商家还钱"], ["scenario", "b", "商家退款"], ["scenario", "c", "商家发货"]], { synonyms });
  assert.deepEqual(ids(engine, "还钱"), ["a", "b"]);
  assert.deepEqual(ids(engine, "退款"), ["b", "a"]);
  const said = index([["scenario", "a", "退款甲乙"], ["scenario", "b", "还钱甲乙"], ["scenario", "z", "换货丙丁"]], { synonyms });
  assert.deepEqual(find(said, "还钱丙丁").results.map((r) => r.id), ["b", "z", "a"]);
});

test("one word of a group of them is enough, either way", () => {
  const synonyms = [[["还钱", "返钱"], ["退款", "退费"]]];
  const engine = index([["scenario", "a", "商家还钱"], ["scenario", "b", "商家退费"]], { synonyms });
  assert.deepEqual(ids(engine, "返钱").sort(), ["a", "b"].filter((id) => id === "b"));
  assert.deepEqual(ids(engine, "还钱").sort(), ["a", "b"]);
  assert.deepEqual(ids(engine, "退款").sort(), ["a", "b"].filter((id) => id === "a"));
  assert.deepEqual(ids(engine, "退费").sort(), ["a", "b"]);
});

test("the best three first, then kind by kind, the kind of the best of them first", () => {
  const engine = index([
    ["scenario", "s1", "押金"],
    ["scenario", "s2", "押金甲"],
    ["scenario", "s3", "押金甲乙"],
    ["scenario", "s4", "押金甲乙丙丁戊己"],
    ["scenario", "s5", "押金甲乙丙丁戊己庚辛"],
    ["question", "q1", "押金甲乙丙丁"],
    ["term", "t1", "押金甲乙丙丁"],
  ]);
  const found = find(engine, "押金").results.map((r) => r.id);
  assert.deepEqual(found.slice(0, 3), ["s1", "s2", "s3"]);
  assert.deepEqual(found.slice(3), ["s4", "s5", "q1", "t1"]);
});

test("no more than asked for", () => {
  const engine = index(Array.from({ length: 30 }, (_, n) => ["scenario", `s${n}`, `押金之${n}`]));
  assert.equal(ids(engine, "押金").length, 20);
  assert.equal(ids(engine, "押金", 4).length, 4);
});

test("words that everybody says are no topic; nothing else left, they count", () => {
  const engine = index([["scenario", "deposit", "押金不退"], ["scenario", "how", "请问怎么办"]]);
  const found = find(engine, "请问押金怎么办");
  assert.deepEqual(found.results.map((r) => r.id), ["deposit"]);
  assert.deepEqual([...found.words].sort(), ["押金"]);
  assert.deepEqual(ids(engine, "怎么办"), ["how"]);
});

test("sure where enough of what was said is known", () => {
  const engine = index([["scenario", "deposit", "押金不退"], ["scenario", "other", "别的事情"], ["law", "law", "买卖法", { articles: "1-3" }]]);
  assert.equal(find(engine, "押金不退").sure, true);
  assert.equal(find(engine, "押金周杰伦新歌下载").sure, false);
  assert.deepEqual(ids(engine, "押金周杰伦新歌下载"), ["deposit"], "不像的也给，只是不说是找到了");
  assert.equal(find(engine, "买卖法3条").sure, true);
  assert.equal(find(engine, "").sure, false);
  assert.deepEqual(find(engine, "").results, []);
});

test("where no pair is known: situations and questions that share characters, at most five, the closest first", () => {
  const engine = index([
    ["scenario", "two", "押了又金"],
    ["scenario", "one-short", "押了"],
    ["scenario", "one-long", "押着不还的那些东西"],
    ["question", "q", "金子呢"],
    ["question", "q2", "押给谁呢"],
    ["question", "q3", "押给谁的呢"],
    ["question", "none", "别的"],
    ["term", "t", "押"],
  ]);
  const found = find(engine, "押金");
  assert.equal(found.sure, false);
  assert.deepEqual(found.results.slice(0, 3).map((r) => r.id), ["two", "one-short", "q"]);
  assert.equal(found.results.length, 5);
  assert.ok(!found.results.some((r) => r.kind === "term" || r.id === "none"));
});

test("of a long story the most telling pairs are enough", () => {
  const rare = Array.from({ length: 60 }, (_, n) => String.fromCharCode(0x4e10 + 2 * n, 0x4e11 + 2 * n));
  const engine = index([
    ["scenario", "common", "押金"],
    ...Array.from({ length: 5 }, (_, n) => ["scenario", `c${n}`, `押金${"春夏秋冬年"[n]}`]),
    ["scenario", "told", rare.join("")],
  ]);
  assert.deepEqual(ids(engine, `押金，${rare.join("，")}`), ["told"]);
  assert.ok(ids(engine, `押金，${rare.slice(0, 40).join("，")}`).includes("common"));
});

test("more than sixty places are looked at no closer", () => {
  const engine = index(Array.from({ length: 70 }, (_, n) => ["scenario", `s${n}`, `押金之${n}`]));
  assert.equal(ids(engine, "押金", 100).length, 60);
});

test("an index of more characters than one byte holds is read as written", () => {
  const many = Array.from({ length: 300 }, (_, n) => String.fromCharCode(0x4e10 + n)).join("");
  const engine = index([["scenario", "many", many, { aliases: ["押金", "房租"], sentence: "一句话。" }], ["scenario", "other", "别的"]]);
  const [found] = find(engine, "押金").results;
  assert.deepEqual([found.title, found.aliases, found.sentence, found.url, found.articles], [many, ["押金", "房租"], "一句话。", "scenario/many.html", null]);
  assert.deepEqual(find(engine, "别的").results[0].aliases, []);
});

// ------------------------------------------------------------------ articles

const LAWS = index([
  ["scenario", "s", "买卖的事"],
  ["law", "shop", "买卖法", { aliases: ["买卖规矩"], articles: "1-3,7=退货,12_1=,25=可以退" }],
  ["law", "rules", "买卖法实施条例", { articles: "1-9" }],
]);

test("a law and a number is that article, with its title where it has one", () => {
  const first = (query) => {
    const [r] = find(LAWS, query).results;
    return [r.url, r.title];
  };
  assert.deepEqual(first("买卖法7条"), ["law/shop.html#art-7", "《买卖法》第7条：退货"]);
  assert.deepEqual(first("《买卖法》第二条"), ["law/shop.html#art-2", "《买卖法》第2条"]);
  assert.deepEqual(first("买卖规矩 25"), ["law/shop.html#art-25", "《买卖法》第25条：可以退"]);
  assert.deepEqual(first("请问买卖法的第3条怎么说"), ["law/shop.html#art-3", "《买卖法》第3条"]);
  assert.deepEqual(first("买卖法第12条之1"), ["law/shop.html#art-12-1", "《买卖法》第12条之1"]);
  assert.deepEqual(first("买卖法第十二条之一"), ["law/shop.html#art-12-1", "《买卖法》第12条之一"]);
});

test("the longer name of two laws is meant where it is written", () => {
  assert.equal(find(LAWS, "买卖法实施条例第9条").results[0].url, "law/rules.html#art-9");
  assert.equal(find(LAWS, "买卖法实施条例第25条").results[0].url, "law/rules.html", "那部条例没有第25条");
});

test("an article that is not there, or no number: the law itself", () => {
  for (const query of ["买卖法4条", "买卖法26条", "买卖法", "买卖法怎么说"]) assert.equal(find(LAWS, query).results[0].url, "law/shop.html", query);
  assert.equal(find(LAWS, "买卖法7条", 1).results.length, 1);
});

// ------------------------------------------------------------------ letters, slips, sounds

const SOUNDS = { 退: "tui", 款: "kuan", 不: "bu", 到: "dao", 账: "zhang", 换: "huan", 还: "hai/huan", 货: "huo", 活: "huo", 押: "ya", 金: "jin", 平: "ping", 台: "tai", 手: "shou", 机: "ji" };
const HEARD = index(
  [
    ["scenario", "refund", "退款不到账", { aliases: ["退款没到"] }],
    ["scenario", "swap", "换货"],
    ["scenario", "deposit", "押金"],
    ["scenario", "phone", "手机 iphone 的事"],
    ["scenario", "days", "7日退货"],
    ["scenario", "gift", "活动"],
    ["channel", "door", "热线", { aliases: ["12315"] }],
    ["channel", "shop", "淘宝 taobao"],
  ],
  { sounds: SOUNDS },
);

test("pinyin, whole, in pieces, unfinished, and first letters", () => {
  assert.equal(ids(HEARD, "tuikuan")[0], "refund");
  assert.equal(ids(HEARD, "tui kuan bu dao zhang")[0], "refund");
  assert.equal(ids(HEARD, "tuikuanbudaozh")[0], "refund");
  assert.equal(ids(HEARD, "huanhuo")[0], "swap");
  assert.equal(ids(HEARD, "yajin")[0], "deposit");
  assert.equal(ids(HEARD, "tkbdz")[0], "refund");
  assert.equal(ids(HEARD, "kbd")[0], "refund");
  assert.deepEqual(ids(HEARD, "ooo"), []);
});

test("of two pairs with one sound the commoner is meant; first letters mean what most names have", () => {
  const engine = index([["scenario", "rare", "换活"], ["scenario", "c1", "换货"], ["scenario", "c2", "换货甲"]], { sounds: SOUNDS });
  assert.equal(ids(engine, "huanhuo")[0], "c1");
  const names = index([["scenario", "one", "台平手"], ["scenario", "two", "押退款"], ["scenario", "three", "不退款"], ["scenario", "four", "甲听课"]], { sounds: { ...SOUNDS, 听: "ting", 课: "ke" } });
  assert.deepEqual([...find(names, "tk").words].sort(), ["听课", "退款"], "两种都可能，都找");
  assert.equal(find(names, "tp").results[0].id, "one");
});

test("pieces of pinyin between several spaces or apostrophes", () => {
  assert.equal(ids(HEARD, "tui  kuan")[0], "refund");
  assert.equal(ids(HEARD, "tui'kuan")[0], "refund");
  assert.deepEqual(ids(HEARD, "iphone  taobao").sort(), ["phone", "shop"]);
});

test("what the handbook itself writes in letters stays", () => {
  assert.deepEqual(ids(HEARD, "iphone"), ["phone"]);
  assert.deepEqual(ids(HEARD, "taobao"), ["shop"]);
});

test("one slip in a longer word or number is forgiven, in a short one not", () => {
  assert.deepEqual(ids(HEARD, "12351"), ["door"]);
  assert.deepEqual(ids(HEARD, "iphnoe"), ["phone"]);
  assert.deepEqual(ids(HEARD, "taobo"), ["shop"]);
  assert.deepEqual(ids(HEARD, "1231"), []);
  assert.deepEqual(ids(HEARD, "99999"), []);
});

test("days in letters", () => assert.equal(ids(HEARD, "7 tian")[0], "days"));

test("a pair that stands nowhere is heard as one that does, and counts less than what was said", () => {
  assert.equal(ids(HEARD, "换活")[0], "swap");
  assert.deepEqual([...find(HEARD, "换活").words].sort(), ["换活", "换货"]);
  assert.deepEqual(ids(HEARD, "押金换活"), ["deposit", "swap"]);
  const two = index([["scenario", "a", "换货"], ["scenario", "b", "还货"], ["scenario", "c", "活动"]], { sounds: SOUNDS });
  assert.deepEqual([...find(two, "换活").words].sort(), ["换活", "换货", "还货"]);
});

test("one slip: a letter too many, too few, another, two swapped; two slips are none", () => {
  for (const [a, b] of [["taobao", "taobao"], ["taobo", "taobao"], ["taobaoo", "taobao"], ["taobap", "taobao"], ["tabao", "taobao"], ["atobao", "taobao"], ["taoboa", "taobao"], ["12351", "12315"], ["22315", "12315"], ["ab", "ba"], ["1", "2"]])
    assert.ok(slip(a, b), `${a} ${b}`);
  for (const [a, b] of [["taob", "taobao"], ["taoboaa", "taobao"], ["tbaooa", "taobao"], ["13215x", "12315"], ["oaboat", "taobao"], ["54321", "12345"], ["abcd", "abef"], ["abxd", "aybd"], ["abcd", "badc"], ["abcdd", "abdce"]]) assert.ok(!slip(a, b), `${a} ${b}`);
});

// ------------------------------------------------------------------ writing

test("numbers before a unit are written in one way", () => {
  const same = { 一个月: "1个月", 两年: "2年", 十日: "10日", 十五天: "15日", 二十日: "20日", 二十三日: "23日", 一百条: "100条", 一百二十条: "120条", 一百一十条: "110条", 三百零五条: "305条", 四十八小时: "48小时", 七个工作日: "7个工作日", "7天": "7日", 三倍: "3倍" };
  for (const [said, written] of Object.entries(same)) assert.equal(normalise(said), written, said);
  for (const said of ["百条", "零条", "退一赔三", "七上八下", "一二"]) assert.equal(normalise(said), said, said);
  assert.equal(normalise("一二三一五"), "12315");
  assert.equal(normalise("九五零零"), "9500");
  assert.equal(normalise("ＡＢＣ１２"), "abc12");
  assert.equal(normalise("押金條退還"), "押金条退还");
});

test("pieces: runs of Chinese, words, numbers with their unit", () => {
  assert.deepEqual(pieces("退货7日内abc 12315、3倍"), ["退货", "7日", "内", "abc", "12315", "3倍"]);
  assert.deepEqual(pieces("！？"), []);
  assert.deepEqual(tokens("退货 款"), ["退货", "款"]);
  assert.deepEqual([isHan("㐀"), isHan("一"), isHan("鿿"), isHan("a"), isHan("、"), isHan("𠮷")], [true, true, true, false, false, false]);
});

// ----------------------------------------------------------------- meaning

/** What was learned, as macros/learn/model.py writes it: margins that each class begins with, and characters that speak strongly for one class. */
function learnt(bias, heard = {}) {
  const names = Object.keys(bias);
  const letters = Object.keys(heard).sort();
  const column = (number) => letters.map((ch) => code(number(ch))).join("");
  const none = { step: 1, rare: [1], rewrite: [], signs: [], ranked: letters.join(""), letters: letters.map((_, n) => code(n)).join("") };
  const asked = { ...none, classes: names, bias: Object.values(bias), heads: column(() => 0), levels: column(() => 0), counts: column(() => 1), which: column((ch) => names.indexOf(heard[ch])), weights: column(() => 14) };
  return { asked, danger: { classes: [], bias: [], longest: 1, step: 1, kinds: [[]], runs: [code(0)], places: code(0) }, strips: [] };
}

test("what is meant is heard in pinyin too: letters are handed on as characters", () => {
  const engine = index([["scenario", "words", "甲乙的事"], ["scenario", "meant", "丙丁的事"]], { sounds: { 甲: "jia", 乙: "yi" }, meaning: learnt({ words: -1, meant: -1, nav: -1 }, { 甲: "meant" }) });
  assert.equal(ids(engine, "甲乙")[0], "meant");
  assert.equal(ids(engine, "jiayi")[0], "meant");
  const deaf = index([["scenario", "words", "甲乙的事"], ["scenario", "meant", "丙丁的事"]], { sounds: { 甲: "jia", 乙: "yi" }, meaning: learnt({ words: -0.5, meant: -0.5, nav: -1 }) });
  assert.equal(ids(deaf, "jiayi")[0], "words");
});

test("a name that is most of what is said has the last of three places, however sure the meaning is", () => {
  const situations = ["one", "two", "three"].map((id, n) => ["scenario", id, `${"甲乙丙"[n]}的事情`]);
  const engine = index([...situations, ["channel", "door", "丁戊己（庚辛开的）"], ["term", "word", "壬癸"]], { meaning: learnt({ one: 0.2, two: 0.1, three: 0, nav: -9 }) });
  assert.deepEqual(ids(engine, "丁戊己可以吗").slice(0, 3), ["one", "two", "door"]);
  assert.deepEqual(ids(engine, "请问壬癸").slice(0, 3), ["one", "two", "word"]);
  // in a sentence about other things it is one word of many
  assert.deepEqual(ids(engine, "事情没有说清楚就把壬癸拿走了怎么算").slice(0, 3), ["one", "two", "three"]);
  // and in a story
  assert.deepEqual(ids(engine, `丁戊己${"，".repeat(30)}`).slice(0, 3), ["one", "two", "three"]);
  // half a name is none
  assert.deepEqual(ids(engine, "丁戊可以吗").slice(0, 3), ["one", "two", "three"]);
});
