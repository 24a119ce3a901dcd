// The menu is a <details>; with scripts it also closes on Escape and on a press elsewhere.
export function menu(root) {
  const close = (focus) => {
    root.open = false;
    if (focus) root.querySelector("summary").focus();
  };
  addEventListener("keydown", (event) => {
    if (event.key === "Escape" && root.open) close(true);
  });
  addEventListener("click", (event) => {
    if (root.open && !root.contains(event.target)) close(false);
  });
}
