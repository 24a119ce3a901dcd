// The heaviest parts of “我的案件”, which few come for: case.js fetches them when the page is there.
import { carry } from "./case/carry.js";
import { evidence } from "./case/evidence.js";

window.handbookCaseParts = { ...window.handbookCaseParts, evidence, carry };
