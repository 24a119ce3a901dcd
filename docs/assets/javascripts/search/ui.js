// The search field and its results. The query stays after the hash: it never reaches a server.
const LIMIT = 20;

function script(src) {
  return new Promise((resolve, reject) => {
    const node = document.createElement("script");
    node.src = src;
    node.onload = resolve;
    node.onerror = () => reject(new Error(src));
    document.head.append(node);
  });
}

let loading = null;

/** Engine and index, once, when somebody first searches. */
function ready(base) {
  loading =
    loading ||
    Promise.all([script(new URL("assets/search.js", base)), script(new URL("assets/search-index.js", base))]).then(() =>
      window.handbookEngine.build(window.handbookSearch),
    );
  loading.catch(() => {
    loading = null; // a lost connection: the next key tries again
  });
  return loading;
}

function element(tag, className, text) {
  const node = document.createElement(tag);
  if (className) node.className = className;
  if (text !== undefined) node.textContent = text;
  return node;
}

/** Text with the query's words marked. */
function marked(className, text, query) {
  const node = element("span", className);
  const words = [...new Set(query.match(/[a-z0-9]+|[\u3400-\u9fff]{2,}/gi) || [])].flatMap((w) =>
    /[\u3400-\u9fff]/.test(w) ? Array.from({ length: w.length - 1 }, (_, i) => w.slice(i, i + 2)) : [w],
  );
  if (!words.length) {
    node.textContent = text;
    return node;
  }
  const hit = new Array(text.length).fill(false);
  const lower = text.toLowerCase();
  for (const word of words.map((w) => w.toLowerCase())) {
    for (let at = lower.indexOf(word); at >= 0; at = lower.indexOf(word, at + 1)) hit.fill(true, at, at + word.length);
  }
  for (let i = 0; i < text.length; ) {
    let j = i;
    while (j < text.length && hit[j] === hit[i]) j += 1;
    node.append(hit[i] ? element("mark", "", text.slice(i, j)) : text.slice(i, j));
    i = j;
  }
  return node;
}

export function search(root, { base }) {
  const input = root.querySelector("[data-search-input]");
  const list = root.querySelector("[data-search-results]");
  const status = root.querySelector("[data-search-status]");
  const own = !root.hasAttribute("data-search-inline"); // the search page keeps its query in the address
  const intro = root.querySelector("[data-search-intro]");
  let turn = 0;

  async function run() {
    const query = input.value.trim();
    const mine = (turn += 1);
    if (own) history.replaceState(null, "", query ? `#q=${encodeURIComponent(query)}` : "#");
    if (!query) {
      list.hidden = true;
      list.replaceChildren();
      status.textContent = "";
      if (intro) intro.hidden = false;
      return;
    }
    let engine;
    try {
      engine = await ready(base);
    } catch {
      status.textContent = "搜索没有载入。检查网络后再试，或从目录里找。";
      return;
    }
    if (mine !== turn) return; // a newer key was pressed meanwhile
    const results = window.handbookEngine.find(engine, query, own ? LIMIT : 8);
    list.replaceChildren();
    if (intro) intro.hidden = true;
    for (const r of results) {
      const link = element("a", "result");
      link.href = new URL(r.url, base);
      link.dataset.searchResult = "";
      link.append(element("span", `result__kind result__kind--${r.kind}`, engine.data.groups[r.kind]));
      link.append(marked("result__title", r.title, query));
      if (r.sentence) link.append(marked("result__text", r.sentence.length > 90 ? `${r.sentence.slice(0, 90)}…` : r.sentence, query));
      list.append(link);
    }
    if (!results.length) {
      list.append(element("p", "result__none", "没有找到。换个说法试试，比如只写两三个词；或者从下面的情况里挑最像的。"));
      for (const [href, text] of [
        ["scenarios/index.html", "看全部情况"],
        ["faq/index.html", "看全部问答"],
      ]) {
        const link = element("a", "result", text);
        link.href = new URL(href, base);
        list.append(link);
      }
    }
    list.hidden = false;
    status.textContent = results.length ? `找到${results.length}条，最像的在前面。` : "没有找到。";
  }

  input.disabled = false;
  input.addEventListener("input", (event) => {
    if (!event.isComposing) run();
  });
  input.addEventListener("compositionend", run);
  input.addEventListener("focus", () => ready(base).catch(() => {}), { once: true });
  root.addEventListener("keydown", (event) => {
    const links = [...list.querySelectorAll("a")];
    const at = links.indexOf(document.activeElement);
    if (event.key === "ArrowDown" && links.length) {
      event.preventDefault();
      links[Math.min(at + 1, links.length - 1)].focus();
    } else if (event.key === "ArrowUp" && at >= 0) {
      event.preventDefault();
      (links[at - 1] || input).focus();
    } else if (event.key === "Escape" && at >= 0) {
      input.focus();
    } else if (event.key === "Enter" && document.activeElement === input && links.length) {
      event.preventDefault();
      links[0].click();
    }
  });

  if (own) {
    const fromAddress = () => {
      const match = /^#q=(.*)$/.exec(location.hash);
      if (!match) return;
      try {
        input.value = decodeURIComponent(match[1].replace(/\+/g, " "));
      } catch {
        return;
      }
      run();
    };
    addEventListener("hashchange", fromAddress);
    fromAddress();
    if (!location.hash) input.focus({ preventScroll: true });
  }
}
