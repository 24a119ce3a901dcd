// 现在怎么样，下一步做什么: the state with its reason, and the next thing to do. What is asked and answered here comes later (solving.js).
import { element } from "#page";
import { link, redraw } from "./parts.js";

export function now(root, page) {
  const [stands, asks, next, tools] = ["div", "div", "div", "p"].map((tag) => element(tag));
  asks.dataset.asks = ""; // for solving.js
  tools.dataset.solving = "";

  function draw() {
    const { name, state } = page.look();
    const badge = element("p", "stand");
    badge.append(element("strong", `stand__word stand__word--${state.id}`, state.title), name ? `　${name}` : "");
    const step = element("div", "stand__next");
    const lead = element("p");
    lead.append(link(state.action.do, page.url(state.action.url), "stand__do"));
    step.append(element("p", "stand__label", "下一步"), lead, element("p", "part__facts", state.action.why));
    redraw(stands, badge, element("p", "", state.why));
    redraw(next, step);
  }

  root.querySelector("[data-body]").append(stands, asks, next, tools);
  return draw;
}
