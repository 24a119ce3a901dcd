// What a letter needs only when somebody writes it: letter/late.js fetches this at the first touch.
import { helps } from "./letter/hands.js";

window.handbookLetterLate = helps;
