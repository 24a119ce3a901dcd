// One letter of a pack: its box, under it which of its drafts is meant, what is wrong with that one, and the sheet at the end of the pack.
import { store } from "../store.js";
import { sentence, UNSEEN } from "../lib/findings.js";
import { announce, element } from "../lib/page.js";

const LOST = "没有取到，可能断网了。别的照样能印。连上网以后，把勾去掉再勾上，会再取一次。";
const OWN_LOST = "你填好的没有取到，可能断网了。可以先印空白的；连上网以后再选一次，会再取。";
const GONE = "你填好的那一份，在别的页里清空了。现在印的是空白的。";
const BLANK = 0; // no number of a draft

/** node: [data-pick] of the pack's choice; root: the pack; place: where the sheets stand. */
export const pickOf = (node, root, place) => {
  const named = root.querySelector(`[data-named="${node.dataset.pick}"]`);
  const title = node.textContent.trim();
  const sheet = Object.assign(element("section", "pack__letter paper"), { hidden: true });
  sheet.setAttribute("aria-label", title);
  place.append(sheet);
  return {
    id: node.dataset.pick,
    box: node.querySelector("input"),
    title,
    url: named.querySelector("a").href,
    together: named.querySelector("[data-together]"), // in the list of letters
    more: node.appendChild(element("div", "pack__more")),
    sheet,
    offered: "", // the drafts that are offered now
    want: BLANK,
    state: "", // "coming", "there", "lost"
    look: null, // a filled letter's, as pack/own.js gives it
    way: null, // the link to its own page
    gone: false, // the draft that was chosen is no more
    turn: 0,
  };
};

/** The drafts of a letter in which something was written: their numbers. */
const draftsOf = (id) => store.draftNumbers(id).filter((n) => store.begun(id, n) !== undefined || Object.keys({ ...store.draft(id, n), ...store.help(id, n) }).length > 0);

/** What a pick offers of its drafts, and the blank. names: {number: what the draft is called}, as far as that is known. */
function ways(pick, numbers, names) {
  const node = element("fieldset", "pack__choice pack__how");
  const way = (n, text) => {
    const label = element("label", "pack__one");
    const radio = Object.assign(element("input"), { type: "radio", name: `how-${pick.id}`, value: String(n), checked: n === pick.want, autocomplete: "off" });
    label.append(radio, element("span", "", text));
    return label;
  };
  const own = (n) => (numbers.length > 1 ? `用我填好的${names[n] || `第${n}份`}` : "用我填好的");
  node.append(element("legend", "", `《${pick.title}》印哪一种`), ...numbers.map((n) => way(n, own(n))), way(BLANK, "用空白的，手写"));
  return node;
}

/** The buttons for its drafts, drawn anew only where there are others than before: the reader may stand on one. */
function offer(pick) {
  const numbers = draftsOf(pick.id);
  const names = numbers.length > 1 && window.handbookOwnLetters && window.handbookLetters?.[pick.id] ? window.handbookOwnLetters.names(pick.id, numbers) : {};
  const offered = JSON.stringify([numbers, names]);
  if (pick.offered === offered) return;
  const open = store.openDraft(pick.id);
  if (!pick.offered && numbers.length) pick.want = numbers.includes(open) ? open : numbers[numbers.length - 1];
  if (pick.want !== BLANK && !numbers.includes(pick.want)) {
    // emptied in another tab: another sheet than the reader has chosen is not printed without a word
    Object.assign(pick, { want: BLANK, gone: true });
    announce(`《${pick.title}》${GONE}`);
  }
  pick.offered = offered;
  const before = pick.more.querySelector(".pack__how");
  const focused = before?.contains(document.activeElement);
  before?.remove();
  if (!numbers.length) return;
  pick.more.prepend(ways(pick, numbers, names));
  if (focused) pick.more.querySelector("input:checked").focus();
}

/** What a filled letter's own page would say before it leaves: lines. */
export const told = ({ look }) => (look ? [...look.findings.map((f) => sentence(f, look.fields)), ...(look.whole ? [] : [UNSEEN])] : []);

/** The same as a box under the letter's name. */
function found(pick) {
  const { findings, errors } = pick.look;
  const lines = told(pick);
  if (!lines.length) return [];
  const box = element("div", `summary${errors.length ? "" : " summary--soft"}`);
  const list = element("ul");
  list.append(...lines.map((line) => element("li", "", line)));
  const title = errors.length ? `还有${errors.length}处没填好，照现在印出来是草稿` : findings.length ? `有${findings.length}处请再看一眼` : "还没有检查过";
  box.append(element("p", "summary__title", title), list);
  return [box];
}

/** The way to the letter's own page, with the draft on its desk that is printed here. One link for good: it may have the focus. */
function wayTo(pick) {
  if (!pick.way) {
    pick.way = Object.assign(element("a", "pack__way"), { href: pick.url });
    pick.way.addEventListener("click", () => pick.want !== BLANK && store.setOpenDraft(pick.id, pick.want));
  }
  pick.way.textContent = `${pick.want === BLANK ? "去填写" : "去改"}《${pick.title}》`;
  return pick.way;
}

/** What stands under a chosen letter's box, below the choice of its drafts. */
function say(pick, ...nodes) {
  const [how, way] = [pick.more.querySelector(".pack__how"), wayTo(pick)];
  for (const node of [...pick.more.childNodes]) if (node !== how && node !== way) node.remove();
  if (way.parentNode !== pick.more) pick.more.append(way);
  for (const node of nodes) way.before(node);
}

function hide(pick) {
  pick.sheet.hidden = true;
  pick.together.hidden = true; // on paper no letter is promised that is not there
  pick.sheet.replaceChildren();
  pick.look = null;
}

function away(pick) {
  hide(pick);
  pick.more.replaceChildren();
  Object.assign(pick, { offered: "", want: BLANK, state: "", gone: false });
}

function lost(pick, text) {
  hide(pick);
  pick.state = "lost";
  say(pick, element("p", "note note--warn", text));
  announce(`《${pick.title}》${text}`);
}

function drawBlank(pick) {
  const drawn = new window.DOMParser().parseFromString(window.handbookLetters[pick.id].blank, "text/html");
  pick.look = null;
  pick.sheet.classList.remove("paper--draft");
  pick.sheet.replaceChildren(...drawn.body.childNodes);
  say(pick, ...(pick.gone ? [element("p", "note note--warn", GONE)] : []));
}

function drawOwn(pick) {
  pick.look = window.handbookOwnLetters.look(pick.id, pick.want);
  pick.sheet.classList.toggle("paper--draft", pick.look.errors.length > 0);
  pick.sheet.replaceChildren(...pick.look.nodes);
  say(pick, ...found(pick));
}

/** Gets what the letter needs, or says that it cannot be had: null or a sentence. */
async function fetched(pick, { bring, base, follow }) {
  try {
    await bring(`letter/${pick.id}.js`);
  } catch {
    return LOST;
  }
  if (pick.want === BLANK) return null;
  try {
    await bring("pack-letters.js", "days.js");
  } catch {
    return OWN_LOST;
  }
  // without its check the letter is shown all the same, and that nobody looked through it
  await bring("letter-late.js", "letter-data.js").catch(() => {});
  window.handbookOwnLetters.begin(base, follow);
  return null;
}

/** Draws a pick as it is ticked now. about: {bring: gets scripts, base: the site's root, follow: draws all picks again} */
export async function draw(pick, about) {
  pick.turn += 1;
  const { turn } = pick;
  if (!pick.box.checked) {
    away(pick);
    return;
  }
  offer(pick);
  const anew = pick.state !== "there";
  if (anew) pick.state = "coming";
  const why = await fetched(pick, about);
  if (turn !== pick.turn) return; // something else was chosen meanwhile
  if (why) {
    lost(pick, why);
    return;
  }
  offer(pick); // the names of its drafts are known now; and one may have gone meanwhile
  if (pick.want === BLANK) drawBlank(pick);
  else drawOwn(pick);
  pick.sheet.hidden = false;
  pick.together.hidden = false;
  pick.state = "there";
  if (anew) announce(`《${pick.title}》印在最后，另起一张。`);
}
