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

/** Ends that the page only names say what they say once the reader answers. Where that cannot be had, the name leads to the page that has it. */
function later(root, base, named, arrived) {
  let asked = !named.length;
  return () => {
    if (asked) return;
    asked = true;
    script(new URL(`assets/tree-${root.dataset.tree}.js`, base)).then(
      () => {
        for (const part of named) {
          const said = new window.DOMParser().parseFromString(window.handbookEnds[part.id.replace("go-", "")], "text/html");
          part.replaceChildren(...said.body.childNodes);
        }
        arrived();
      },
      () => (asked = false),
    );
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
  // somebody who answered the first question elsewhere, in the search, comes with the answer in the address
  const given = answers(parts[0]).findIndex((answer) => answer.hash === location.hash);
  if (!way.length && given >= 0) way = [[parts[0].id, given]];

  const here = () => (way.length ? target(document.getElementById(way[way.length - 1][0]), way[way.length - 1][1]) : parts[0]);

  /** Back to the question at a place of the way: by the history, which then knows it too. */
  function to(place) {
    if (history.state?.way?.length === way.length) history.go(place - way.length);
    else go(way.slice(0, place)); // a browser that kept nothing
  }

  // the heading that had the focus was another
  const want = later(root, base, named, () => named.includes(here()) && draw(true));

  function go(next) {
    want();
    way = next;
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
    event.preventDefault();
    const part = choice.closest("[data-tree-part]");
    const next = [...way, [part.id, answers(part).indexOf(choice)]];
    try {
      history.pushState({ ...history.state, way: next }, "");
    } catch {
      // it goes on without: only Back leaves the page then
    }
    go(next);
  }

  if (way.length) want();
  draw(false);
  parts[0].before(path);
  parts[parts.length - 1].after(back);
  root.addEventListener("click", choose);
  back.addEventListener("click", () => to(way.length - 1));
  addEventListener("popstate", (event) => go(kept(event.state, parts)));
  root.classList.add("tree--live");
}
