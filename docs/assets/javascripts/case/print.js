// A sheet for the printer alone: nothing else of the page goes onto the paper.
const PATIENCE = 1200; // browsers inside other apps may print nothing and say nothing (milliseconds)

/** nodes: the sheet; say(text): where it is told that nothing came of it. */
export function printSheet(nodes, say) {
  const sheet = document.createElement("div");
  sheet.className = "printsheet";
  sheet.append(...nodes);
  document.getElementById("main").append(sheet);
  document.body.dataset.printing = "sheet";
  let begun = false;
  const clear = () => {
    sheet.remove();
    delete document.body.dataset.printing;
  };
  addEventListener("beforeprint", () => (begun = true), { once: true });
  addEventListener("afterprint", clear, { once: true });
  window.print();
  setTimeout(() => {
    if (begun) return;
    removeEventListener("afterprint", clear);
    clear();
    say("这里打印不了（微信、QQ里常这样）。点右上角，选“在浏览器打开”，再打印。");
  }, PATIENCE);
}
