// The parts of “我的案件” in which things are written down: case.js fetches them at once, when it has shown where one stands.
import { cases } from "./case/cases.js";
import { events } from "./case/events.js";
import { facts } from "./case/facts.js";
import { letters } from "./case/letters.js";
import { situations } from "./case/situations.js";
import { solving } from "./case/solving.js";
import { telling } from "./case/telling.js";

window.handbookCaseParts = { ...window.handbookCaseParts, cases, events, facts, letters, situations, "now/solving": solving, "days/telling": telling };
