// A decision tree, one question at a time. The page has all of it; here the others are hidden. The way stands in the history, not in the address:
// Back goes back a question, and a page that is loaded again stands where it stood.
import { all, element, script } from "#page";

/** The way that a history entry keeps, as far as the tree of today still has it: [[id of a part, index of the answer]]. */
function kept(state, parts) {
  const way = [];
  let at = parts[0];
  for (const step of Array.isArray(state?.way) ? state.way : []) {
    const [id, answer] = step || [];
    const next = at.id === id && target(at, answer);
    if (!next) return [];
    way.push([id, answer]);
    at = next;
  }
  return way;
}

const answers = (part) => /** @type {HTMLAnchorElement[]} */ (all(part, ".tree__choice"));
const target = (part, answer) => document.getElementById(answers(part)[answer]?.hash.slice(1));

/** The shortest way to the part that an address names; none where no answer leads there. */
function wayTo(hash, first) {
  const waiting = [[first, []]];
  const seen = new Set([first]);
  for (const [part, way] of waiting) {
    for (const [i, answer] of answers(part).entries()) {
      const next = target(part, i);
      if (!next || seen.has(next)) continue;
      seen.add(next);
      waiting.push([next, [...way, [part.id, i]]]);
      if (answer.hash === hash) return waiting[waiting.length - 1][1];
    }
  }
  return [];
}

/** A long tree is divided into pages (macros/divided.py): an address of what another one has leads on. */
function elsewhere(root, base) {
  const id = location.hash.slice(1);
  if (!("divided" in root.dataset) || !id || document.getElementById(id)) return;
  script(new URL(`assets/tree/${root.dataset.tree}.js`, base)).then(
    () => {
      const found = Object.entries(window.handbookTreePages).find(([, held]) => held.split(" ").includes(id.replace("go-", "")));
      if (found) location.replace(new URL(`${found[0]}#${id}`, base)); // Back does not stop here
    },
    () => {}, // the first question is there
  );
}

/**
 * Ends that the page only names say what they say once an answer leads to them, or may with the next. Where that cannot be had, the name leads to the
 * page that has it.
 */
function later(root, base, named, arrived) {
  const pages = new Map(named.map((part) => [part, part.querySelector("a").pathname.replace(/^.*\/|[.]html$/g, "")]));
  const asked = new Set();

  function take(page) {
    asked.add(page);
    script(new URL(`assets/tree/${root.dataset.tree}-${page}.js`, base)).then(
      () => {
        for (const part of named.filter((one) => pages.get(one) === page)) {
          const said = new window.DOMParser().parseFromString(window.handbookEnds[part.id.replace("go-", "")], "text/html");
          for (const link of said.querySelectorAll("a")) link.href = String(new URL(link.getAttribute("href"), base)); // as seen from the root
          part.replaceChildren(...said.body.childNodes);
        }
        arrived();
      },
      () => asked.delete(page),
    );
  }

  return (part) => {
    for (const near of [part, ...answers(part).map((_, i) => target(part, i))]) if (pages.has(near) && !asked.has(pages.get(near))) take(pages.get(near));
  };
}

/** @param {any} root @param {{base: URL | string}} about where the site's root is */
export function tree(root, { base } = { base: location.href }) {
  const parts = all(root, "[data-tree-part]");
  const named = parts.filter((part) => "moved" in part.dataset);
  const path = element("ol", "tree__path");
  const back = element("button", "button button--quiet", "上一题");
  back.type = "button";
  const chosen = {}; // id → the answer given, kept when going back
  let way = kept(history.state, parts);
  // somebody who answered the first question elsewhere, in the search, comes with the answer in the address; and an address may name any part
  if (!way.length) way = wayTo(location.hash, parts[0]);
  elsewhere(root, base);

  const here = () => (way.length ? target(document.getElementById(way[way.length - 1][0]), way[way.length - 1][1]) : parts[0]);

  /** Back to the question at a place of the way: by the history, which then knows it too. */
  function to(place) {
    if (history.state?.way?.length === way.length) history.go(place - way.length);
    else go(way.slice(0, place)); // a browser that kept nothing
  }

  // the heading that had the focus was another
  const want = later(root, base, named, () => named.includes(here()) && draw(true));

  function go(next) {
    way = next;
    want(here());
    draw(true);
  }

  function steps() {
    return way.map(([id, answer], place) => {
      const part = document.getElementById(id);
      const row = element("li");
      const button = element("button", "tree__step", `${part.querySelector("h2").textContent} ${answers(part)[answer].textContent}`);
      button.type = "button";
      button.setAttribute("aria-label", `改这一题：${button.textContent}`);
      button.addEventListener("click", () => to(place));
      row.append(button);
      return row;
    });
  }

  function draw(focus) {
    const now = here();
    for (const [id, answer] of way) chosen[id] = answer;
    for (const part of parts) part.hidden = part !== now;
    answers(now).forEach((choice, i) => (chosen[now.id] === i ? choice.setAttribute("aria-current", "true") : choice.removeAttribute("aria-current")));
    path.textContent = "";
    path.append(...steps());
    path.hidden = back.hidden = !way.length;
    if (!focus) return;
    const heading = now.querySelector("h2");
    heading.tabIndex = -1;
    heading.focus();
  }

  function choose(event) {
    const choice = event.target.closest?.(".tree__choice");
    if (!choice) return;
    const part = choice.closest("[data-tree-part]");
    const answer = answers(part).indexOf(choice);
    if (!target(part, answer)) return; // on another page
    event.preventDefault();
    const next = [...way, [part.id, answer]];
    try {
      history.pushState({ ...history.state, way: next }, "");
    } catch {
      // it goes on without: only Back leaves the page then
    }
    go(next);
  }

  if (way.length) want(here());
  draw(false);
  parts[0].before(path);
  parts[parts.length - 1].after(back);
  root.addEventListener("click", choose);
  back.addEventListener("click", () => to(way.length - 1));
  addEventListener("popstate", (event) => go(kept(event.state, parts)));
  root.classList.add("tree--live");
}
