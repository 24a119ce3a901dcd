// 遇到的是哪种情况: what the case is about, and how far each of its checklists is.
import { element } from "#page";
import { button, choice, field, link, redraw, status } from "./parts.js";

/** How far a checklist is: {done, total, na}; steps: ids. */
export function progress(steps, ticks = {}) {
  const na = steps.filter((id) => ticks[id] === "na").length;
  return { na, total: steps.length - na, done: steps.filter((id) => ticks[id] === "done").length };
}

function bar(title, url, { done, total, na }) {
  const node = element("div", "part__progress");
  const meter = element("progress");
  meter.max = Math.max(total, 1);
  meter.value = done;
  meter.setAttribute("aria-label", `${title}：清单进度`);
  node.append(meter, link(`清单做完${done}件，共${total}件${na ? `（另有${na}件不适用）` : ""}`, url));
  return node;
}

export function situations(root, page) {
  const { store, data } = page;
  const list = element("ul", "part__list");
  const others = element("ul", "part__list");
  const say = status();
  const select = choice([["", "选一种"]]);
  for (const [topic, title] of Object.entries(data.topics)) {
    const group = element("optgroup");
    group.label = title;
    for (const [id, s] of Object.entries(data.situations)) if (s.topic === topic) group.append(Object.assign(element("option", "", s.title), { value: id }));
    if (group.children.length) select.append(group);
  }
  const add = button("加上这种情况", () => {
    if (!select.value) {
      select.focus();
      return;
    }
    store.choose(select.value);
    say.textContent = `加上了“${data.situations[select.value].title}”。`;
    select.value = "";
  });

  function row(id, ticks) {
    const { title } = data.situations[id];
    const item = element("li", "part__item");
    const url = page.url(`scenarios/${id}.html`);
    const name = element("p", "part__title");
    name.append(link(title, url));
    item.append(name);
    const loaded = page.situations().find((s) => s.id === id);
    if (loaded) item.append(bar(title, `${url}#checklist`, progress(Object.values(loaded.steps).flat().map((s) => s.id), ticks[id])));
    else item.append(element("p", "part__facts", page.lost.has(id) ? "没能取到它的清单和期限，可能是断网了。连上网，刷新这一页。" : "正在取它的清单和期限……"));
    const tools = element("p", "part__tools");
    tools.append(
      button("不是这种情况", () => {
        store.choose(id, false);
        say.textContent = `去掉了“${title}”，打过的勾还留着。`;
        select.focus();
      }, { key: `drop-${id}`, name: `不是这种情况：${title}` }),
    );
    item.append(tools);
    return item;
  }

  function draw() {
    const { ticks } = page.look();
    const chosen = store.situations().filter((id) => data.situations[id]);
    redraw(list, ...chosen.map((id) => row(id, ticks)));
    list.hidden = !chosen.length;
    // what was ticked on the six steps' own pages
    const begun = data.phases.filter((p) => ticks[`steps-${p.id}`]);
    others.replaceChildren(
      ...begun.map((p) => {
        const item = element("li", "part__item");
        item.append(element("p", "part__title", `六个步骤：${p.title}`), bar(p.title, page.url(p.url), progress(data.checklists[`steps-${p.id}`], ticks[`steps-${p.id}`])));
        return item;
      }),
    );
    others.hidden = !begun.length;
    for (const option of select.querySelectorAll("option")) option.disabled = chosen.includes(option.value);
  }

  root.querySelector("[data-body]").append(list, others, field("还有哪种情况？", select, "在情况的页面上打一个勾，也会自动加到这里。"), add, say);
  return draw;
}
