// Light or dark by hand; until then the system decides.
import { store } from "./store.js";

export function themeButton(button) {
  const label = button.querySelector("[data-theme-label]");
  const system = matchMedia("(prefers-color-scheme: dark)");
  const dark = () => (document.documentElement.dataset.theme || (system.matches ? "dark" : "light")) === "dark";
  const draw = () => {
    label.textContent = dark() ? "浅色" : "深色";
  };
  button.addEventListener("click", () => {
    const next = dark() ? "light" : "dark";
    document.documentElement.dataset.theme = next;
    store.setTheme(next);
    draw();
  });
  system.addEventListener("change", draw);
  draw();
}
