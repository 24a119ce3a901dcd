// The search field before it is used: open from the start, and at the first sign that somebody means it, what searches comes in a script of its own
// (../search-ui.js). The search page, which is for nothing else, asks for that script right after handbook.js.
import { script } from "#page";

const SIGNS = ["pointerdown", "keydown", "input", "focusout"];
const LOST = "搜索没有载入。检查网络后再试，或从目录里找。";

export function search(root, { base }) {
  const [input, panel, status, help] = ["input", "panel", "status", "help"].map((name) => root.querySelector(`[data-search-${name}]`));
  let coming = null;
  let begun = false;

  /** What is said where the script did not come, with the ways that are left. */
  function tell(text) {
    status.textContent = text;
    help.hidden = !text;
    if (panel) panel.hidden = !text;
  }
  function begin(meant) {
    begun = true;
    if (meant) tell("");
    window.handbookSearchField(root, { base, meant });
  }
  function lost() {
    coming = null; // the next key tries again
    tell(LOST);
  }
  function meet(event) {
    const query = input.value.trim();
    if (begun) return;
    if (event.type === "focusout") {
      if (panel && !root.contains(event.relatedTarget)) tell(""); // what lies over the page goes with the focus
    } else if (event.key === "Enter" && event.target === input && query && !event.isComposing && root.dataset.search !== "page") {
      // who is faster than the script is taken to the page that searches by itself
      event.preventDefault();
      location.href = `${new URL("search.html", base)}#q=${encodeURIComponent(query)}`;
    } else coming = coming || script(new URL("assets/search-ui.js", base)).then(() => begin(true), lost);
  }

  input.disabled = false;
  if (window.handbookSearchField) begin(false);
  else for (const sign of SIGNS) root.addEventListener(sign, meet);
}
