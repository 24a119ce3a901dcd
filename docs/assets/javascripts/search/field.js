// The search field before it is used: open from the start, and at the first sign that somebody means it, what searches comes in a script of its own
// (../search-ui.js). The search page, which is for nothing else, asks for that script right after handbook.js.
import { script } from "#page";

const SIGNS = ["pointerdown", "keydown", "input"];
const LOST = "搜索没有载入。检查网络后再试，或从目录里找。";

export function search(root, { base }) {
  const part = (name) => root.querySelector(`[data-search-${name}]`);
  const input = part("input");
  const panel = part("panel");
  let coming = null;

  /** What is said where the script did not come, with the ways that are left; over the page it goes with the focus. */
  function tell(text) {
    part("status").textContent = text;
    part("help").hidden = !text;
    if (panel) panel.hidden = !text;
  }
  const leave = (event) => panel && !root.contains(event.relatedTarget) && tell("");

  function begin(meant) {
    for (const sign of SIGNS) input.removeEventListener(sign, want);
    input.removeEventListener("keydown", go);
    root.removeEventListener("focusout", leave);
    if (meant) tell("");
    window.handbookSearchField(root, { base, meant });
  }
  function lost() {
    coming = null; // the next key tries again
    tell(LOST);
  }
  function want() {
    coming = coming || script(new URL("assets/search-ui.js", base)).then(() => begin(true), lost);
  }
  /** Who is faster than the script is taken to the page that searches by itself. */
  function go(event) {
    const query = input.value.trim();
    if (event.key !== "Enter" || event.isComposing || !query || root.dataset.search === "page") return;
    event.preventDefault();
    location.href = `${new URL("search.html", base)}#q=${encodeURIComponent(query)}`;
  }

  input.disabled = false;
  if (window.handbookSearchField) {
    begin(false);
    return;
  }
  for (const sign of SIGNS) input.addEventListener(sign, want);
  input.addEventListener("keydown", go);
  root.addEventListener("focusout", leave);
}
