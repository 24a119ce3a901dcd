// Small things several modules need of the page.

/** The way of older and embedded browsers: selected text, copied by command. Works only inside a press. */
function command(text) {
  const before = /** @type {HTMLElement | null} */ (document.activeElement);
  const area = element("textarea", "offscreen");
  area.value = text;
  area.readOnly = true;
  document.body.append(area);
  const done = taken(area);
  area.remove();
  if (before) before.focus({ preventScroll: true });
  return done;
}

function taken(area) {
  area.focus({ preventScroll: true });
  area.select();
  area.setSelectionRange(0, area.value.length); // an iPhone selects nothing otherwise
  try {
    return document.execCommand("copy");
  } catch {
    return false;
  }
}

/** Where nothing copies, the words themselves, selected, to be taken by hand. */
function byHand(text) {
  const finger = globalThis.matchMedia && matchMedia("(pointer: coarse)").matches;
  const area = element("textarea", "ask__text");
  area.value = text;
  area.readOnly = true;
  area.rows = 8;
  area.setAttribute("aria-label", "要复制的字");
  const say = element("p", "ask__say");
  say.setAttribute("role", "status");
  const again = () => {
    say.textContent = taken(area) ? "已复制，去粘贴。" : "还是不行。照上面说的，自己复制。";
  };
  const how = finger ? "要复制的字都在下面，已经选中。长按它，选“复制”。没有选中的，长按后选“全选”。" : "要复制的字都在下面，已经选中。按Ctrl+C复制，苹果电脑按⌘C。";
  const shut = panel("浏览器不让复制", [element("p", "", how), area, say], [["关上", () => shut()], ["再复制一次", again]]);
  area.focus();
  area.select();
  area.setSelectionRange(0, text.length);
}

/**
 * Text to the clipboard, to be called inside the press that asks for it. Resolves to false where the browser does not let it; the reader has the
 * words in a panel then.
 */
export async function copy(text) {
  const done = navigator.clipboard && navigator.clipboard.writeText
    ? await navigator.clipboard.writeText(text).then(
        () => true,
        () => command(text),
      )
    : command(text);
  if (!done) byHand(text);
  return done;
}

/** Loads a classic script (file:// knows no modules and no fetch); rejects where it cannot be had. */
export function script(src) {
  return new Promise((resolve, reject) => {
    const node = document.createElement("script");
    node.src = src;
    node.onload = resolve;
    node.onerror = () => reject(new Error(src));
    document.head.append(node);
  });
}

/** A new element with its class and its text. A table that a script makes has a style of its own (site.css). */
export function element(tag, className, text) {
  const node = document.createElement(tag);
  if (className) node.className = className;
  if (tag === "table") node.dataset.styled = "";
  if (text !== undefined) node.textContent = text;
  return node;
}

function save(blob, name) {
  const link = element("a");
  link.href = URL.createObjectURL(blob);
  link.download = name;
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(link.href), 60000);
}

/**
 * Hands a file to the browser. What had to be loaded first may have taken longer than the press counts: then another press is asked for.
 * Browsers inside other apps may drop the file without a word; the page always says beside it what else to do.
 */
export function download(blob, name) {
  if (navigator.userActivation?.isActive === false) ask("文件做好了", [name], [["下载", () => save(blob, name)], ["不要了"]]);
  else save(blob, name);
}

/** The text of a quoted message, a line a paragraph. */
export function quoted(node) {
  return [...node.querySelectorAll("p")].map((p) => p.textContent.trim()).join("\n");
}

// a screen reader says a change only in a place it knew before, and the same words only when they went away first
const BREATH = 150; // ms
let voice = null;

/** Tells a screen reader what the eye sees elsewhere: copied, computed. */
export function announce(text) {
  if (!voice) {
    voice = element("p", "offscreen");
    voice.setAttribute("role", "status");
    document.body.append(voice);
  }
  voice.textContent = "";
  clearTimeout(voice.timer);
  voice.timer = setTimeout(() => (voice.textContent = text), BREATH);
}

/** Shows for a moment on the button what happened; the button keeps its name for the next press. said: what a screen reader hears, if not that. */
export function flash(button, text, said = text) {
  if (said) announce(said);
  if (!button.dataset.name) button.dataset.name = button.textContent;
  button.textContent = text;
  clearTimeout(button.flashTimer);
  button.flashTimer = setTimeout(() => {
    button.textContent = button.dataset.name;
  }, 2500);
}

let standing = null; // shuts the panel that is on the page: there is one at a time

/**
 * A heading, what is said under it, and buttons: [[label, press]], the first stands out. A dialog; where the browser knows none, a panel on the page.
 * closed: what Escape does beside shutting it. → shuts it and gives the focus back.
 */
export function panel(title, nodes, buttons, closed = () => {}) {
  if (standing) standing();
  const dialog = element("dialog", "ask");
  const modal = typeof dialog.showModal === "function";
  const box = modal ? dialog : element("div", "ask ask--page");
  const before = /** @type {HTMLElement | null} */ (document.activeElement);
  const heading = element("h2", "", title);
  const text = element("div");
  const tools = element("p", "ask__tools");
  heading.id = "ask-title";
  text.id = "ask-text";
  text.append(...nodes);
  buttons.forEach(([label, press], i) => {
    const button = element("button", i ? "button" : "button button--strong", label);
    button.type = "button";
    button.addEventListener("click", press);
    tools.append(button);
  });
  box.setAttribute("aria-labelledby", heading.id);
  if (nodes.length) box.setAttribute("aria-describedby", text.id);
  box.append(heading, ...(nodes.length ? [text] : []), tools);

  const escape = (event) => {
    if (event.key === "Escape") end();
  };
  const shut = () => {
    if (standing !== shut) return;
    standing = null;
    document.removeEventListener("keydown", escape);
    if (modal) dialog.close();
    box.remove();
    for (const node of behind) node.removeAttribute("inert");
    if (!modal && before) before.focus();
  };
  const end = () => {
    if (standing !== shut) return;
    shut();
    closed();
  };
  standing = shut;
  // what a dialog does by itself: nothing behind it can be reached
  const behind = modal ? [] : all(document.body, ":scope > :not([inert])");
  for (const node of behind) node.setAttribute("inert", "");
  document.body.append(box);
  if (modal) {
    dialog.addEventListener("close", end);
    dialog.showModal();
  } else {
    box.setAttribute("role", "alertdialog");
    document.addEventListener("keydown", escape);
    tools.querySelector("button").focus();
  }
  return shut;
}

/**
 * Asks before something that cannot be taken back. buttons: [[label, act?]]. What a button does, it does inside its own press: only there do
 * browsers copy, print and download. closed: where nothing was done, by a button without an act or by Escape.
 */
export function ask(title, lines, buttons, closed = () => {}) {
  const list = element("ul");
  list.append(...lines.map((line) => element("li", "", line)));
  const said = lines.length > 1 ? [list] : lines.map((line) => element("p", "", line));
  const press = ([label, act]) => [
    label,
    () => {
      shut();
      (act || closed)();
    },
  ];
  const shut = panel(title, said, buttons.map(press), closed);
  if (list.scrollHeight > list.clientHeight) list.tabIndex = 0; // what has to be scrolled must be reached by keys
}

/**
 * → wait(run): runs at once, or where a press is going on, after it. A press that leaves a field ends what was typed there; what is drawn then must not
 * move the button away from under the pointer, or the press is lost. A press whose end nobody sees (the menu of a right button) ends with what is typed next.
 */
export function presses() {
  let began = 0; // presses so far
  let down = 0; // the one that is going on
  let waiting = [];
  const listen = (names, act) => {
    for (const name of names) document.addEventListener(name, act, true);
  };
  listen(["pointerdown", "mousedown"], () => (down = began += 1));
  // after the click
  listen(["pointerup", "mouseup", "pointercancel", "keydown", "input"], () => {
    const ended = down;
    setTimeout(() => {
      if (down !== ended) return;
      const runs = waiting;
      [down, waiting] = [0, []];
      for (const run of runs) run();
    }, 0);
  });
  return (run) => {
    if (down) waiting.push(run);
    else run();
  };
}

/** Everything under a root that a selector finds. @param {ParentNode} root @param {string} selector @returns {HTMLElement[]} */
export const all = (root, selector) => [...root.querySelectorAll(selector)].map((node) => /** @type {HTMLElement} */ (node));

/** Opens every fold for the printer and closes again what was closed. */
export function openForPrint() {
  const opened = [];
  addEventListener("beforeprint", () => {
    for (const d of /** @type {NodeListOf<HTMLDetailsElement>} */ (document.querySelectorAll("article details:not([open])"))) {
      d.open = true;
      opened.push(d);
    }
    const date = new Date();
    for (const node of document.querySelectorAll("[data-print-date]")) {
      node.textContent = `${date.getFullYear()}年${date.getMonth() + 1}月${date.getDate()}日`;
    }
  });
  addEventListener("afterprint", () => {
    for (const d of opened.splice(0)) d.open = false;
  });
}
