// What the page carries of a letter, made whole: the words of its fields and options stand in the form, what is the same in most fields nowhere.
import { all } from "#page";

const PLAIN = { type: "text", role: null, required: false, case: null }; // as macros/letters.py

/** The words of a label without the mark that it has to be filled. */
const words = (label) => [...label.childNodes].map((node) => (node.className === "must" ? "" : node.textContent)).join("");

/** @returns {any} as macros/letters.py source(), without what comes later */
export function sourceOf(root) {
  const source = JSON.parse(root.querySelector("[data-source]").textContent);
  const fields = source.fields.map((given) => {
    const box = root.querySelector(`[data-field="${given.id}"]`);
    const options = all(box, ".option").map((option) => {
      const id = /** @type {HTMLInputElement} */ (option.firstElementChild).value;
      return { id, label: option.textContent.trim(), ...(given.options || []).find((known) => known.id === id) };
    });
    const group = box.closest("[data-step]").dataset.step;
    return { ...PLAIN, ...given, label: words(box.querySelector(".field__label")), group, options };
  });
  // it is there where its own first blank is filled
  for (const line of source.lines) if (line.when === true) line.when = [{ field: line.runs.find((run) => run.field).field }];
  return { ...source, fields };
}
