// The first use of a term explains itself on hover, tap and keyboard; on paper it carries the number of its note.
import { element } from "./lib/page.js";

const SKIP = "a, button, summary, h1, h2, h3, h4, label, figcaption, form, .say, .terms, .paper, [data-term-word], .cites, .step__row, .verdict";

/** The first text node of the page's running text that has the word, or null. */
function firstUse(nodes, word) {
  return nodes.find((n) => n.isConnected && n.data.includes(word) && !n.parentElement.closest(SKIP)) || null;
}

function explain(node, word, text, number) {
  const at = node.data.indexOf(word);
  const rest = node.splitText(at);
  const after = rest.splitText(word.length);
  const button = element("button", "word", word);
  button.type = "button";
  button.dataset.termWord = "";
  button.dataset.n = number;
  button.setAttribute("aria-expanded", "false");
  const tip = element("span", "word__tip", text);
  tip.id = `word-${number}`;
  tip.setAttribute("role", "note");
  tip.hidden = true;
  button.setAttribute("aria-controls", tip.id);
  rest.replaceWith(button);
  button.after(tip);
  let held = false; // opened by a press: a mouse that leaves does not close it
  const show = (open) => {
    tip.hidden = !open;
    button.setAttribute("aria-expanded", String(open));
  };
  button.addEventListener("click", () => {
    held = !held;
    show(held);
  });
  button.addEventListener("mouseenter", () => show(true));
  button.addEventListener("mouseleave", () => show(held));
  button.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    held = false;
    show(false);
  });
  return after;
}

export function terms(root) {
  const article = root.closest("article");
  const start = () => {
    const walker = document.createTreeWalker(article, NodeFilter.SHOW_TEXT, {
      acceptNode: (/** @type {Text} */ n) => (n.data.trim() && n.parentElement.closest("p, li, dd, blockquote") && !n.parentElement.closest(SKIP) ? 1 : 2),
    });
    const nodes = [];
    while (walker.nextNode()) nodes.push(/** @type {Text} */ (walker.currentNode));
    // longer words first, so that 电子商务平台经营者 is not cut at 经营者
    const rows = [...root.querySelectorAll("[data-term]")].map((row, i) => ({ word: row.dataset.term, text: row.querySelector("[data-term-text]").textContent, n: i + 1 }));
    for (const row of rows.sort((a, b) => b.word.length - a.word.length)) {
      const node = firstUse(nodes, row.word);
      if (node) nodes.splice(nodes.indexOf(node) + 1, 0, explain(node, row.word, row.text, row.n));
    }
  };
  (window.requestIdleCallback || ((f) => setTimeout(f, 200)))(start);
}
