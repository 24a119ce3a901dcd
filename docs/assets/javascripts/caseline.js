// One line on every page once a case exists: its name, how it stands, and the way to it. What fills it is fetched when the page is idle: nothing of
// it is needed to read.
import { store } from "./store.js";
import { idle } from "#later";
import { script } from "#page";

export function caseline(root, { base }) {
  const asset = (path) => new URL(`assets/${path}`, base);
  const html = document.documentElement;
  let rest = false;
  let coming = null;

  async function fill() {
    try {
      coming = coming || (window.handbookLine ? Promise.resolve() : script(asset("case-line.js")));
      await coming;
      await window.handbookLine(root, asset);
    } catch {
      coming = null; // the line leads to the case all the same, and the next change tries again
    }
  }

  function draw() {
    const there = store.current() !== null;
    html.classList.toggle("has-case", there);
    if (there && rest) fill();
  }

  idle(() => {
    rest = true;
    draw();
  });
  draw();
  store.watch(draw);
}
