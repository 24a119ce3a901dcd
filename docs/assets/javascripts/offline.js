// On the web: the manifest, the worker that stores the handbook (worker.js), word of a new release, and the button that stores all of it.
// Comes when the page is ready (lib/later.js), so that its bytes are in nobody's way; by file:// never, where a manifest is an error.
import { MODE_KEY } from "./lib/key.js";
import { element } from "#page";
import { reveal } from "#live";
import { keepAll } from "./offline/keep-all.js";
import { said } from "./offline/said.js";

const base = new URL("../", /** @type {HTMLScriptElement} */ (document.currentScript).src);
const workers = navigator.serviceWorker;
const HOUR = 3600000; // ms
const SOON = 2000; // ms: who forgets everything does not wait for a worker that does not answer

/** A reader who wants to leave nothing here, or to pay for nothing, is asked first: by the button. */
function unasked() {
  const { connection } = /** @type {any} */ (navigator);
  let leaves = true;
  try {
    leaves = localStorage.getItem(MODE_KEY) === "session";
  } catch {
    // no storage: none for this either
  }
  return !(leaves || (connection && connection.saveData));
}

function link(rel, path) {
  document.head.append(Object.assign(element("link"), { rel, href: new URL(path, base).href }));
}

async function registered() {
  const found = await workers.getRegistration(base.href);
  return found && found.scope === base.href ? found : null;
}

const program = new URL("service-worker.js", base).href;

/** After everything was forgotten a browser may go on with the worker that other tabs still have: nothing is installed then, so it is asked to store again. */
async function register() {
  const registration = await workers.register(program);
  if (registration.active) registration.active.postMessage({ say: "begin" });
  return registration;
}

let mine = null; // the worker that has the release of this page

/** Tells the worker which page is open; → is it of the worker's release? */
async function visit(registration) {
  const worker = registration.active || registration.waiting || registration.installing;
  const loaded = performance.getEntriesByType("resource").map((entry) => entry.name);
  const { same } = (await said(worker, { say: "visited", addresses: [location.href, ...loaded] })) || { same: false };
  if (same) mine = worker;
  return same;
}

/** A browser ends a worker that has nothing to do, and the next run of it knows of no page: it asks them. */
const answerWorker = ({ source, ports }) => ports[0] && ports[0].postMessage({ same: source === mine });

let bar = null;

/** Says it over the page, moves nothing, and waits: nothing is changed under what somebody writes. */
function tell(text, name, act) {
  if (bar) bar.remove();
  bar = element("div", "news note");
  // here and not in a sheet: every first visit would carry it, and few ever see it
  Object.assign(bar.style, { position: "fixed", zIndex: "19", top: "var(--head)", left: "0", right: "0", margin: "0" });
  bar.setAttribute("role", "status");
  document.body.append(bar);
  const tools = [[name, act], ["等会儿", () => bar.remove()]].map(([label, press]) => {
    const button = element("button", "button", label);
    button.type = "button";
    button.style.margin = ".25rem 0 .25rem .75rem";
    button.addEventListener("click", press);
    return button;
  });
  setTimeout(() => bar.append(element("span", "", text), ...tools)); // a screen reader says what comes into a place it knows
}

/** A release that has come waits until the reader presses; where no page of the old one is open it waits for nothing. */
async function news(registration, same) {
  const { waiting } = registration;
  if (!waiting || !registration.active) return;
  const takeOver = () => waiting.postMessage({ say: "take over" });
  if (same) {
    tell("手册有新版本。写完再换，填的不会丢。", "现在换", () => {
      workers.addEventListener("controllerchange", () => location.reload());
      takeOver();
    });
  } else if (((await said(registration.active, { say: "free" })) || {}).free) takeOver();
}

function watch(registration, same) {
  const look = () => news(registration, same);
  const come = () => registration.installing && registration.installing.addEventListener("statechange", look);
  registration.addEventListener("updatefound", come);
  come();
  look();
  // changed in another tab, which was asked; this one goes on as it is. Where there was no worker before, the first one changes nothing
  let first = !workers.controller;
  workers.addEventListener("controllerchange", () => {
    if (same && !first) tell("手册换了新版本。这一页还是旧的，写完重新打开，填的不会丢。", "重新打开", () => location.reload());
    first = false;
  });
  let asked = Date.now();
  document.addEventListener("visibilitychange", () => {
    if (document.hidden || Date.now() - asked < HOUR) return;
    asked = Date.now();
    registration.update().catch(() => {}); // without network there is no news
  });
}

/** → the registration, or null where nothing is stored. */
async function begin() {
  link("manifest", "manifest.webmanifest");
  link("apple-touch-icon", "assets/icons/touch.png");
  if (!workers) return null;
  workers.addEventListener("message", answerWorker);
  const before = await registered();
  return before || (unasked() ? register() : null);
}

const begun = begin().catch(() => null); // a browser that refuses, a host without the worker: the page is as it was
begun.then(async (registration) => registration && watch(registration, unasked() && (await visit(registration)))).catch(() => {});

/** Nothing of the handbook stays, not even which pages were opened. */
async function forget() {
  await begun;
  const registration = workers && (await registered());
  if (registration) {
    const { installing, waiting, active } = registration;
    await Promise.all([installing, waiting, active].map((worker) => said(worker, { say: "forget" }, SOON)));
    await registration.unregister();
  }
  if (window.caches) await caches.delete(`aftersales-handbook ${base.pathname}`);
}

const root = document.querySelector('[data-module="offline"]');
if (root) {
  keepAll(root, { able: Boolean(workers), ready: () => begun.then(registered), register, program });
  reveal(root);
}

window.handbookOffline = { forget };
