// The printer: what of the page is printed, and what the reader is told where nothing comes of it.
import { ask } from "#page";

// a browser inside another app may print nothing, and say nothing
// eslint-disable-next-line no-restricted-syntax -- milliseconds, no number of a law
const PATIENCE = 1000;
/** Not every browser says that printing is over; whoever is back at the page has printed. @returns {[EventTarget, string, boolean][]} */
const signs = () => [
  [globalThis, "focus", false],
  [document, "visibilitychange", true],
  [document, "pointerdown", true],
  [document, "keydown", true],
];

let end = null; // ends the printing that a button of the page began

/**
 * Prints, to be called inside the press. mode: what of the page (print.css), "" for the page as it stands. over: puts back what was made for it.
 * buttons: what the reader can do where nothing is printed, as ask() takes them.
 */
export function print(mode, { over = () => {}, buttons = [] } = {}) {
  if (end) end();
  let begun = false;
  const begin = () => (begun = true);
  const back = () => document.visibilityState !== "hidden" && mine();
  const mine = () => {
    if (end !== mine) return;
    end = null;
    removeEventListener("afterprint", mine);
    for (const [target, name, capture] of signs()) target.removeEventListener(name, back, capture);
    delete document.body.dataset.printing;
    over();
  };
  end = mine;
  if (mode) document.body.dataset.printing = mode;
  addEventListener("beforeprint", begin);
  addEventListener("afterprint", mine);
  window.print();
  if (end === mine) for (const [target, name, capture] of signs()) target.addEventListener(name, back, capture);
  setTimeout(() => {
    removeEventListener("beforeprint", begin);
    if (begun) return;
    mine();
    const how = "点右上角的“…”，选“在浏览器打开”，再打印。填的内容不会跟过去，先复制一份留着。";
    ask("没有看到打印的窗口？", ["这里可能打印不了，微信、QQ里常这样。", how], [...buttons, ["知道了"]]);
  }, PATIENCE);
}

/** What is printed where the browser's own command asks for it. choose: → the mode */
export function printedByCommand(choose) {
  addEventListener("beforeprint", () => {
    if (!end) document.body.dataset.printing = choose();
  });
  addEventListener("afterprint", () => {
    if (!end) delete document.body.dataset.printing;
  });
}
