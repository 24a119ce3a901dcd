// How a case stands, in the line that every page shows once there is one: caseline.js loads it after everything else, and only then.
import { line } from "./case/line.js";

window.handbookLine = line;
