// The first use of a term explains itself on hover, tap and keyboard; on paper it carries the number of its note. What they
// mean comes with the script.
import { idle, turns } from "#later";
import { element, script } from "#page";

const SKIP = "a, button, summary, h1, h2, h3, h4, label, figcaption, form, .say, .terms, .paper, [data-term-word], .cites, .step__row, .verdict";

/** Is a text node of the page's running text? */
const runs = (node) => node.isConnected && Boolean(node.parentElement.closest("p, li, dd, blockquote")) && !node.parentElement.closest(SKIP);

/** The first text node of the page's running text that has the word, or null. */
function firstUse(nodes, word) {
  return nodes.find((n) => n.data.includes(word) && runs(n)) || null;
}

/** The text nodes that have one of these words, in the page's order. Most have none: what they stand in is asked of the others alone. */
function having(article, words) {
  const any = new RegExp(words.map((word) => word.replace(/[.*+?^${}()|[\]\\]/g, "\\$&")).join("|"));
  const walker = document.createTreeWalker(article, NodeFilter.SHOW_TEXT);
  const nodes = [];
  while (walker.nextNode()) if (any.test(/** @type {Text} */ (walker.currentNode).data)) nodes.push(/** @type {Text} */ (walker.currentNode));
  return nodes;
}

const CLOSES = /^[，。、；：？！”’）》〉】]+/;

function explain(node, word, text, number) {
  const at = node.data.indexOf(word);
  const rest = node.splitText(at);
  const after = rest.splitText(word.length);
  // no <button>: that is a box of its own, at which lines break otherwise than in the text, and the page would move when it comes
  const button = element("span", "word", word);
  button.setAttribute("role", "button");
  button.tabIndex = 0;
  button.dataset.termWord = "";
  button.dataset.n = number;
  button.setAttribute("aria-expanded", "false");
  const tip = element("span", "word__tip", text);
  tip.id = `word-${number}`;
  tip.setAttribute("role", "note");
  tip.hidden = true;
  button.setAttribute("aria-controls", tip.id);
  rest.replaceWith(button);
  // a mark behind the word stays beside it when the meaning opens
  const [marks] = CLOSES.exec(after.data) || [""];
  const behind = after.splitText(marks.length);
  behind.before(tip);
  let kept = false; // opened by a press: a mouse that leaves does not close it
  const show = (open) => {
    tip.hidden = !open;
    button.setAttribute("aria-expanded", String(open));
  };
  const press = () => {
    kept = !kept;
    show(kept);
  };
  button.addEventListener("click", press);
  button.addEventListener("mouseenter", () => show(true));
  button.addEventListener("mouseleave", () => show(kept));
  button.addEventListener("keydown", (event) => {
    if (event.key === "Enter" || event.key === " ") {
      event.preventDefault(); // the space would scroll the page
      if (!event.repeat) press();
    } else if (event.key === "Escape") {
      kept = false;
      show(false);
    }
  });
  return behind;
}

/** The terms of the page with what they mean, folded, in the place of the link to all of them. */
function list(root, rows, base) {
  const fold = element("details", "fold");
  const items = element("ol", "terms__list");
  for (const { id, word, text, url } of rows) {
    const item = element("li");
    item.id = `term-${id}`;
    const link = Object.assign(element("a", "", word), { href: new URL(url, base).href });
    item.append(link, `：${text}`);
    items.append(item);
  }
  fold.append(element("summary", "", `本页用到的词（${rows.length}）`), items);
  root.replaceChildren(fold);
  if (location.hash.startsWith("#term-")) dispatchEvent(new Event("hashchange")); // there is something to go to now
}

export function terms(root, { base }) {
  const article = root.closest("article");
  const start = async () => {
    if (!window.handbookTerms) {
      try {
        await script(new URL("assets/terms.js", base));
      } catch {
        return; // the link to all terms stays
      }
    }
    await new Promise((go) => setTimeout(go)); // the script's own task ends
    const turn = turns();
    const said = article.textContent;
    const found = Object.entries(window.handbookTerms).map(([id, [word, text, url]]) => ({ id, word, text, url, at: said.indexOf(word) }));
    const rows = found.filter((row) => row.at >= 0).sort((a, b) => a.at - b.at).map((row, i) => ({ ...row, n: i + 1 }));
    if (!rows.length) return;
    await turn();
    const nodes = having(article, rows.map((row) => row.word));
    await turn();
    list(root, rows, base);
    // longer words first, so that 电子商务平台经营者 is not cut at 经营者
    for (const row of [...rows].sort((a, b) => b.word.length - a.word.length)) {
      const node = firstUse(nodes, row.word);
      if (node) nodes.splice(nodes.indexOf(node) + 1, 0, explain(node, row.word, row.text, row.n));
      await turn();
    }
  };
  idle(start);
}
