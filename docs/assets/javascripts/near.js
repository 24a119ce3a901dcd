// Rules that begin or end near today, and pages whose laws were not compared for long: the device's date tells it, without a new build. The page's own
// sentences are true on any day; these are added to them, and written again when the reader comes back to a tab on another day.
import { parse, today } from "#dates";
import { all, element } from "#page";
import { aged, news, stands } from "./lib/near.js";

/** Now, and whenever the page is looked at again. */
function whenSeen(draw) {
  draw();
  addEventListener("pageshow", draw);
  document.addEventListener("visibilitychange", () => document.hidden || draw());
}

/** Where a newer copy of this page may be: a sentence, with a link where there is somewhere to lead to. */
function newer() {
  const { href } = /** @type {Partial<HTMLLinkElement>} */ (document.querySelector('link[rel="canonical"]') || {});
  if (location.protocol !== "file:") return ["先连上网重新打开，看有没有新的。"];
  if (!href) return ["先到你拿到这份手册的地方，看有没有新的。"];
  return ["先到", Object.assign(element("a", "", "网上的这一页"), { href }), "看有没有新的。"];
}

export function begins(root) {
  const summary = root.querySelector("summary");
  const lead = summary.textContent;
  const title = element("span");
  title.setAttribute("role", "status"); // the day may come while the page is open
  summary.replaceChildren(title);
  const rules = all(root, "[data-day]").map((rule) => {
    const place = element("span");
    rule.append(place);
    return { day: parse(rule.dataset.day), before: "ahead" in rule.dataset, place };
  });
  whenSeen(() => {
    const now = today();
    const text = news(rules.map(({ day }) => day), now) || lead;
    if (title.textContent !== text) title.textContent = text;
    for (const { day, before, place } of rules) place.replaceChildren(stands(day, now), ...(before && now >= day ? ["这一页是在那以前做的，", ...newer()] : []));
  });
}

export function age(root, { base }) {
  const note = element("details", "fold");
  whenSeen(() => {
    const old = aged(root.dataset.checked, today());
    note.remove();
    if (!old) return;
    const state = Object.assign(element("a", "", "现在的状态"), { href: new URL("about/state.html", base).href });
    const text = element("p");
    text.append(old.text, ...newer(), "整本核对到哪一天，看", state, "。");
    note.replaceChildren(element("summary", "", old.title), text);
    document.querySelector("h1").after(note);
  });
}
