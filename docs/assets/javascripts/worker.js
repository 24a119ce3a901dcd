// service-worker.js at the site's root: what was stored of the handbook is there without network.
//
// With network every page is asked for as if there were no worker: a reader never reads an old law because it was stored. Without it, or where it is
// too slow, the store answers. Our own and not workbox: a file is kept under its path and the hash of its content, so that an update fetches what
// changed and copies nothing, goes on where it was broken off, cannot mix two releases, and leaves the old one whole until the new one takes over.
//
// macros/publish/offline.py writes above it: handbookRelease = {core: {path: [hash, size]}, lists: [[first path, hash]], all: {files, kB}, endings}; paths from
// the site's root in the order of their characters, size in kB. What is not core stands in lists, {path: [hash, size]}, each fetched and stored like any other file
// when one of its files is asked for: a first visit loads no more because the handbook has grown.
import { abreast } from "./offline/abreast.js";
import { said } from "./offline/said.js";

const worker = /** @type {any} */ (self);
/** @type {{ core: { [path: string]: [string, number] }, lists: [string, string][], all: { files: number, kB: number }, endings: string[] }} */
const release = worker.handbookRelease;
const lists = release.lists.map(([first, mark]) => ({ first, path: `assets/kept/list-${mark}.json`, mark }));
/** @type {Map<string, [string, number]>} */
const files = new Map(Object.entries(release.core)); // more with each list that is read
for (const { path, mark } of lists) files.set(path, [mark, 0]);
const read = new Set(); // lists whose files are put in
const coming = new Map(); // list → it is being fetched
const scope = new URL("./", location.href);
const NAME = `aftersales-handbook ${scope.pathname}`; // several sites may share a host, and its caches
const MISSING = "about/offline.html";
const PATIENCE = 4000; // ms without an answer, and what is stored is shown
const SOON = 1e3; // ms: a page that has not come far enough to answer, or sleeps
const GONE = "NotFoundError"; // the name of the error where the store is gone
const FULL = "QuotaExceededError"; // and where it takes no more
/** The statuses of a server in trouble, or of one that is asked too often: a school or a village behind one address. */
const outOfOrder = (status) => status >= 5e2 || status === 429;

/**
 * Client → is its page of this release? If so it gets everything from the store; if not, or unknown, what the host has now: so a page never gets the
 * scripts of another release.
 * @type {Map<string, boolean | Promise<boolean>>}
 */
const ours = new Map();

/** The same of a page that an earlier run of the worker knew: it says so itself (../offline.js). */
async function isOurs(client) {
  if (ours.has(client)) return ours.get(client);
  const page_ = await worker.clients.get(client);
  const answer = page_ && (await said(page_, {}, SOON));
  if (!answer || !answer.same) return false; // or it does not know yet
  ours.set(client, true);
  return true;
}

/** What a file is called in the lists, or null: not ours. A query or an anchor names no other file. */
function pathOf(address) {
  const { origin, pathname } = new URL(address);
  if (origin !== scope.origin || !pathname.startsWith(scope.pathname)) return null;
  const path = decodeURI(pathname.slice(scope.pathname.length));
  if (!path || path.endsWith("/")) return `${path}index.html`;
  return path.slice(path.lastIndexOf("/") + 1).includes(".") ? path : `${path}.html`; // some hosts take the ending away
}

/** May it be a file of a release? */
const readable = (path) => release.endings.includes(path.slice(path.lastIndexOf(".")));

const addressOf = (path) => new URL(encodeURI(path), scope).href;
const keyOf = (path) => `${addressOf(path)}?${files.get(path)[0]}`;
const made = worker.registration.active ? null : caches.open(NAME); // a page may be heard before the installation begins (Safari's engine)
let forgotten = false; // the reader wants nothing left here: what is under way here stores no more

/** The store. Only who begins anew makes it: what one tab is storing must not make it anew after another one has forgotten everything. Throws where it is gone. */
async function open() {
  await made;
  const there = await caches.has(NAME);
  if (forgotten || !there) throw new DOMException("nothing is to be stored", GONE);
  return caches.open(NAME);
}

/** The list that would have to be read to know of a path; undefined where none would. */
function listOf(path) {
  if (!path || !readable(path) || files.has(path)) return undefined;
  const list = lists.filter(({ first }) => first <= path).pop()?.path;
  return read.has(list) ? undefined : list;
}

/** Puts in what a list says, if that is stored. */
async function recall(list) {
  const answer = await (await open()).match(keyOf(list));
  if (!answer) return;
  for (const [path, about] of Object.entries(await answer.json())) files.set(path, about);
  read.add(list);
}

/** Puts in what a list says, and stores it. Throws where it cannot be had. */
function learn(list) {
  if (!coming.has(list)) {
    coming.set(list, keep(list).then(() => recall(list)).finally(() => coming.delete(list)));
  }
  return coming.get(list);
}

/** Is it a file of this release? Of what no list can be had of, no. */
async function known(path) {
  const list = listOf(path);
  if (list) await learn(list).catch(() => {});
  return files.has(path);
}

/** As far as the lists tell that are stored: what is stored has its list beside it. */
async function stored(path) {
  const list = listOf(path);
  if (list) await recall(list).catch(() => {});
  return files.has(path) ? open().then((store) => store.match(keyOf(path)), () => undefined) : undefined;
}

async function fits(path, bytes) {
  const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
  return files.get(path)[0] === [...digest.slice(0, 5)].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}

// What the browser has loaded already is not loaded again; and what is loaded for the store goes past the browser's own cache, or a page of a release
// that has not come whole would be shown from there
const LOADED = { cache: "only-if-cached", mode: "same-origin" };
const ANEW = { cache: "no-store" };

/** The file as this release has it, or null: another one is there, or none. */
async function taken(path, where) {
  const answer = await fetch(addressOf(path), where).catch(() => null);
  if (!answer || !answer.ok || answer.type !== "basic") return null;
  const bytes = await answer.arrayBuffer();
  if (!(await fits(path, bytes))) return null;
  const headers = new Headers(answer.headers);
  // no longer true of what is stored; and Vary would hide it
  for (const name of ["content-encoding", "content-length", "vary"]) headers.delete(name);
  headers.set("cache-control", "no-cache"); // Safari's engine keeps what a worker answered as well, and would show it when another release is stored
  return new Response(bytes, { headers }); // a new one: where the host led elsewhere, the first one may not answer for a page
}

/** Stores a file of the release, from the browser's own cache where that has it. Throws where it cannot be had or does not fit. */
async function keep(path) {
  const store = await open();
  if (await store.match(keyOf(path))) return;
  const file = (await taken(path, LOADED)) || (await taken(path, ANEW));
  if (!file) throw new Error(`${path} cannot be had, or is not of this release`);
  // on a full disk each browser has a word of its own (Chromium's UnknownError, Firefox's NS_ERROR_FILE_NO_DEVICE_SPACE, which is no DOMException)
  await store.put(keyOf(path), file).catch(async () => {
    await open();
    throw new DOMException("no room", FULL);
  });
}

/** What other pages ask for when this is the reader's situation, or his letter: its path. */
const beside = (shown) => shown.replace(/^scenarios\/(.*)[.]html$/, "assets/case/$1.js").replace(/^letters\/(.*)[.]html$/, "assets/letter/$1.js");

/** All of the core, and what was stored before as it is now; or nothing: then the release before stays. */
async function install() {
  const { connection } = /** @type {any} */ (navigator);
  if (worker.registration.active && connection && connection.saveData) throw new Error("a new release waits until data need not be saved");
  const before = (await (await caches.open(NAME)).keys()).map((key) => pathOf(key.url)).flatMap((path) => [path, beside(path || "")]);
  await abreast(new Set(before.map(listOf).filter(Boolean)), learn);
  await abreast(new Set([...Object.keys(release.core), ...before.filter((path) => files.has(path))]), keep);
}

/** What is not of this release goes. Of what was stored since the release came its list may not be here: nobody is shown it before its list says that it fits. */
async function activate() {
  const store = await open();
  const keys = await store.keys();
  await Promise.all(keys.map((key) => stored(pathOf(key.url))));
  const old = keys.filter(({ url }) => (files.has(pathOf(url)) ? keyOf(pathOf(url)) !== url : !listOf(pathOf(url))));
  await Promise.all(old.map((key) => store.delete(key)));
  await worker.clients.claim();
}

// asks the host whether what the browser has is still true: within the time that hosts grant it would show an old page beside new scripts
const NOW = { cache: /** @type {RequestCache} */ ("no-cache") };

/** What the network says, or null: nothing, too late or out of order. */
function asked(fetching, patience) {
  const answer = fetching.catch(() => null);
  if (!patience) return answer;
  const late = new Promise((resolve) => setTimeout(resolve, patience, null));
  return Promise.race([answer, late]).then((found) => (found && !outOfOrder(found.status) ? found : null));
}

/** Is an answer the page of this release? Asked of its list while the page is on its way; a list that takes too long says no. */
async function fitting(path, answer, told) {
  const listed = await Promise.race([told, new Promise((resolve) => setTimeout(resolve, PATIENCE, false))]);
  return listed && fits(path, await answer.arrayBuffer());
}

async function page({ request, resultingClientId }, path) {
  const kept = await stored(path);
  const told = known(path);
  // by its address: older browsers let nothing be said about the request of a page
  const answer = await asked(fetch(request.url, { ...NOW, redirect: "manual" }), kept && PATIENCE);
  if (answer && answer.ok && readable(path)) ours.set(resultingClientId, fitting(path, answer.clone(), told).catch(() => false));
  if (answer) return answer;
  if (kept) {
    ours.set(resultingClientId, true);
    return kept;
  }
  return path !== MISSING && (await stored(MISSING)) ? Response.redirect(addressOf(MISSING)) : Response.error();
}

async function part({ request, clientId }, path) {
  const kept = await stored(path);
  if (kept && (await isOurs(clientId))) return kept;
  return (await asked(fetch(request, NOW), kept && PATIENCE)) || kept || Response.error();
}

/** Is the page that a client shows of this release? Then it gets everything from here, and is stored with what it has loaded. */
async function visited(client, addresses, reply) {
  const [shown, ...others] = addresses.map(pathOf);
  if (!(await known(shown))) return;
  if (!ours.has(client)) ours.set(client, ((await taken(shown, LOADED)) || (await taken(shown, ANEW))) !== null);
  const same = await ours.get(client);
  reply({ same });
  if (!same) return;
  const loaded = [...new Set([shown, beside(shown), ...others])];
  await Promise.all(loaded.map(known));
  await abreast(loaded.filter((path) => files.has(path)), keep);
}

/** Why something could not be stored, as the page calls it. */
function why(error) {
  const name = error instanceof DOMException ? error.name : "";
  return { [FULL]: "full", [GONE]: "forgotten" }[name] || "missing";
}

const SAID = {
  visited: (event, reply) => visited(event.source.id, event.data.addresses, reply),
  /** Is no page of this release open any more? */
  free: async (_, reply) => {
    const open_ = await worker.clients.matchAll({ type: "window" });
    const mine = await Promise.all(open_.map(({ id }) => isOurs(id)));
    reply({ free: !mine.includes(true) });
  },
  "take over": () => worker.skipWaiting(),
  /** Everything was forgotten, and a page begins anew. */
  begin: async () => {
    forgotten = false;
    await caches.open(NAME);
    await install();
  },
  /** Before the page deletes what is stored. */
  forget: (_, reply) => {
    forgotten = true;
    reply({});
  },
  /** → all: kB of the whole handbook; stored: kB of it; missing: how many of its files are not. whole: also which, left: [[path, kB]]; where that cannot be told, why: a word of why(). */
  left: async ({ data }, reply) => {
    let have = new Set();
    try {
      have = new Set((await (await open()).keys()).map((key) => key.url));
      await (data.whole ? abreast(lists.map(({ path }) => path).filter((list) => !read.has(list)), learn) : Promise.all([...have].map((url) => stored(pathOf(url)))));
    } catch (error) {
      reply({ why: why(error) });
      return;
    }
    const told = new Set(lists.map(({ path }) => path));
    const every = [...files].filter(([path]) => !told.has(path)).map(([path, [, size]]) => ({ path, size, here: have.has(keyOf(path)) }));
    const here = every.filter((file) => file.here);
    const stored_ = here.reduce((sum, { size }) => sum + size, 0);
    reply({ all: release.all.kB, stored: stored_, missing: release.all.files - here.length, left: data.whole ? every.filter((file) => !file.here).map(({ path, size }) => [path, size]) : [] });
  },
  keep: async ({ data }, reply) => {
    try {
      await known(data.path); // after a pause the browser may have started this anew
      await keep(data.path);
      reply({ kept: true });
    } catch (error) {
      reply({ kept: false, why: why(error) });
    }
  },
};

worker.addEventListener("install", (event) => event.waitUntil(install()));
worker.addEventListener("activate", (event) => event.waitUntil(activate()));
worker.addEventListener("message", (event) => {
  const act = SAID[event.data.say];
  const reply = (answer) => event.ports[0] && event.ports[0].postMessage(answer);
  // a page that could not be stored is no fault: it was shown. Whoever got no answer by then gets none, and waits no longer
  if (act) event.waitUntil(Promise.resolve(act(event, reply)).catch(() => {}).then(() => reply(null)));
});
worker.addEventListener("fetch", (event) => {
  const { request } = event;
  const path = request.method === "GET" && !request.headers.has("range") ? pathOf(request.url) : null;
  if (path === null) return;
  if (request.mode === "navigate") event.respondWith(page(event, path));
  else if (readable(path)) event.respondWith(part(event, path));
});
