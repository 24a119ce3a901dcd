// How a case stands, for the line that every page shows once there is one: loaded after everything else, and only then.
import { look } from "./case/look.js";

window.handbookLook = look;
