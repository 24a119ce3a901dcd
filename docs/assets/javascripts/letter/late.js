// The check before sending, the helping hands, the short text for a form on the web and the page of the answers come in scripts of their own (../letter-late.js, and what it knows), at the first
// touch, key or press on the letter: who only looks does not wait for them, and who loses the network can write, copy and print without.
import { asked } from "../lib/asked.js";
import { isEmpty, mistake } from "../lib/fill.js";
import { EMPTY, error } from "../lib/findings.js";
import { all, element, script } from "#page";

const BEGINS = ["focusin", "pointerover", "pointerdown", "input"];
const LOST = "这一部分没有取到，可能断网了。写的内容都在，也能复制、打印。连上网以后点一下这一页，会再取一次。";

/** What can be said until then, in the order of the form: what is empty, and what is not what its field asks for. */
export function plainly(source, typed) {
  const { fields, values } = asked(source, typed);
  return fields
    .map((f) => ({ f, why: f.required && isEmpty(values[f.id]) ? EMPTY : mistake(f, values[f.id]) }))
    .filter((x) => x.why)
    .map(({ f, why }) => error(f, why));
}

/** desk: {root, base, say}; wait: see hands.js. → want(), which asks for the scripts where they were not asked for yet, or did not come, and resolves when they are there or lost. */
export function late(desk, wait) {
  let coming = null;
  const bodies = () => all(desk.root, "[data-tool-body], [data-online-body], [data-answers-body]");
  const lost = () => {
    coming = null;
    for (const body of bodies()) body.replaceChildren(element("p", "", LOST));
    desk.say(LOST);
  };
  const want = () => {
    if (coming) return coming;
    const parts = ["letter-late.js", "letter-data.js"].map((name) => script(new URL(`assets/${name}`, desk.base)));
    coming = Promise.all(parts).then(() => window.handbookLetterLate(desk, window.handbookLetterData, wait), lost);
    return coming;
  };
  for (const name of BEGINS) desk.root.addEventListener(name, want);
  return want;
}
