// What the law of the seller's place adds to a page: the reader chooses the place once, it is a fact of the case, and what was read of its law is loaded.
import { reckon } from "./lib/clock.js";
import { parse, today } from "#dates";
import { all, announce, element, script } from "#page";
import { chosenPlace, rulesFor } from "./lib/places.js";
import { store } from "#store";
import { factOf } from "./store/events.js";

const FACT = "seller.region";

const link = (text, href) => Object.assign(element("a", "", text), { href });

/** The last day of a rule's clock, once the day it runs from is known; without the table of holidays the rule stands in words. */
async function count(clock, out, asset) {
  const start = parse(store.fact(factOf(clock.clock.from)));
  if (start === null) return;
  if (!window.handbookDays) await script(asset("days.js"));
  out.textContent = reckon(clock.clock, start, today(), window.handbookDays).text;
  out.hidden = false;
}

/** A rule with the whole country's beside it. at(url): an address of the site from this page. */
function shown(rule, name, at) {
  const item = element("li", "place__rule");
  item.append(element("h3", "", `${name}：${rule.title}`), element("p", "", rule.text));
  if (rule.clock) {
    const out = element("p", "clock__out");
    out.hidden = true;
    item.append(element("p", "", `${rule.clock.rule}：${rule.clock.label}。过了：${rule.clock.if_missed}`), out);
    count(rule.clock, out, (path) => at(`assets/${path}`)).catch(() => {});
  }
  const cites = element("p", "place__cites", "当地的依据：");
  rule.cites.forEach(([label, url], i) => cites.append(i ? "、" : "", link(label, at(url))));
  item.append(element("p", "place__nation", `全国的规定：${rule.nation}`), cites);
  return item;
}

/** What is said of a place in a situation or a letter: [nodes]. */
function told(found, kind, of, at) {
  const regions = found.ids.map((id) => window.handbookRegions[id]);
  if (!regions.length) {
    const say = `本手册没有读到${found.name}的规定，不等于没有。先照全国的做；当地的，问市场监督管理局或者打12345。`;
    return [element("p", "", say), link("看各地的规定，和去哪里查", at("regions/index.html#others"))];
  }
  const list = element("ul", "place__rules");
  list.append(...rulesFor(regions, kind, of).map(([rule, name]) => shown(rule, name, at)));
  const none = `读到的${found.name}规定里，没有专门管这件事的。照全国的规定做。`;
  const pages = element("p");
  regions.forEach((region, i) => pages.append(i ? "、" : "", link(`${region.name}的规定`, at(region.url))));
  return [element("p", "", list.children.length ? "先照全国的规定做，这些一并写上。当地的文本会改，用前核对。" : none), list, pages];
}

/** The list to choose from; nothing of it is on the page before somebody asks. */
function chooser(select) {
  const label = element("label", "", "商家在哪个省市");
  label.htmlFor = select.id;
  const none = element("option", "", "没有选");
  none.value = "";
  select.replaceChildren(none, ...window.handbookPlaces.map(([name]) => Object.assign(element("option", "", name), { value: name })));
  const field = element("div", "field");
  field.append(label, select, element("p", "field__hint", "只存在这台设备上，算这件案子的。没有列出的市，选它的省。"));
  return field;
}

export function place(root, { base }) {
  const { kind, of } = root.dataset;
  const body = root.querySelector("[data-place-body]");
  const at = (path) => new URL(path, base).href;
  const select = element("select");
  select.id = `place-of-${of}`;

  /** The place that is meant by now, with its rules at hand; undefined where none is. */
  async function asked() {
    if (!window.handbookPlaces) await script(at("assets/regions.js"));
    const found = chosenPlace(window.handbookPlaces, store.fact(FACT) || "");
    const lacks = (found?.ids || []).filter((id) => !window.handbookRegions?.[id]);
    await Promise.all(lacks.map((id) => script(at(`assets/region/${id}.js`))));
    return found;
  }

  async function follow(focus) {
    const open = body.contains(select);
    if (!store.fact(FACT) && !focus && !open) return;
    let found;
    try {
      found = await asked();
    } catch {
      announce("当地的规定没有读出来，先看各地规定的页面。");
      return; // the way to the pages of all places stays
    }
    if (!body.contains(select)) {
      body.replaceChildren(chooser(select));
      root.querySelector(".place__lead").hidden = true;
    }
    select.value = found ? found.name : "";
    body.replaceChildren(body.firstChild, ...(found ? told(found, kind, of, at) : []));
    root.classList.toggle("place--told", Boolean(found)); // on paper a question that nobody can press says nothing
    if (focus) select.focus();
  }

  root.querySelector("[data-place-open]").addEventListener("click", (event) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey) return; // another tab is asked for
    event.preventDefault();
    follow(true);
  });
  select.addEventListener("change", () => {
    if (select.value) store.setFacts({ [FACT]: select.value }, "page");
    else store.dropFact(FACT);
    follow(true).then(() => announce(all(body, "h3, p").slice(1, 4).map((node) => node.textContent).join("。")));
  });
  follow(false);
  store.watch(() => follow(false));
}
