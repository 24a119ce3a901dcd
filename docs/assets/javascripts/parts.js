// What only some pages have: checklists, clocks, a place's own law, messages to choose from, trees of questions, rules whose day is near. Their pages ask for this script right
// after handbook.js; elsewhere it comes at rest (main.js). It works on the store of handbook.js.
import { change } from "./change.js";
import { checklist } from "./checklist.js";
import { deadlines } from "./deadlines.js";
import { keeping } from "./keeping.js";
import { messages } from "./messages.js";
import { age, begins } from "./near.js";
import { place } from "./place.js";
import { scenario } from "./scenario.js";
import { tree } from "./tree.js";

window.handbookParts = { age, begins, change, checklist, deadlines, keeping, messages, place, scenario, tree };
