// 走到哪一步: the six phases, drawn and in words.
import { element } from "#page";
import { link, redraw } from "./parts.js";

const SAYS = { done: "做完了", waiting: "在等答复", next: "下一步", open: "已经往后走了", later: "以后", unneeded: "用不上了" };

export function path(root, page) {
  const list = element("ol", "walk");

  function draw() {
    const { state, situations } = page.look();
    const items = state.path.map(({ id, state: is, left }, i) => {
      const phase = page.data.phases[i];
      const item = element("li", `walk__step walk__step--${is}`);
      if (id === state.phase) item.setAttribute("aria-current", "step");
      const mark = element("span", "walk__mark", is === "done" ? "✓" : String(i + 1));
      mark.setAttribute("aria-hidden", "true");
      const text = element("span", "walk__text");
      const more = left && is !== "later" && is !== "unneeded" ? `，清单还有${left}件` : "";
      text.append(link(situations[0]?.phases?.[id] || phase.title, page.url(situations.length ? `${situations[0].url}#phase-${id}` : phase.url)), element("span", "walk__says", `${SAYS[is]}${more}`));
      item.append(mark, text);
      return item;
    });
    redraw(list, ...items);
  }

  root.querySelector("[data-body]").append(list);
  return draw;
}
