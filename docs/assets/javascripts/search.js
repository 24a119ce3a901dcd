// The lazily loaded part of the search: the engine, offered to the page's script.
import { build, find, prepare } from "./search/engine.js";

window.handbookEngine = { build, find, prepare };
