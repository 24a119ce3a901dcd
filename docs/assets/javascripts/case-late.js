// The parts of “我的案件” that are not needed to see where one stands: case.js fetches them when the page is there.
import { carry } from "./case/carry.js";
import { evidence } from "./case/evidence.js";

window.handbookCaseLate = { evidence, carry };
