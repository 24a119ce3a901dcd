// Helping hands under a field: the timeline that becomes the story, the excuses that become rebuttals, the bureau that takes the complaint.
import { counted, MOST } from "../lib/limits.js";
import { element, script } from "#page";
import { tell, withParagraph, withoutParagraph } from "../lib/story.js";
import { bureau } from "../lib/whom.js";
import { isDay } from "#leaves";

let serial = 0;

function labelled(input, text, className) {
  serial += 1;
  input.id = `tool-${serial}`;
  const label = element("label", className || "field__label", text);
  label.htmlFor = input.id;
  return label;
}

function button(text, quiet, press) {
  const node = element("button", quiet ? "button button--quiet" : "button", text);
  node.type = "button";
  node.addEventListener("click", press);
  return node;
}

/**
 * “一件事一句话”: what happened, as the case has it. What was written last by this tool may be replaced; what the reader wrote is added to.
 * The days that clocks ask for (签收商品) stand among them and keep their names.
 */
function story(body, field, desk) {
  const list = element("ol", "events");
  const say = element("p", "tool__say");
  say.setAttribute("role", "status");
  const title = (event) => desk.source.events[event.kind];

  function row(event) {
    let { id } = event;
    const item = element("li", "events__item");
    const date = element("input");
    date.type = "date";
    date.value = event.day;
    const text = element("input");
    text.type = "text";
    text.value = event.text || "";
    if (title(event)) text.placeholder = title(event);
    /** Only what was changed goes into the case; a row that says nothing any more is no event. */
    const keep = (parts) => {
      if (id && !title(event) && !date.value && !text.value) id = void desk.setEvent(id, undefined);
      else if (id) desk.setEvent(id, parts);
      else if (date.value || text.value) id = desk.setEvent(undefined, parts);
    };
    date.addEventListener("input", () => {
      if (isDay(date.value) || (!date.value && !title(event))) keep({ day: date.value });
    });
    text.addEventListener("input", () => keep({ text: text.value }));
    const remove = button("删去", true, () => {
      if (id) desk.setEvent(id, undefined);
      item.remove();
    });
    item.append(labelled(date, "哪天"), date, labelled(text, title(event) ? `发生了什么（${title(event)}）` : "发生了什么"), text, counted(text, MOST.text), ...(title(event) ? [] : [remove]));
    return item;
  }

  const events = desk.events();
  for (const event of events.length ? events : [{ day: "" }]) list.append(row(event));
  const add = button("再加一件", true, () => {
    const item = row({ day: "" });
    list.append(item);
    item.querySelector("input").focus();
  });
  const write = button(`写进“${desk.label(field)}”`, false, () => {
    const text = tell(desk.events().map((e) => ({ date: e.day, text: e.text || title(e) })));
    if (!text) {
      say.textContent = "还没有写。一件事写一句话。";
      return;
    }
    const last = String(desk.kept("story").told || "");
    const now = String(desk.values()[field] || "");
    const rest = last && now.includes(last) ? now.replace(last, text) : withParagraph(now, text);
    desk.set(field, rest);
    desk.keep("story", () => ({ told: text }));
    say.textContent = "已经按日期排好，写进去了。还可以接着改。";
  });
  body.append(element("p", "", "只写有证据的事，一件一句：谁、做了什么。日期不记得的留空，排在后面。这些事记在你的案件里，别的文书也用得上。"), list, add, write, say);
}

/** The chosen excuses' paragraphs; the texts come only when somebody opens the list. */
async function rebuttal(body, field, desk) {
  body.replaceChildren(element("p", "", "正在取商家常说的话……"));
  try {
    if (!window.handbookExcuses) await script(new URL("assets/excuses.js", desk.base));
  } catch {
    body.replaceChildren(element("p", "", "没能取到，可能是断网了。可以从“商家这样说”页面抄。"));
    return;
  }
  const find = element("input");
  find.type = "search";
  const groups = element("div", "picks");
  const label = labelled(find, "商家怎么说的？写几个字找");
  const say = element("p", "tool__say");
  say.setAttribute("role", "status");
  const one = element("select");
  // of a very long list the groups alone have come, and one of them is looked through
  const long = window.handbookExcuses.some((group) => group.id);
  one.append(...[["", "选一类"], ...window.handbookExcuses.map((group, i) => [String(i), group.title])].map(([value, text]) => Object.assign(element("option", "", text), { value })));
  const which = long ? [labelled(one, "商家说的是哪一类的话？"), one, say] : [];
  body.replaceChildren(element("p", "", "勾上和你碰到的一样的，反驳会写进去。改成你的情况再用。"), ...which, label, find, groups);

  function draw() {
    const words = find.value.trim().split(/\s+/).filter(Boolean);
    groups.replaceChildren();
    find.hidden = label.hidden = long && !one.value;
    if (find.hidden) return;
    let shown = 0;
    for (const group of long ? [window.handbookExcuses[one.value]] : window.handbookExcuses) {
      const rows = group.excuses.filter((e) => words.every((w) => (e.says + e.aliases.join("") + (e.about || "")).includes(w)));
      if (!rows.length) continue;
      const set = element("fieldset", "picks__group");
      set.append(element("legend", "", group.title));
      for (const e of rows) {
        shown += 1;
        const box = element("input");
        box.type = "checkbox";
        box.checked = String(desk.values()[field] || "").includes(e.complaint);
        const line = element("div", "option");
        line.append(box, labelled(box, `“${e.says}”${e.about ? `（碰到的是：${e.about}）` : ""}`, "option__label"));
        box.addEventListener("change", () => {
          const now = String(desk.values()[field] || "");
          desk.set(field, box.checked ? withParagraph(now, e.complaint) : withoutParagraph(now, e.complaint));
        });
        line.prepend(box);
        if (e.only_if) {
          const only = element("p", "option__only", `只在这样时用：${e.only_if}`);
          only.id = `${box.id}-only`;
          box.setAttribute("aria-describedby", only.id);
          line.append(only);
        }
        set.append(line);
      }
      groups.append(set);
    }
    if (!shown) groups.append(element("p", "", "没有找到。换几个字，或者自己写。"));
  }
  find.addEventListener("input", draw);
  one.addEventListener("change", async () => {
    const chosen = one.value;
    const group = window.handbookExcuses[chosen];
    say.textContent = "";
    try {
      if (group && !group.excuses) await script(new URL(`assets/excuses/${group.id}.js`, desk.base));
    } catch {
      if (one.value === chosen) one.value = "";
      say.textContent = "没能取到这一类，可能是断网了。再选一次，或者从“商家这样说”页面抄。";
    }
    if (one.value === chosen || !one.value) draw(); // another was chosen meanwhile
  });
  draw();
}

function whom(body, field, desk) {
  const say = element("p", "tool__say");
  say.setAttribute("role", "status");
  const place = element("input");
  place.type = "text";
  const placeLabel = labelled(place, "在哪个区、县");
  const set = element("fieldset", "picks__group");
  set.append(element("legend", "", "商家是哪一种？"));
  const kinds = desk.source.bureaus.filter((b) => b.takes === (desk.field(field).role === "report-bureau" ? "report" : "complaint"));
  let chosen = kinds[0];
  for (const kind of kinds) {
    const radio = element("input");
    radio.type = "radio";
    radio.name = "whom-kind"; // not a field of the letter: the form leaves it alone
    const line = element("div", "option");
    line.append(radio, labelled(radio, kind.label, "option__label"));
    radio.addEventListener("change", () => {
      chosen = kind;
      placeLabel.textContent = kind.place;
      say.replaceChildren(
        kind.say,
        ...kind.citations.map((c) => Object.assign(element("a", "cite", c.label), { href: new URL(c.url, desk.base).href })),
      );
    });
    set.append(line);
  }
  const write = button(`填进“${desk.label(field)}”`, false, () => {
    const name = bureau(place.value, chosen);
    if (name) desk.set(field, name);
    else place.focus();
  });
  body.append(set, say, placeLabel, place, write);
}

/** 帮家人办: the letter in the third person, and the power of attorney begun with what is known. */
function agent(body, field, desk) {
  const state = () => ({ on: false, name: "", phone: "", kin: "", ...desk.kept("agent") });
  const say = element("p", "tool__say");
  say.setAttribute("role", "status");
  const box = element("input");
  box.type = "checkbox";
  box.checked = state().on;
  const line = element("div", "option");
  line.append(box, labelled(box, "我替家人写，用“委托人”的口气，注明代理人", "option__label"));
  line.prepend(box);
  box.addEventListener("change", () => {
    desk.keep("agent", (now) => ({ ...now, on: box.checked }));
    say.textContent = box.checked ? "正文改成了委托人的口气。你自己写的经过不会改，里面的“我”自己换成“委托人”。" : "";
  });
  body.append(element("p", "", "前面的姓名、电话、地址写家人（买东西的本人）的。代办人记在你的案件里，别的文书也用。"), line);
  for (const [key, label, max] of [["name", "你的姓名（代理人）", 30], ["phone", "你的电话（代理人）", 24], ["kin", "你是他（她）的什么人，比如“女儿”", 20]]) {
    const input = element("input");
    input.type = key === "phone" ? "tel" : "text";
    input.value = state()[key];
    input.addEventListener("input", () => desk.saveHelper(key, input.value));
    const row = element("div", "field");
    row.append(labelled(input, label), input, counted(input, max));
    body.append(row);
  }
  const write = button("接着写授权委托书", false, () => {
    const { letter, fields, options, url } = desk.source.poa;
    const known = Object.entries(fields).map(([part, id]) => [id, state()[part]]);
    const complaint = desk.source.fields.some((f) => f.role === "bureau");
    const chosen = ["family", complaint ? "complaint" : "negotiation"].filter((role) => options[role]).map((role) => options[role]);
    desk.begin(letter, Object.fromEntries([...known, ...chosen]));
    location.href = new URL(url, desk.base).href;
  });
  body.append(...(desk.source.poa ? [write] : []), say);
}

const TOOLS = { story, rebuttal, whom, agent };

/** What a tool shows of what is kept; where this changes elsewhere, the tool is built anew. */
const SHOWS = { story: (desk) => [desk.kept("story"), desk.events()], agent: (desk) => desk.kept("agent") };

/** root: the fold under a field. desk: {source, values(), kept(key), keep(key, edit), set(field, value), label(field), base} → {draw, reset, shows} */
export function tool(root, desk) {
  const body = root.querySelector("[data-tool-body]");
  let built = false;
  function build() {
    built = true;
    body.replaceChildren();
    TOOLS[root.dataset.tool](body, root.dataset.for, desk);
  }
  root.addEventListener("toggle", () => root.open && !built && build());
  if (root.open) build(); // opened before this was there
  return {
    draw() {},
    reset() {
      if (built) build();
    },
    shows: () => (SHOWS[root.dataset.tool] ? SHOWS[root.dataset.tool](desk) : null),
  };
}
