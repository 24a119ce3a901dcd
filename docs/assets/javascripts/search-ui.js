// What searches and draws the results: search/field.js fetches it at the first sign that somebody searches; the search page has it from the start.
import { search } from "./search/ui.js";

window.handbookSearchField = search;
