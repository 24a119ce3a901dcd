// The reader's own letters on a pack's page: it comes after pack.js, with the first letter of which there is a draft.
import { own } from "./pack/own.js";

window.handbookOwnLetters = own;
