// The terms of a page, explained where they stand: nobody waits for it, main.js fetches it when all else is there.
import { terms } from "./terms.js";

window.handbookExplain = terms;
