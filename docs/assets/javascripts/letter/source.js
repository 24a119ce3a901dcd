// What the page carries of a letter, made whole: the words of its fields and options stand in the form, what is the same in most fields nowhere.
import { all } from "#page";

const PLAIN = { type: "text", role: null, case: null }; // as macros/letters.py

/** The words of a label without the mark that it has to be filled. */
const words = (label) => [...label.childNodes].map((node) => (node.className === "must" ? "" : node.textContent)).join("");

/** A line with its condition written out, where it is there when its own first blank is filled. */
function line({ own, ...given }) {
  return own ? { ...given, when: [{ field: given.runs.find((run) => run.field).field }] } : given;
}

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
    const label = box.querySelector(".field__label");
    return { ...PLAIN, ...given, label: words(label), required: Boolean(label.querySelector(".must")), group, options };
  });
  return { ...source, fields, lines: source.lines.map(line) };
}
