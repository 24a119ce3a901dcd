// What a letter needs only when somebody writes it: letter/late.js fetches this at the first touch.
import { check } from "./lib/checks.js";
import { amount } from "./letter/amounts.js";
import { ears } from "./letter/ears.js";
import { online } from "./letter/online.js";
import { tool } from "./letter/tools.js";

/** base: the site's root; arrived: called when the check knows more than before. */
window.handbookLetterLate = (base, arrived) => {
  const learned = ears(base, arrived);
  return { check: (source, values, today) => check(source, values, { today, learned }), amount, online, tool };
};
