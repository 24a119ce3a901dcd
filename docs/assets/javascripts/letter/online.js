// “抄进网上的投诉表”: the letter short enough for a form's box, and field by field.
import { brief, pieces } from "../lib/brief.js";
import { copy, element, flash } from "#page";

function piece(label, text, note) {
  const node = element("div", "online__piece");
  const head = element("p", "online__head");
  head.append(element("strong", "", label));
  if (note) head.append(element("span", "online__note", note));
  const button = element("button", "button button--quiet", "复制");
  button.type = "button";
  button.setAttribute("aria-label", `复制：${label}`);
  button.addEventListener("click", async () => {
    const done = await copy(text);
    flash(button, done ? "已复制" : "没能复制");
  });
  head.append(button);
  node.append(head, element("p", "online__text", text));
  return node;
}

/** root: the fold; → a function that redraws it where it is open. */
export function online(root, source, values) {
  const body = root.querySelector("[data-online-body]");
  function draw() {
    if (!root.open) return;
    body.replaceChildren(element("p", "", "姓名、电话、地址多半另有格子，下面的短文里不写。放不下的部分作为附件上传。"));
    for (const { limit, label } of source.limits) {
      const { text, length, shortened } = brief(source, values(), limit);
      body.append(piece(label, text, `现在${length}字${shortened ? "，已经删短，先读一遍" : ""}`));
    }
    const list = pieces(source, values());
    if (list.length) body.append(element("p", "online__title", "一格一格抄"));
    for (const { label, text } of list) body.append(piece(label, text));
  }
  root.addEventListener("toggle", draw);
  return draw;
}
