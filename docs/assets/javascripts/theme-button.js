// Light or dark by hand; until then the system decides.
import { store } from "./store.js";

export function themeButton(button) {
  const label = button.querySelector("[data-theme-label]");
  const system = matchMedia("(prefers-color-scheme: dark)");
  const dark = () => (document.documentElement.dataset.theme || (system.matches ? "dark" : "light")) === "dark";
  const draw = () => {
    label.textContent = dark() ? "浅色" : "深色";
  };
  /** What is kept may have been chosen in another tab, or not be kept any more. */
  const take = () => {
    const kept = store.theme();
    if (kept) document.documentElement.dataset.theme = kept;
    else delete document.documentElement.dataset.theme;
    draw();
  };
  button.addEventListener("click", () => store.setTheme(dark() ? "light" : "dark"));
  system.addEventListener("change", draw);
  store.watch(take);
  take();
}
