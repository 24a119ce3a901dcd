// An address with an anchor opens the fold it points into, and the one that is all of what it points at. What moved to another page leads on.

function open() {
  let target = null;
  try {
    target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
  } catch {
    return; // a broken escape in the address: nothing to open
  }
  if (!target) {
    // a page of a divided list whose rows moved on: the contents know where to
    const contents = /** @type {HTMLAnchorElement | null} */ (document.querySelector("[data-contents]"));
    if (contents && location.hash) location.replace(contents.href + location.hash);
    return;
  }
  if ("moved" in target.dataset) {
    location.replace(target.querySelector("a").href); // Back does not stop here
    return;
  }
  for (let node = target; node; node = node.parentElement) if (node.tagName === "DETAILS") node.open = true;
  const own = /** @type {HTMLDetailsElement | null} */ (target.querySelector(":scope > details[data-own]")); // what is folded under its first lines
  if (own) own.open = true;
  target.scrollIntoView();
}

let started = false;

export function anchors() {
  if (started) return;
  started = true;
  addEventListener("hashchange", open);
  if (location.hash) open();
}
