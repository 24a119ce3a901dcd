// The fields of a page that lies behind Back: WebKit takes the word autocomplete="off" as a wish to have them as the page came when it comes back from memory.
//
// It sets them back one by one, each in a task of its own, behind `pageshow` and without an event; on a busy machine they come
// after the timer that should have filled the fields again, and what is kept is not seen any more. Which fields it will be is settled when the page comes
// back: a page that does not say the word while it lies there keeps what stands in it.

const OFF = '[autocomplete="off"]';

/** window: a browser's. Before the page is seen again its fields say the word again. */
export function keepFields(window) {
  const off = [];
  window.addEventListener("pagehide", (event) => {
    if (!event.persisted) return; // it goes for good, and nothing of its fields is to be remembered by the browser
    off.push(...window.document.querySelectorAll(OFF));
    for (const node of off) node.removeAttribute("autocomplete");
  });
  window.addEventListener("pageshow", () => {
    for (const node of off.splice(0)) node.setAttribute("autocomplete", "off");
  });
}
