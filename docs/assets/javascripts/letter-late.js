// What a letter needs only when somebody writes it: letter/late.js fetches this at the first touch. A pack with a filled letter takes its check (pack/own.js).
import { check } from "./lib/checks.js";
import { ears } from "./letter/ears.js";
import { helps } from "./letter/hands.js";

window.handbookLetterLate = helps;
window.handbookLetterCheck = { check, ears };
