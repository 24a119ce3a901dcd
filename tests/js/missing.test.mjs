import assert from "node:assert/strict";
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
