// What a report of an error begins with: the page, the edition, the day its texts were read, and nothing that a reader typed.
import assert from "node:assert/strict";
import { test } from "node:test";
import { body } from "./help/dom.mjs";
import { link, report } from "../../docs/assets/javascripts/lib/report.js";

const ABOUT = { to: "", edition: "0.3.0版，2026年11月28日", checked: "2026年11月20日" };
const READ = `<p class="reviewed">本页内容核对于<strong>2026年11月22日</strong>，所引条文核对于2026年11月21日。<a href="x.html">这里有错？告诉我们</a></p>`;
const PAGE = `<article><h1>灯坏<wbr>了，\u200b店家不换</h1><form><input value="我叫王小明"><textarea>手机13800000000</textarea></form>
  <p data-case>王小明的案件</p>${READ}</article><footer><p class="reviewed">别的</p></footer>`;
const ROOT = new URL("https://book.example/manual/index.html");
const made = (address, root = ROOT, html = PAGE) => {
  body(html);
  return report(document, address, root, ABOUT);
};
const lines = (one) => one.body.split("\n").filter(Boolean);

test("page, address, edition and day", () => {
  const one = made("https://book.example/manual/scenarios/broken-lamp.html");
  assert.equal(one.title, "这里有错：灯坏了，店家不换");
  assert.deepEqual(lines(one), [
    "哪一句错了（复制那句话）：",
    "应该是：",
    "依据（哪部法律第几条，或官方网址）：",
    "以下请留着：",
    "页面：灯坏了，店家不换",
    "位置：scenarios/broken-lamp.html",
    "版本：0.3.0版，2026年11月28日",
    "核对：本页内容核对于2026年11月22日，所引条文核对于2026年11月21日",
  ]);
});

test("nothing of the reader's own: no field, no query, no anchor, no folder of the device", () => {
  const one = made("file:///home/%E7%8E%8B%E5%B0%8F%E6%98%8E/%E6%89%8B%E5%86%8C/letters/notice.html?from=weixin&name=x#13800000000", new URL("file:///home/%E7%8E%8B%E5%B0%8F%E6%98%8E/%E6%89%8B%E5%86%8C/index.html"));
  assert.ok(lines(one).includes("位置：letters/notice.html"));
  for (const own of ["王小明", "138", "weixin", "home", "?", "#"]) assert.ok(!JSON.stringify(one).includes(own), own);
});

test("the front door, and an address outside the handbook", () => {
  assert.ok(lines(made("https://book.example/manual/")).includes("位置：index.html"));
  assert.ok(!made("https://book.example/other/secret.html").body.includes("位置"));
  assert.ok(!made("https://book.example/manual/%E0%A4%A.html").body.includes("位置"), "an address with a broken escape is left out");
});

test("a page without a day of its own has the book's, one whose sentence ends in a link ends well", () => {
  assert.ok(lines(made("https://book.example/manual/faq/index.html", ROOT, "<article><h1>问答</h1></article>")).includes("核对：手册里最早核对的一部法律，核对于2026年11月20日"));
  const hand = `<article><h1>步骤</h1><p class="reviewed">本页在2026年11月22日核对过，<a href="l.html">文本截至哪天</a>。<a href="c.html">这里有错</a></p></article>`;
  assert.ok(lines(made("https://book.example/manual/steps/a.html", ROOT, hand)).includes("核对：本页在2026年11月22日核对过"));
});

test("an edition that is not known is left out", () => {
  body(PAGE);
  assert.ok(!report(document, ROOT.href, ROOT, { ...ABOUT, edition: "" }).body.includes("版本"));
});

test("in a link every character comes through, in a mail the lines end as mails' do", () => {
  const one = { title: "错：$& 50%", body: "甲&乙=1\n#2 +3" };
  const form = new URL(link("https://code.example/new?title={title}&body={body}", one));
  assert.equal(form.searchParams.get("title"), one.title);
  assert.equal(form.searchParams.get("body"), one.body);
  const mail = link("mailto:a@b.example?subject={title}&body={body}", one);
  assert.equal(mail, `mailto:a@b.example?subject=${encodeURIComponent(one.title)}&body=${encodeURIComponent("甲&乙=1\r\n#2 +3")}`);
});
