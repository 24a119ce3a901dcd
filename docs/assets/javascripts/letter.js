// A letter's page, a script of its own: nobody else waits for it. It comes after handbook.js,
// whose store it works on.
import { reveal } from "#live";
import { letter } from "./letter/index.js";

const root = document.querySelector('[data-module="letter"]');
if (root) {
  letter(root, { base: new URL(document.currentScript?.dataset.root || "./", location.href) });
  reveal(root);
}
