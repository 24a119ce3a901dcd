// A letter as pictures: nothing of it is lost, lines keep to the paper's width and to the rules of their script, a signature is never alone.
import assert from "node:assert/strict";
import { test } from "node:test";
import { pictures, WIDTH } from "../../docs/assets/javascripts/lib/picture.js";
import { inside } from "../../docs/assets/javascripts/lib/keeps.js";

/** Chinese letters are as wide as they are high, others half. */
const measure = (text, font) => [...text].reduce((sum, c) => sum + (/[\u2e80-\uffee“”‘’…—]/.test(c) ? 1 : 0.5), 0) * Number(/(\d+)px/.exec(font)[1]);
const row = (kind, ...texts) => ({ kind, runs: texts.map((text) => (Array.isArray(text) ? { text: text[0], blank: { blank: text[0] } } : { text })) });
const said = (line) => line.pieces.map((p) => p.text).join("");
const width = (line) => line.pieces.reduce((sum, { text }) => sum + measure(text, line.font), 0);
const LETTER = [
  row("title", "退货通知"),
  row("para", "某某电器有限公司："),
  row("para", "我于2026年10月3日签收在你处网购的商品：", "空气炸锅（型号YX-300S）", "，订单号", "202610010001", "，实付人民币", ["【待填：实付金额】"], "元。"),
  row("heading", "我的请求"),
  row("item", "1. ", "收到本通知后，告诉我退货地址、联系人和联系电话，不要只说“等通知”，也不要让我自己找，我按你给的地址寄回。"),
  row("sign", "通知人：李小明"),
  row("sign", "2026年11月28日"),
];

test("every word is there, in its order, inside the paper", () => {
  const [one, ...more] = pictures(LETTER, "", measure);
  assert.equal(more.length, 0);
  assert.equal(one.lines.map(said).join(""), LETTER.flatMap((r) => r.runs.map((x) => x.text)).join(""));
  for (const line of one.lines) {
    assert.ok(line.x >= 84 && width(line) + (line.align === "left" ? line.x : 0) <= WIDTH - 84, said(line));
    assert.ok(line.y > 0 && line.y < one.height);
    assert.match(said(line), /^[^，。、；：？！）】”]/, "行首没有收尾的标点");
    assert.match(said(line), /[^（【“]$/, "行尾没有开头的标点");
  }
  assert.deepEqual([...one.lines].sort((a, b) => a.y - b.y), one.lines);
});

test("it looks like the sheet: title in the middle, paragraphs indented, items hanging, signature on the right, blanks apart", () => {
  const [{ lines }] = pictures(LETTER, "", measure);
  const of = (kind) => lines.filter((l) => l.kind === kind);
  assert.deepEqual([of("title")[0].align, of("sign").map((l) => l.align)], ["center", ["right", "right"]]);
  const [, first, second] = of("para");
  assert.deepEqual([first.x, second.x], [84 + 72, 84]);
  assert.deepEqual(of("item").map((l) => l.x), [84, 84 + 58, 84 + 58]);
  assert.deepEqual(lines.flatMap((l) => l.pieces.filter((p) => p.blank).map((p) => p.text)).join(""), "【待填：实付金额】");
  const [{ lines: draft }] = pictures(LETTER, "草稿：还没填完", measure);
  assert.deepEqual(draft.slice(0, 2).map(said), ["退货通知", "草稿：还没填完"]);
});

test("a number or a word is not broken, unless it is longer than a line", () => {
  for (let n = 0; n < 30; n += 1) {
    const [{ lines }] = pictures([row("para", "字".repeat(n), "订单号202610010001，型号YX-300S。电话010-12345678。")], "", measure);
    for (const one of ["202610010001", "YX-300S", "010-12345678"]) assert.ok(lines.some((l) => said(l).includes(one)), `${n} ${one}`);
  }
  const long = "9".repeat(200);
  const [{ lines }] = pictures([row("para", "号码", long, "。")], "", measure);
  assert.equal(lines.map(said).join(""), `号码${long}。`);
  for (const line of lines) assert.ok(width(line) <= WIDTH - 2 * 84);
});

test("a long letter becomes several pictures of about one height; none begins with a signature or ends with a heading", () => {
  for (let n = 100; n < 400; n += 7) {
    const rows = [LETTER[0], ...Array.from({ length: n }, (_, i) => row(i % 9 ? "para" : "heading", `第${i}件事。`)), row("sign", "李小明"), row("sign", "2026年11月28日")];
    const made = pictures(rows, "", measure);
    assert.equal(made.flatMap((p) => p.lines.map(said)).join(""), rows.flatMap((r) => r.runs.map((x) => x.text)).join(""));
    for (const { height, lines } of made) {
      assert.ok(height <= 8000, String(height));
      assert.ok(lines.every((l) => l.y + 30 < height));
      assert.notEqual(lines[0].kind, "sign", `${n}`);
      assert.notEqual(lines[lines.length - 1].kind, "heading", `${n}`);
    }
    const heights = made.map((p) => p.height);
    assert.ok(Math.min(...heights) > Math.max(...heights) / 2, `${n}：${heights}`);
  }
});

test("what has nothing in it is a picture all the same", () => {
  assert.equal(pictures([row("title", "信")], "", measure).length, 1);
  assert.equal(pictures([row("title", "信"), row("para", "")], "", measure).length, 1);
});

test("readers inside WeChat and QQ are told early, others not", () => {
  const safari = "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko)";
  assert.match(inside(`${safari} Mobile/15E148 MicroMessenger/8.0.50(0x18003237) NetType/WIFI Language/zh_CN`), /^你是在微信里打开的.*在浏览器打开.*先复制一份/);
  assert.match(inside(`${safari} Mobile/15E148 QQ/9.0.85.632 V1_IPH_SQ`), /^你是在QQ里打开的/);
  for (const other of [`${safari} Version/18.0 Mobile/15E148 Safari/604.1`, `${safari} MQQBrowser/15.1 Mobile/15E148 Safari/604.1 QBWebViewType/1`, ""]) assert.equal(inside(other), "");
});
