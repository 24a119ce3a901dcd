import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { test } from "node:test";
import { JSDOM } from "jsdom";

test("a browser without replaceChildren gets one", async () => {
  const { window } = new JSDOM("<ul><li>旧一</li>文字<li>旧二</li></ul><p></p>");
  const { Element, DocumentFragment } = window;
  delete Element.prototype.replaceChildren;
  delete DocumentFragment.prototype.replaceChildren;
  Object.assign(globalThis, { Element, DocumentFragment });
  await import("../../docs/assets/javascripts/lib/missing.js");
  const [list] = window.document.getElementsByTagName("ul");
  const [kept, gone] = list.children;
  const added = window.document.createElement("li");
  list.replaceChildren(added, "新", kept);
  assert.deepEqual([...list.childNodes].map((n) => n.textContent), ["", "新", "旧一"]);
  assert.equal(gone.parentNode, null);
  list.replaceChildren();
  assert.equal(list.childNodes.length, 0);
});

test("a browser that has it keeps its own", async () => {
  const { window } = new JSDOM("");
  const { Element, DocumentFragment } = window;
  const own = Element.prototype.replaceChildren;
  Object.assign(globalThis, { Element, DocumentFragment });
  await import("../../docs/assets/javascripts/lib/missing.js?again");
  assert.equal(Element.prototype.replaceChildren, own);
});

test("Safari 13 listens to a width by the old name", async () => {
  const heard = [];
  globalThis.MediaQueryList = class {
    addListener(act) {
      heard.push(act);
    }
  };
  await import("../../docs/assets/javascripts/lib/missing.js?third");
  const act = () => {};
  new globalThis.MediaQueryList().addEventListener("change", act);
  assert.deepEqual(heard, [act]);
  delete globalThis.MediaQueryList;
});

test("a file gives its bytes where only a response does", async () => {
  const own = Blob.prototype.arrayBuffer;
  delete Blob.prototype.arrayBuffer;
  await import("../../docs/assets/javascripts/lib/missing.js?fourth");
  assert.deepEqual([...new Uint8Array(await new Blob(["鞋"]).arrayBuffer())], [0xe9, 0x9e, 0x8b]);
  assert.notEqual(Blob.prototype.arrayBuffer, own);
  Blob.prototype.arrayBuffer = own;
});

test("all matches, one after the other, also of nothing", async () => {
  const own = String.prototype.matchAll;
  const texts = [["押金300元，租金20元", /\d+(?=元)/g], ["abc", /x*/g], ["", /a?/g], ["没有数", /\d/g], ["aaa", /(?<one>a)(b?)/g]];
  const right = texts.map(([text, pattern]) => [...text.matchAll(pattern)].map((m) => [...m, m.index, m.groups?.one]));
  delete String.prototype.matchAll;
  await import("../../docs/assets/javascripts/lib/missing.js?fifth");
  assert.notEqual(String.prototype.matchAll, own);
  assert.deepEqual(texts.map(([text, pattern]) => [...text.matchAll(pattern)].map((m) => [...m, m.index, m.groups?.one])), right);
  String.prototype.matchAll = own;
});

test("without BigInt a file has the hash that everybody else computes", () => {
  // a program of its own: the hash asks for BigInt as soon as it is read
  const program = `
    delete globalThis.BigInt;
    delete DataView.prototype.setBigUint64;
    await import("./docs/assets/javascripts/lib/missing.js");
    const { textHash } = await import("./docs/assets/javascripts/lib/hash.js");
    console.log(textHash("鞋子".repeat(3000)), textHash(""));
    const view = new DataView(new ArrayBuffer(16));
    view.setBigUint64(0, 2 ** 33 + 5, false);
    view.setBigUint64(8, 2 ** 33 + 5, true);
    console.log([...new Uint8Array(view.buffer)].join());`;
  const dom = "for (const name of ['Element', 'DocumentFragment']) globalThis[name] = class {};";
  const done = spawnSync(process.execPath, ["--input-type=module", "-e", dom + program], { encoding: "utf8" });
  const known = (text) => createHash("sha256").update(text).digest("hex");
  assert.equal(done.stdout, `${known("鞋子".repeat(3000))} ${known("")}\n0,0,0,2,0,0,0,5,5,0,0,0,2,0,0,0\n`, done.stderr);
});
