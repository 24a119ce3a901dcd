// The letters of a pack, each chosen by itself and printed on sheets of its own after the rest: the blank one, or what the reader has filled in. None is
// chosen at first: what the reader typed goes onto paper because he said so. The text of a letter comes when it is chosen.
import { store } from "../store.js";
import { apart } from "../lib/keeps.js";
import { all, ask, script } from "../lib/page.js";
import { draw, pickOf, told } from "./pick.js";

const ALONE = "你是从文件夹里打开的，这个浏览器每一页各存各的：在文书那一页填的，这里看不到，只能印空白的。填好的，到那一页去印。";

/** → bring(...names): scripts that are loaded once; one that did not come is asked for again the next time. */
function bringer(base) {
  const coming = new Map();
  const one = (name) => {
    if (!coming.has(name)) {
      const loading = script(new URL(`assets/${name}`, base));
      coming.set(name, loading);
      loading.catch(() => coming.delete(name));
    }
    return coming.get(name);
  };
  return (...names) => Promise.all(names.map(one));
}

/** What has to be said of the chosen letters before they are printed: {title, lines, anyway, first: the pick that it begins with}; null where nothing. */
function objections(taken) {
  const waiting = taken.filter((pick) => pick.state === "coming");
  const gone = taken.filter((pick) => pick.state === "lost");
  const wrong = taken.filter((pick) => pick.look?.errors.length);
  const blank = taken.filter((pick) => pick.gone);
  const soft = taken.filter((pick) => !wrong.includes(pick) && told(pick).length);
  const lines = [
    ...waiting.map((pick) => `《${pick.title}》还在取，等一下再印`),
    ...gone.map((pick) => `《${pick.title}》没有取到，这次印不出来`),
    ...blank.map((pick) => `《${pick.title}》你填好的在别的页里清空了，会印成空白的`),
    ...[...wrong, ...soft].flatMap((pick) => told(pick).map((line) => `《${pick.title}》${line}`)),
  ];
  if (!lines.length) return null;
  const first = [...waiting, ...gone, ...blank, ...wrong, ...soft][0];
  if (wrong.length) return { title: `有${wrong.length}份文书没填好，会印成草稿`, lines, anyway: "照样打印，标明草稿", first };
  if (waiting.length || gone.length) return { title: "有文书没有取到", lines, anyway: "不印它，打印别的", first };
  return { title: "文书里有几处请再看一眼", lines, anyway: "没问题，打印", first };
}

/** root: the pack; base: the site's root. → before(print): asks what the letters' own pages would ask; print() runs inside a press. */
export function chosen(root, base) {
  const place = root.querySelector("[data-sheets]");
  const picks = all(root, "[data-pick]").map((node) => pickOf(node, root, place));
  const about = {
    base,
    bring: bringer(base),
    /** Something was kept, here or in another tab; or there is more to find than before. */
    follow() {
      for (const pick of picks) if (pick.state === "there") draw(pick, about);
    },
  };
  for (const pick of picks) {
    pick.box.addEventListener("change", () => draw(pick, about));
    pick.more.addEventListener("change", (event) => {
      Object.assign(pick, { want: +(/** @type {HTMLInputElement} */ (event.target).value), state: "", gone: false });
      draw(pick, about);
    });
    draw(pick, about); // a browser may bring back what was ticked
  }
  store.watch(about.follow);
  const alone = root.querySelector("[data-alone]");
  if (alone && apart(location.protocol, navigator.userAgent)) Object.assign(alone, { textContent: ALONE, hidden: false });

  return (print) => {
    const taken = picks.filter((pick) => pick.box.checked);
    const leave = () => {
      for (const pick of taken) if (pick.look) window.handbookOwnLetters.keepDay(pick.id, pick.want);
      print();
    };
    const why = objections(taken);
    if (why) ask(why.title, why.lines, [["回去看看"], [why.anyway, leave]], () => why.first.box.focus());
    else leave();
  };
}
