// Where nothing can be kept, the page says so above what would be kept; where it stops working later, beside what the reader is writing.
import { store } from "./store.js";

/** places: selector of what would be kept. Now, and after every change. */
export function tellAboutStorage(places) {
  const place = document.querySelector(places);
  const tell = () => {
    let notice = document.getElementById("storage-notice");
    const problem = store.problem();
    if (!place || !problem) {
      if (notice) notice.remove();
      return;
    }
    const writing = document.activeElement && document.activeElement.closest("[data-field], [data-step], [data-row], [data-of-fact]");
    const before = writing || place;
    // once told, it comes along with the reader, but does not go back to the top
    if (notice && notice.textContent === problem && (!writing || notice.nextElementSibling === writing)) return;
    if (!notice) notice = Object.assign(document.createElement("p"), { id: "storage-notice", className: "note note--warn" });
    notice.setAttribute("role", "alert");
    notice.textContent = problem;
    before.before(notice);
  };
  tell();
  store.watch(tell);
}
