// One line on every page once a case exists: its name, how it stands, and the way to it.
import { store } from "./store.js";
import { parse, today, words } from "#dates";
import { script } from "#page";

/** What the line is made with, fetched when the page is idle: nothing of it is needed to read. */
async function fetched(asset) {
  const load = (name) => script(asset(name));
  if (!window.handbookCase) await load("case-data.js");
  if (!window.handbookLook) await load("case-line.js");
  const known = store.situations().filter((id) => window.handbookCase.situations[id]);
  await Promise.all(known.filter((id) => !window.handbookSituations?.[id]).map((id) => load(`case/${id}.js`)));
  return known.map((id) => ({ id, ...window.handbookSituations[id] }));
}

const shown = (day) => words(day, false).replace(/^\d+年/, "");

export function caseline(root, { base }) {
  const word = root.querySelector("[data-caseline-state]");
  const name = root.querySelector("[data-caseline-name]");
  const asset = (path) => new URL(`assets/${path}`, base);
  const html = document.documentElement;
  let idle = false;

  async function draw() {
    const there = store.current() !== null;
    html.classList.toggle("has-case", there);
    if (!there || !idle) return;
    let situations;
    try {
      situations = await fetched(asset);
    } catch {
      return; // without a connection the line leads to the case all the same
    }
    if (store.current() === null) return;
    const { name: called, state, solved } = window.handbookLook(store, window.handbookCase, situations, today());
    name.textContent = called;
    const day = solved ? parse(solved) : state.until;
    word.textContent = `${state.title}${day === null ? "" : solved ? ` ${shown(day)}` : `，到${shown(day)}`}`;
    word.hidden = false;
  }

  const later = window.requestIdleCallback || ((work) => setTimeout(work, 300));
  later(() => {
    idle = true;
    draw();
  });
  draw();
  store.watch(draw);
}
