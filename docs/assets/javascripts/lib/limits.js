// How long a text may be. Nothing is cut off what is typed or pasted: near the limit it is counted, above it the reader is told how much is too much.
import { element } from "#page";

/** Characters as a person counts them: an emoji outside the first plane is one. */
export const count = (text) => [...String(text || "")].length;

/** The most characters of a letter's field, by its type; other types have rules of their own. */
export const MOST = { text: 200, longtext: 4000 };

const NEAR = 0.9; // of the limit: from here on it is counted

/** What is too long, in a sentence, or "". */
export function tooLong(text, most) {
  const over = count(text) - most;
  return over > 0 ? `太长，最多${most}字，多了${over}字` : "";
}

/** How much room is left, in a few words, or "" where there is plenty. */
export function room(text, most) {
  const n = count(text);
  return n >= most * NEAR && n <= most ? `还能写${most - n}字` : "";
}

const drawn = new WeakMap(); // control → draws its count

/** The line to put under a control: its count near the limit, what is too much above it. */
export function counted(control, most) {
  const line = element("p", "field__count");
  line.setAttribute("aria-live", "polite");
  const draw = () => {
    const wrong = tooLong(control.value, most);
    line.textContent = wrong ? `${wrong}。` : room(control.value, most);
    line.classList.toggle("field__error", Boolean(wrong));
    control.setAttribute("aria-invalid", String(Boolean(wrong)));
  };
  drawn.set(control, draw);
  control.addEventListener("input", draw);
  draw();
  return line;
}

/** Another value for a control, and its count with it. */
export function put(control, value) {
  control.value = value;
  if (drawn.has(control)) drawn.get(control)();
}
