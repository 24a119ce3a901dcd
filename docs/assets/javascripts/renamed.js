// Before handbook.js, in the same file, where ids were renamed: their names are written above this.
import { renamed } from "./store/renamed.js";

window.handbookRename = (path, value) => renamed(path, value, window.handbookRenamed);
