// Beside a field: that it came from the case, that the case says something else, or that it is empty here only.
import { store } from "../store.js";
import { element } from "../lib/page.js";
import { followCase, save, standing } from "./drafts.js";
import { controls } from "./form.js";

const short = (text) => ([...text].length > 24 ? `${[...text].slice(0, 24).join("")}…` : text);

function button(text, press) {
  const node = element("button", "field__choice", text);
  node.type = "button";
  node.addEventListener("click", press);
  return node;
}

function parts(desk, field, { state, fact }) {
  if (state === "brought") return ["从你的案件带来"];
  const back = (text) =>
    button(text, () => {
      followCase(desk, field);
      controls(desk.form, field.id)[0].focus();
    });
  if (state === "emptied") return [`这里空着。你的案件里还记着“${short(fact)}”。`, back("填回来"), button("也从案件里删掉", () => store.dropFact(field.case))];
  return [`你的案件里写的是“${short(fact)}”。`, back("改成案件里的"), button("案件也改成这里的", () => save(desk, field))];
}

export function drawOrigins(desk) {
  for (const field of desk.source.fields) {
    const box = desk.form.querySelector(`[data-field="${field.id}"]`);
    let note = box.querySelector("[data-origin]");
    const found = standing(desk, field);
    const telling = found ? `${found.state} ${found.fact}` : "";
    if (!note && !found) continue;
    if (!note) {
      note = element("p", "field__origin");
      note.dataset.origin = "";
      box.querySelector("[data-error]").before(note);
    }
    if (note.dataset.origin === telling) continue;
    note.dataset.origin = telling;
    note.hidden = !found;
    note.replaceChildren(...(found ? parts(desk, field, found) : []));
  }
}
