// Beside a field: that it came from the case, that the case says something else, or that it is empty here only.
import { element } from "#page";
import { followCase, forgetFact, save, standings } from "./drafts.js";
import { controls, place } from "./form.js";

const short = (text) => ([...text].length > 24 ? `${[...text].slice(0, 24).join("")}…` : text);

function button(text, press) {
  const node = element("button", "field__choice", text);
  node.type = "button";
  node.addEventListener("click", press);
  return node;
}

function parts(desk, field, { state, fact }) {
  if (state === "given") return [fact];
  if (state === "brought") return ["从你的案件带来"];
  // the button goes with what it does: the reader goes on in the field
  const choice = (text, act) =>
    button(text, () => {
      act(desk, field);
      controls(desk.form, field.id)[0].focus();
    });
  if (state === "emptied") return [`这里空着。你的案件里还记着“${short(fact)}”。`, choice("填回来", followCase), choice("也从案件里删掉", forgetFact)];
  return [`你的案件里写的是“${short(fact)}”。`, choice("改成案件里的", followCase), choice("案件也改成这里的", save)];
}

export function drawOrigins(desk) {
  const standing = standings(desk);
  for (const field of desk.source.fields) {
    const found = standing[field.id];
    const { error } = place(desk.form, field.id);
    let note = error.previousElementSibling;
    const there = note && note.matches("[data-origin]");
    if (!there && !found) continue;
    if (!there) {
      note = element("p", "field__origin");
      error.before(note);
    }
    const telling = found ? `${found.state} ${found.fact}` : "";
    if (note.dataset.origin === telling) continue;
    note.dataset.origin = telling;
    note.hidden = !found;
    note.replaceChildren(...(found ? parts(desk, field, found) : []));
  }
}
