// The button that stores the whole handbook on this device: how much it is, how far it got, and why it stopped.
import { abreast } from "./abreast.js";
import { said } from "./said.js";

const STEP = 10; // per cent: a screen reader is told no oftener

const WHY = {
  stopped: "停下了。存下的还在，再按一次接着存。",
  lost: "连不上网站，停在这里。存下的还在，连上以后再按一次，接着存。",
  trouble: "网站这会儿给不全文件，停在这里。不是你这边的问题，存下的还在。过一阵再按一次，接着存。",
  changed: "网站上刚换了新版本，旧的存不全了。存下的还在。过一会儿重新打开这一页，再按一次，接着存。",
  full: "存不下了：浏览器给网页的地方用完了，或者这台设备满了。存下的还在，断网能看。腾出地方以后再按一次，接着存。",
  forgotten: "存下的刚刚被清除了，停在这里。还想存，再按一次，从头存。",
  refused: "这个浏览器不让网页存东西（无痕窗口常这样）。换一个浏览器，或者下载整个文件夹。",
  insecure: "这个网址不是https开头的，浏览器不让它存东西。换成https开头的网址，或者下载整个文件夹。",
};

const size = (kB) => (kB < 1e3 ? `${Math.ceil(kB)} KB` : `${(kB / 1e3).toFixed(1)} MB`);

/** Resolves when a worker has taken over its pages; rejects where it could not be installed. */
function activated(registration) {
  const worker = registration.installing || registration.waiting || registration.active;
  return new Promise((resolve, reject) => {
    const look = () => {
      if (registration.active) resolve(registration.active);
      else if (worker.state === "redundant") reject(new Error("not installed"));
    };
    worker.addEventListener("statechange", look);
    look();
  });
}

const LEAST = 1e6; // bytes: about what the first installation needs
const TRIAL = "aftersales-handbook-trial"; // a store that is there for a moment

/** Is there no room? A browser tells what it grants; that the device is full it knows only when it writes. */
async function full() {
  const { quota = Infinity, usage = 0 } = navigator.storage && navigator.storage.estimate ? await navigator.storage.estimate() : {};
  if (quota - usage < LEAST) return true;
  try {
    await (await caches.open(TRIAL)).put(TRIAL, new Response(new Uint8Array(LEAST)));
    return false;
  } catch {
    return true;
  } finally {
    await caches.delete(TRIAL).catch(() => {});
  }
}

/**
 * Why a file could not be had or stored, as WHY calls it: the worker only knows that it was not. program: the address of the worker's program, which is
 * never stored.
 */
async function reason(program, registration) {
  const answer = await fetch(program, { cache: "no-store" }).catch(() => null);
  if (!answer) return "lost";
  if (await full()) return "full";
  if (!answer.ok || !registration) return "trouble";
  await registration.update().catch(() => {});
  return registration.installing || registration.waiting ? "changed" : "trouble";
}

/** ready: → the registration, or null; register: makes one; program: the address of the worker's program. */
export function keepAll(root, { able, ready, register, program }) {
  const button = /** @type {HTMLButtonElement} */ (root.querySelector("[data-keep-all]"));
  const meter = /** @type {HTMLProgressElement} */ (root.querySelector("progress"));
  const status = root.querySelector("[data-status]");
  const name = button.textContent;
  let running = null;

  const say = (text) => {
    status.textContent = text;
  };

  /** What is stored, in a sentence; → {left: the files, if they are wanted: their lists are fetched for it}, or {why: it could not be told}. */
  async function look(worker, whole = false) {
    const found = await said(worker, { say: "left", whole });
    if (!found || found.why) return found || { why: "missing" };
    meter.max = found.all;
    meter.value = found.stored;
    if (!found.missing) say("整本都存好了，断网也能用。");
    else say(`已经存了${Math.floor((found.stored / found.all) * 100)}%，还要下载约${size(found.all - found.stored)}。`);
    return found;
  }

  /** Stores what is left, some files at a time; → why it stopped, or "". */
  async function store(worker, left, run) {
    let told = 0;
    try {
      await abreast(left, async ([path, kB]) => {
        const answer = await said(worker, { say: "keep", path });
        if (!answer || !answer.kept) throw new Error((answer && answer.why) || "missing");
        if (run.stopped) throw new Error("stopped");
        meter.value += kB;
        const percent = Math.floor((meter.value / meter.max) * 100);
        if (percent - told < STEP) return;
        told = percent;
        say(`已经存了${percent}%`);
      });
    } catch (error) {
      return error instanceof Error ? error.message : "missing";
    }
    return "";
  }

  async function go(run) {
    const persisted = navigator.storage && navigator.storage.persist ? navigator.storage.persist().catch(() => false) : Promise.resolve(false);
    let worker = null;
    try {
      say("正在开始……");
      worker = await activated((await ready()) || (await register()));
    } catch (error) {
      return error instanceof DOMException && error.name === "SecurityError" ? WHY.refused : WHY[await reason(program, null)];
    }
    const { left, why } = await look(worker, true);
    const end = why || (await store(worker, left, run));
    if (end) return WHY[end === "missing" ? await reason(program, await ready()) : end];
    return (await persisted) ? "整本都存好了，断网也能用。浏览器答应不自己删它。" : "整本都存好了，断网也能用。设备的地方不够时，浏览器可能删掉它，到时再存一次。";
  }

  button.addEventListener("click", async () => {
    if (running) {
      running.stopped = true;
      return;
    }
    running = { stopped: false };
    button.textContent = "停下";
    meter.hidden = false;
    const end = await go(running);
    running = null;
    button.textContent = name;
    say(end);
  });

  if (!able) {
    button.hidden = true;
    say(window.isSecureContext ? WHY.refused : WHY.insecure);
  } else ready().then((registration) => registration && registration.active && look(registration.active));
}
