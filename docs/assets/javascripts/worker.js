// service-worker.js at the site's root: what was stored of the handbook is there without network.
//
// With network every page is asked for as if there were no worker: a reader never reads an old law because it was stored. Without it, or where it is
// too slow, the store answers. Our own and not workbox: a file is kept under its path and the hash of its content, so that an update fetches what
// changed and copies nothing, goes on where it was broken off, cannot mix two releases, and leaves the old one whole until the new one takes over.
//
// macros/publish/offline.py writes above it: handbookRelease = {core: [path], files: {path: [hash, size]}}; paths from the site's root, size in kB.
import { abreast } from "./offline/abreast.js";

const worker = /** @type {any} */ (self);
/** @type {{ core: string[], files: { [path: string]: [string, number] } }} */
const release = worker.handbookRelease;
const files = new Map(Object.entries(release.files));
const scope = new URL("./", location.href);
const NAME = `aftersales-handbook ${scope.pathname}`; // several sites may share a host, and its caches
const MISSING = "about/offline.html";
const PATIENCE = 4000; // ms without an answer, and what is stored is shown
const OUT_OF_ORDER = 5e2; // the status of a server in trouble, or above

/**
 * Client → is its page of this release? As far as this run of the worker knows. If so it gets everything from the store; if not, or unknown, what the
 * host has now: so a page never gets the scripts of another release.
 * @type {Map<string, boolean | Promise<boolean>>}
 */
const ours = new Map();

/** What a file is called in the list, or null: not ours. A query or an anchor names no other file. */
function pathOf(address) {
  const { origin, pathname } = new URL(address);
  if (origin !== scope.origin || !pathname.startsWith(scope.pathname)) return null;
  const path = decodeURI(pathname.slice(scope.pathname.length));
  if (!path || path.endsWith("/")) return `${path}index.html`;
  return !files.has(path) && files.has(`${path}.html`) ? `${path}.html` : path; // some hosts take the ending away
}

const addressOf = (path) => new URL(encodeURI(path), scope).href;
const keyOf = (path) => `${addressOf(path)}?${files.get(path)[0]}`;
const open = () => caches.open(NAME);
const stored = async (path) => (files.has(path) ? (await open()).match(keyOf(path)) : undefined);

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

/** Stores a file, from the browser's own cache where that has it. Throws where it cannot be had or does not fit. */
async function keep(store, path) {
  if (await store.match(keyOf(path))) return;
  const file = (await taken(path, LOADED)) || (await taken(path, ANEW));
  if (!file) throw new Error(`${path} cannot be had, or is not of this release`);
  await store.put(keyOf(path), file);
}

/** What other pages ask for when this is the reader's situation, or his letter: its path. */
const beside = (shown) => shown.replace(/^scenarios\/(.*)[.]html$/, "assets/case/$1.js").replace(/^letters\/(.*)[.]html$/, "assets/letter/$1.js");

/** All of the core, and what was stored before as it is now; or nothing: then the release before stays. */
async function install() {
  const { connection } = /** @type {any} */ (navigator);
  if (worker.registration.active && connection && connection.saveData) throw new Error("a new release waits until data need not be saved");
  const store = await open();
  const before = (await store.keys()).map((key) => pathOf(key.url)).flatMap((path) => [path, beside(path || "")]).filter((path) => files.has(path));
  await abreast(new Set([...release.core, ...before]), (path) => keep(store, path));
}

async function activate() {
  const store = await open();
  const current = new Set([...files.keys()].map(keyOf));
  const old = (await store.keys()).filter((key) => !current.has(key.url));
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
  return Promise.race([answer, late]).then((found) => (found && found.status < OUT_OF_ORDER ? found : null));
}

async function page({ request, resultingClientId }, path) {
  const kept = await stored(path);
  // by its address: older browsers let nothing be said about the request of a page
  const answer = await asked(fetch(request.url, { ...NOW, redirect: "manual" }), kept && PATIENCE);
  if (answer && answer.ok && files.has(path)) {
    const copy = answer.clone();
    ours.set(resultingClientId, copy.arrayBuffer().then((bytes) => fits(path, bytes), () => false));
  }
  if (answer) return answer;
  if (kept) {
    ours.set(resultingClientId, true);
    return kept;
  }
  return path !== MISSING && (await stored(MISSING)) ? Response.redirect(addressOf(MISSING)) : Response.error();
}

async function part({ request, clientId }, path) {
  const kept = await stored(path);
  if (kept && (await ours.get(clientId))) return kept;
  return (await asked(fetch(request, NOW), kept && PATIENCE)) || kept || Response.error();
}

/** Is the page that a client shows of this release? Then it gets everything from here, and is stored with what it has loaded. */
async function visited(client, addresses, reply) {
  const [shown, ...others] = addresses.map(pathOf);
  if (!files.has(shown)) return;
  if (!ours.has(client)) ours.set(client, ((await taken(shown, LOADED)) || (await taken(shown, ANEW))) !== null);
  const same = await ours.get(client);
  reply({ same });
  if (!same) return;
  const store = await open();
  await abreast(new Set([shown, beside(shown), ...others].filter((path) => files.has(path))), (path) => keep(store, path));
}

const SAID = {
  visited: (event, reply) => visited(event.source.id, event.data.addresses, reply),
  /** Is no page of this release open any more? */
  free: async (_, reply) => {
    const open_ = await worker.clients.matchAll({ type: "window" });
    const mine = await Promise.all(open_.map(({ id }) => ours.get(id)));
    reply({ free: !mine.includes(true) });
  },
  "take over": () => worker.skipWaiting(),
  /** → all: kB of the whole handbook; left: [[path, kB]] that are not stored. */
  left: async (_, reply) => {
    const have = new Set((await (await open()).keys()).map((key) => key.url));
    const every = [...files].map(([path, [, size]]) => [path, size]);
    reply({ all: every.reduce((sum, [, size]) => sum + Number(size), 0), left: every.filter(([path]) => !have.has(keyOf(path))) });
  },
  keep: async ({ data }, reply) => {
    try {
      await keep(await open(), data.path);
      reply({ kept: true });
    } catch (error) {
      reply({ kept: false, full: error instanceof DOMException && error.name === "QuotaExceededError" });
    }
  },
};

worker.addEventListener("install", (event) => event.waitUntil(install()));
worker.addEventListener("activate", (event) => event.waitUntil(activate()));
worker.addEventListener("message", (event) => {
  const act = SAID[event.data.say];
  const reply = (answer) => event.ports[0] && event.ports[0].postMessage(answer);
  // a page that could not be stored is no fault: it was shown
  if (act) event.waitUntil(Promise.resolve(act(event, reply)).catch(() => {}));
});
worker.addEventListener("fetch", (event) => {
  const { request } = event;
  const path = request.method === "GET" && !request.headers.has("range") ? pathOf(request.url) : null;
  if (path === null) return;
  if (request.mode === "navigate") event.respondWith(page(event, path));
  else if (files.has(path)) event.respondWith(part(event, path));
});
