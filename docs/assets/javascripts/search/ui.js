// The search field and its results: a combobox whose list holds links. The query stays after the hash: it never reaches a server.
import { element, presses, script } from "#page";
import { listed, listing } from "./list.js";

const LIMIT = 20;
const FEW = 8; // under a field that is not the search page's own
const PAUSE = 300; // ms without a key before a screen reader is told and the address is changed: not at every key
const LONGEST = 900; // characters that are looked at: of a whole chat, pasted, the rest would take seconds and say nothing new

// of a handbook that is fetched in parts
const WHOLE = "在整本手册里找";
const FETCHING = "正在取整本手册……";
const PART_LOST = "手册有一部分没有取到，结果可能不全。检查网络后再试，或者重新打开这一页。";
const LATE = "后来找到的";

let loading = null;

/** Engine, index and model, once, when somebody first searches. */
function ready(base) {
  loading =
    loading ||
    Promise.all(["search.js", "search-index.js", "search-model.js"].map((name) => script(new URL(`assets/${name}`, base)))).then(() =>
      window.handbookEngine.prepare(window.handbookSearch, window.handbookMeaning),
    );
  loading.catch(() => {
    loading = null; // a lost connection: the next key tries again
  });
  return loading;
}

/**
 * What was found before, in its places, and behind it what was found now as well: nothing moves under a finger that is about to press. Elsewhere the new results
 * take the places that are theirs.
 */
function behind(before, found) {
  const here = new Set(before.results.map((r) => r.url));
  const late = found.results.filter((r) => !here.has(r.url)).map((r) => ({ ...r, under: LATE }));
  return { ...found, results: [...before.results, ...late], words: before.words, ask: before.ask };
}

/** The button under the results that looks through the whole of a handbook in parts. → draws it: fetch: a promise of all that is not here, or null; after it, said(lost?) */
function wholeBook(list, input, status, said) {
  const box = element("p", "results__whole");
  const button = element("button", "button button--quiet", WHOLE);
  button.type = "button";
  box.append(button);
  let rest = null;
  let busy = false;

  /** It stays where it is, with the focus, while the parts are on their way. */
  function work(now) {
    busy = now;
    button.textContent = busy ? FETCHING : WHOLE;
    button.setAttribute("aria-disabled", String(busy));
  }
  button.addEventListener("click", async () => {
    if (busy) return;
    work(true);
    status.textContent = FETCHING;
    const lost = await rest().then(() => false, () => true);
    work(false);
    said(lost);
  });
  return (fetch) => {
    rest = fetch;
    if (rest) {
      if (!box.isConnected) list.after(box);
    } else if (box.isConnected) {
      if (box.contains(document.activeElement)) (list.querySelector("a") || input).focus();
      box.remove();
    }
  };
}

/** What comes before anything else for somebody in danger now: what to do, numbers to dial, the page that helps. */
function strip(danger, base) {
  const box = element("div", "danger");
  box.dataset.danger = danger.id;
  box.setAttribute("role", "group");
  box.setAttribute("aria-label", danger.title);
  const calls = element("p", "calls");
  for (const { number, name } of danger.calls) {
    const call = element("a", "button button--call", `打${number}`);
    call.href = `tel:${number}`;
    call.setAttribute("aria-label", `打${number}：${name}`);
    calls.append(call);
  }
  box.append(element("p", "danger__title", danger.title), calls, ...danger.lines.map((line) => element("p", "", line)));
  if (danger.to) {
    const more = element("a", "", danger.to.title);
    more.href = new URL(danger.to.url, base);
    const last = element("p", "danger__more", "先做什么，看：");
    last.append(more);
    box.append(last);
  }
  return box;
}

/** One line right above the list, in the place of the one before: it may be a matter for somebody else. */
function elsewhere(root, list, entry, base) {
  const there = /** @type {HTMLElement | null} */ (root.querySelector("[data-search-aside]"));
  if (there && entry && there.dataset.searchAside === entry.id) return;
  if (there) there.remove();
  if (!entry) return;
  const line = element("p", "results__aside", "也许不归本手册：");
  line.dataset.searchAside = entry.id;
  const link = element("a", "", entry.title);
  link.href = new URL(entry.url, base);
  line.append(link);
  list.before(line);
}

/** The results under the field, as the arrow keys see them. → {show(open), point(at), move(by), chosen(), open(), held()} */
function results(input, list, panel) {
  let active = -1;
  let hand = false; // a finger is on them, or the mouse over them
  list.addEventListener("pointerenter", () => (hand = true));
  list.addEventListener("pointerleave", () => (hand = false));
  const links = () => [...list.querySelectorAll("a")];

  /** Which result the arrow keys stand at; -1: the field itself. */
  function point(at) {
    const every = links();
    every[active]?.setAttribute("aria-selected", "false");
    active = Math.max(-1, Math.min(at, every.length - 1));
    const link = every[active];
    if (link) {
      link.setAttribute("aria-selected", "true");
      link.scrollIntoView({ block: "nearest" });
      input.setAttribute("aria-activedescendant", link.id);
    } else {
      input.removeAttribute("aria-activedescendant");
    }
  }

  function show(open) {
    panel.hidden = !open;
    input.setAttribute("aria-expanded", String(open && !list.hidden));
    if (!open) point(-1);
  }

  return { show, point, move: (by) => point(active + by), chosen: () => links()[active], open: () => !panel.hidden && !list.hidden, held: () => hand || active >= 0 || list.contains(document.activeElement) };
}

/** The keys of a combobox. own: the search page's field, whose results are the page. */
function keys(input, panel, shown, { own, base, run }) {
  const go = () => {
    const query = input.value.trim();
    if (shown.chosen()) shown.chosen().click();
    else if (own) input.blur(); // puts the phone's keyboard away
    else if (query) location.href = `${new URL("search.html", base)}#q=${encodeURIComponent(query)}`;
  };
  return (event) => {
    if (event.isComposing) return; // the keys belong to the input method
    const open = shown.open();
    let act = null;
    if (event.key === "ArrowDown" && open) act = () => shown.move(1);
    else if (event.key === "ArrowDown" && input.value.trim()) act = run;
    else if (event.key === "ArrowUp" && open) act = () => shown.move(-1);
    else if (event.key === "Escape" && !panel.hidden && !own) {
      act = () => {
        shown.show(false);
        input.focus();
      };
    } else if (event.key === "Enter" && event.target === input) act = go;
    if (!act) return;
    event.preventDefault();
    act();
  };
}

/** The search page's address says what is asked, so that it can be sent and come back to. → keeps the query there */
function inAddress(input, list, run) {
  const keep = () => {
    const query = input.value.trim();
    const hash = query ? `#q=${encodeURIComponent(query)}` : "";
    if (hash !== location.hash) history.replaceState(null, "", hash || location.pathname);
  };
  const read = () => {
    const match = /^#q=(.*)$/.exec(location.hash);
    if (!match) return;
    let query;
    try {
      query = decodeURIComponent(match[1].replace(/\+/g, " "));
    } catch {
      return;
    }
    if (query === input.value.trim() && list.childElementCount) return; // our own replaceState
    input.value = query;
    run();
  };
  list.addEventListener("click", keep);
  addEventListener("hashchange", read);
  return { keep, read };
}

/** The header's results lie over the page: they come back with the focus and go with it. */
function popUp(root, input, list, panel, shown) {
  input.addEventListener("focus", () => list.childElementCount && shown.show(true));
  root.addEventListener("focusout", (event) => {
    if (!root.contains(event.relatedTarget)) shown.show(false);
  });
  // a press on the panel's own ground is no way out
  panel.addEventListener("mousedown", (event) => {
    if (!event.target.closest("a")) event.preventDefault();
  });
}

/** What stands under the field, drawn. settle: says a text in a pause. → {nothing(), found(what is found, groups, of a text cut?, how it came)} */
function screen(root, { list, help, none, intro, panel, base, own, shown, settle, calm }) {
  const rows = listing(list, base, calm);

  /** The strip above the results; the same one stays where it is while more is typed. */
  function warn(danger) {
    const there = /** @type {HTMLElement | null} */ (root.querySelector("[data-danger]"));
    if (there && danger && there.dataset.danger === danger.id) return;
    if (there) there.remove();
    if (danger) list.before(strip(danger, base));
  }

  function nothing() {
    warn(null);
    elsewhere(root, list, null, base);
    rows.clear();
    list.hidden = true;
    help.hidden = true;
    if (intro) intro.hidden = false;
    shown.show(false);
    settle("");
  }

  /** late: these come after those of the same query, by themselves: what is closed stays closed. lost: something of them could not be fetched. */
  function some(found, groups, cut, { late = false, lost = false } = {}) {
    const count = listed(found).length;
    const open = !late || !panel.hidden;
    if (!late) shown.point(-1);
    warn(found.danger);
    elsewhere(root, list, found.aside, base);
    rows.draw(found, groups);
    list.hidden = !count;
    help.hidden = count > 0 && (found.sure || Boolean(found.ask)) && !own && !cut;
    const long = cut ? `文字很长，只按前${LONGEST}个字找。` : "";
    none.textContent = long + (count ? "" : "没有找到。换个说法试试，比如只写两三个词。");
    none.hidden = !none.textContent;
    if (intro) intro.hidden = true;
    if (open) shown.show(true);
    const first = (lost ? PART_LOST : "") + (found.danger ? `${found.danger.title}。电话在结果上面。` : "") + (found.aside ? `也许不归本手册：${found.aside.title}。` : "") + long;
    if (found.ask) settle(`${first}没有正好的。先答一题：${found.ask.question}`);
    else if (!count) settle(`${first}没有找到。`);
    else settle(first + (found.sure ? `找到${count}条，最像的在前面。` : `没有正好的。下面${count}条是相近的。`));
  }

  return { nothing, found: some };
}

/** meant: somebody has already begun to use the field. */
export function search(root, { base, meant = false }) {
  const piece = (name) => root.querySelector(`[data-search-${name}]`);
  const [input, list, status, help, none, intro] = ["input", "results", "status", "help", "none", "intro"].map(piece);
  const panel = piece("panel") || list; // what is shown and hidden
  const own = root.dataset.search === "page"; // the search page keeps its query in the address
  const shown = results(input, list, panel);
  const calm = presses();
  const draw = screen(root, { list, help, none, intro, panel, base, own, shown, settle, calm });
  const part = (name) => script(new URL(`assets/${name}`, base));
  const whole = wholeBook(list, input, status, (lost) => input.value.trim() && answer({ late: true, lost }));
  let [turn, waiting] = [0, 0];
  let asked = null; // {engine, query} of the results that are shown, and what was found

  /** What may wait for a pause: a screen reader should hear the result, not every key, and browsers count changes of the address. */
  function settle(text) {
    clearTimeout(waiting);
    waiting = window.setTimeout(() => {
      status.textContent = text;
      if (own) address.keep();
    }, PAUSE);
  }

  async function run() {
    const query = input.value.trim();
    const mine = (turn += 1);
    if (!query) {
      draw.nothing();
      whole(null);
      return;
    }
    let engine;
    try {
      engine = await ready(base);
    } catch {
      status.textContent = "搜索没有载入。检查网络后再试，或从目录里找。";
      return;
    }
    // not where a newer key was pressed meanwhile; and not under a press, which would be lost
    calm(() => {
      if (mine !== turn) return;
      asked = { engine, query };
      answer();
    });
  }

  /** Finds what is asked. Where likely parts are not here they are fetched, and then it is asked again; what could not be had, not before the next key. */
  function answer(coming = {}) {
    const { engine, query } = asked;
    const mine = turn;
    const seen = query.slice(0, LONGEST);
    const now = window.handbookEngine.find(engine, seen, own ? LIMIT : FEW);
    // drawn in a task of its own: on a slow phone the next key need not wait for both
    window.setTimeout(() => calm(() => mine === turn && shows(now, seen !== query, coming)), 0);
    const again = (lost) => calm(() => mine === turn && answer({ late: true, lost }));
    if (now.more && !coming.lost) now.more(part).then(() => again(false), () => again(true));
  }

  /** What is found, drawn. */
  function shows(now, cut, coming) {
    const found = coming.late && shown.held() ? behind(asked.found, now) : now;
    asked.found = found;
    draw.found(found, asked.engine.groups, cut, coming);
    whole(now.rest ? () => now.rest(part) : null);
  }

  input.disabled = false;
  input.addEventListener("input", (event) => {
    if (!event.isComposing) run();
  });
  input.addEventListener("compositionend", run);
  // at the first sign that the field is used; the search page puts the focus there by itself, which is no sign
  for (const sign of ["pointerdown", "keydown"]) input.addEventListener(sign, () => ready(base).catch(() => {}), { once: true });
  root.addEventListener("keydown", keys(input, panel, shown, { own, base, run }));
  if (root.dataset.search === "popup") popUp(root, input, list, panel, shown);
  const address = own ? inAddress(input, list, run) : null;
  if (own) {
    address.read();
    if (!location.hash) input.focus({ preventScroll: true });
  }
  if (meant) ready(base).then(run, run); // what was typed while this was on its way
}
