// A decision tree, one question at a time. The path so far stays above; going back keeps what was answered.
import { element } from "./lib/page.js";

function links(list, items, describe) {
  for (const item of items) {
    const row = element("li");
    const link = element("a", "", item.title);
    link.href = item.url;
    row.append(link, describe(item));
    list.append(row);
  }
  return list;
}

export function tree(root) {
  const { start, nodes, ends } = JSON.parse(root.querySelector("[data-tree-data]").textContent);
  const desk = root.querySelector("[data-tree-desk]");
  let way = []; // [{node, answer}] from the start
  const chosen = {}; // node → answer's index, kept when going back

  const here = () => (way.length ? nodes[way[way.length - 1].node].answers[way[way.length - 1].answer].go : start);

  function back(to) {
    way = way.slice(0, to);
    draw(true);
  }

  function path() {
    const list = element("ol", "tree__path");
    way.forEach((w, i) => {
      const row = element("li");
      const button = element("button", "tree__step", `${nodes[w.node].ask} ${nodes[w.node].answers[w.answer].text}`);
      button.type = "button";
      button.setAttribute("aria-label", `改这一题：${button.textContent}`);
      button.addEventListener("click", () => back(i));
      row.append(button);
      list.append(row);
    });
    return list;
  }

  function question(node) {
    const heading = element("h2", "tree__ask", node.ask);
    const group = element("div", "tree__answers");
    node.answers.forEach((a, i) => {
      const button = element("button", "tree__choice", a.text);
      button.type = "button";
      if (chosen[node.id] === i) button.setAttribute("aria-current", "true");
      button.addEventListener("click", () => {
        chosen[node.id] = i;
        way.push({ node: node.id, answer: i });
        draw(true);
      });
      group.append(button);
    });
    return [heading, ...(node.hint ? [element("p", "tree__hint", node.hint)] : []), group];
  }

  function result(end) {
    const parts = [element("h2", "tree__ask", end.outside ? `本手册不适用：${end.title}` : end.title), element("p", "", end.why)];
    if (end.scenarios.length) {
      parts.push(links(element("ul", "tree__links"), end.scenarios, (s) => element("span", `verdict verdict--${s.level}`, s.verdict)));
    }
    if (end.channels.length) parts.push(links(element("ol", "tree__links"), end.channels, (c) => element("span", "tree__text", c.text)));
    if (end.notes.length) {
      const list = element("ul");
      for (const note of end.notes) list.append(element("li", "", note));
      parts.push(list);
    }
    if (end.citations.length) {
      const cites = element("p", "cites");
      cites.append(element("span", "cites__word", "依据"));
      for (const c of end.citations) {
        const link = element("a", "cite", c.label);
        link.href = c.url;
        cites.append(link);
      }
      parts.push(cites);
    }
    return parts;
  }

  function draw(focus) {
    const at = here();
    const parts = nodes[at] ? question(nodes[at]) : result(ends[at]);
    desk.replaceChildren();
    if (way.length) desk.append(path());
    desk.append(...parts);
    if (way.length) {
      const button = element("button", "button button--quiet", "上一题");
      button.type = "button";
      button.addEventListener("click", () => back(way.length - 1));
      desk.append(button);
    }
    if (focus) {
      parts[0].tabIndex = -1;
      parts[0].focus();
    }
  }

  draw(false);
}
