// Small things several modules need of the page.

/** Text to the clipboard; resolves to false where the browser does not let it, so that the caller can say so. */
export async function copy(text) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    // older and embedded browsers: a selected text area still works
  }
  const area = document.createElement("textarea");
  area.value = text;
  area.setAttribute("readonly", "");
  area.className = "offscreen";
  document.body.append(area);
  area.select();
  let done = false;
  try {
    done = document.execCommand("copy");
  } catch {
    done = false;
  }
  area.remove();
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

/** A new element with its class and its text. */
export function element(tag, className, text) {
  const node = document.createElement(tag);
  if (className) node.className = className;
  if (text !== undefined) node.textContent = text;
  return node;
}

/** Hands a file to the browser. Browsers inside other apps may drop it without a word; the page always offers copy and print beside it. */
export function download(blob, name) {
  const link = element("a");
  link.href = URL.createObjectURL(blob);
  link.download = name;
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(link.href), 60000);
}

/** The text of a quoted message, a line a paragraph. */
export function quoted(node) {
  return [...node.querySelectorAll("p")].map((p) => p.textContent.trim()).join("\n");
}

/** Shows for a moment on the button what happened; the button keeps its name for the next press. */
export function flash(button, text) {
  if (!button.dataset.name) button.dataset.name = button.textContent;
  button.textContent = text;
  clearTimeout(button.flashTimer);
  button.flashTimer = setTimeout(() => {
    button.textContent = button.dataset.name;
  }, 2500);
}

/** Asks before something that cannot be taken back; resolves to the pressed button's value, "" when closed. */
export function ask(title, lines, buttons) {
  const dialog = document.createElement("dialog");
  dialog.className = "ask";
  const heading = document.createElement("h2");
  heading.textContent = title;
  heading.id = "ask-title";
  dialog.setAttribute("aria-labelledby", "ask-title");
  const form = document.createElement("form");
  form.method = "dialog";
  dialog.append(heading);
  if (lines.length > 1) {
    const list = document.createElement("ul");
    for (const line of lines) list.append(Object.assign(document.createElement("li"), { textContent: line }));
    dialog.append(list);
  } else if (lines.length) {
    dialog.append(Object.assign(document.createElement("p"), { textContent: lines[0] }));
  }
  for (const [value, label, strong] of buttons) {
    const button = Object.assign(document.createElement("button"), { value, textContent: label, type: "submit" });
    button.className = strong ? "button button--strong" : "button";
    form.append(button);
  }
  dialog.append(form);
  document.body.append(dialog);
  return new Promise((resolve) => {
    dialog.addEventListener("close", () => {
      dialog.remove();
      resolve(dialog.returnValue);
    });
    if (typeof dialog.showModal === "function") dialog.showModal();
    else {
      // no dialog element: the browser's own question, yes is the first button
      const yes = confirm([title, ...lines].join("\n"));
      dialog.remove();
      resolve(yes ? buttons[0][0] : "");
    }
  });
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
