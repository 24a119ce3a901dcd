// The page “我的案件”, a script of its own: only that page loads it, after handbook.js, whose store it works on.
import { start } from "./case/index.js";

const root = document.querySelector("[data-case]");
if (root) start(root, { store: window.handbookStore, data: window.handbookCase, base: new URL("./", location.href) });
