// The model of the check before sending, fetched when the check first runs. Until it is there, and where it cannot be had, the rules alone answer.
import { open } from "../lib/ngrams.js";
import { script } from "#page";

/** → a function that says what is learned, or null for now; `arrived` is called once, when there is more to say than before. */
export function ears(base, arrived) {
  let learned = null;
  let asked = false;
  const load = () =>
    script(new URL("assets/tone.js", base)).then(() => {
      if (!window.handbookTone) return;
      const { model, ...rest } = window.handbookTone;
      learned = { ...rest, model: open(model) };
      arrived();
    });
  return () => {
    if (!asked) {
      asked = true;
      load().catch(() => {}); // offline from a half-kept copy: nothing is lost but the second opinion
    }
    return learned;
  };
}
