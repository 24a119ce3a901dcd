// A page without a browser: jsdom's window under the names that the modules use. One a test file; each test writes its own body.
import { JSDOM } from "jsdom";

const { window } = new JSDOM("<!doctype html><html><body></body></html>", { url: "https://handbook.example/page.html", pretendToBeVisual: true });
for (const name of ["window", "document", "localStorage", "sessionStorage", "location", "history", "Element", "Node", "NodeFilter", "Event", "KeyboardEvent", "MouseEvent", "HTMLElement", "DOMException", "StorageEvent"])
  Object.defineProperty(globalThis, name, { value: name === "window" ? window : window[name], configurable: true, writable: true });
Object.defineProperty(globalThis, "navigator", { value: window.navigator, configurable: true, writable: true });
globalThis.addEventListener = window.addEventListener.bind(window);
globalThis.removeEventListener = window.removeEventListener.bind(window);
globalThis.dispatchEvent = window.dispatchEvent.bind(window);
globalThis.matchMedia = window.matchMedia = () => ({ matches: false, addEventListener() {} });

/** jsdom knows no modal dialogs. */
window.HTMLDialogElement.prototype.showModal = function showModal() {
  this.open = true;
  (this.querySelector("[autofocus], button") || this).focus();
};
window.HTMLDialogElement.prototype.close = function close() {
  this.open = false;
  setTimeout(() => this.dispatchEvent(new window.Event("close")));
};

/** Writes the page's body and gives the first element that a selector finds in it. */
export function body(html, selector = "body > *") {
  document.body.innerHTML = html;
  return document.querySelector(selector);
}

export const $ = (selector) => document.querySelector(selector);
export const $$ = (selector) => [...document.querySelectorAll(selector)];
export const text = (node) => node.textContent.replace(/\s+/g, " ").trim();
export const press = (node) => node.dispatchEvent(new window.MouseEvent("click", { bubbles: true, cancelable: true }));
export const key = (node, name) => node.dispatchEvent(new window.KeyboardEvent("keydown", { key: name, bubbles: true, cancelable: true }));

/** Turns a box the way a reader does. */
export function turn(box, on) {
  box.checked = on;
  box.dispatchEvent(new window.Event("change", { bubbles: true }));
}

/** What waits for a promise or for the end of the turn has happened after this. */
export const settled = () => new Promise((resolve) => setTimeout(resolve, 0));

/**
 * The page goes behind Back and comes back from memory as WebKit has it: what says autocomplete="off" by then, itself or for its form, is set back to what
 * the page came with, behind `pageshow` and behind every timer that is set there, without an event.
 */
export async function backFromMemory(meanwhile = () => {}) {
  const send = (name) => window.dispatchEvent(Object.assign(new window.Event(name), { persisted: true }));
  send("pagehide");
  meanwhile();
  const marked = $$('input[autocomplete="off"], form[autocomplete="off"]');
  send("pageshow");
  await new Promise((resolve) => setTimeout(resolve, 50));
  for (const node of marked.flatMap((n) => (n.tagName === "FORM" ? [...n.elements] : [n]))) {
    if (["checkbox", "radio"].includes(node.type)) node.checked = node.defaultChecked;
    else if (node.options) for (const option of node.options) option.selected = option.defaultSelected;
    else if ("defaultValue" in node) node.value = node.defaultValue;
  }
}
