// What needs a script is shown by the script that runs it, and what stands in its place without one goes only then: a script that is lost on the way
// or throws leaves the page as it is to be read without scripts.
const MODULES = "[data-module], [data-case], [data-part]";

/** A part of the page has started: its own controls appear, and what was there instead goes. Parts inside it show theirs themselves. */
export function reveal(root) {
  for (const node of [root, ...root.querySelectorAll(".js-only, .nojs-only")]) {
    if (node.closest(MODULES) !== root) continue;
    node.classList.remove("js-only");
    if (node.classList.contains("nojs-only")) node.hidden = true;
  }
  root.classList.add("live");
}
