// What a report of an error begins with. It is made of what stands on this page for every reader alike: nothing that was typed, ticked or chosen, no
// query and no anchor of the address, no folder of the device.

const plain = (text) => text.replace(/[\u200b\u2060]/g, "").replace(/\s+/g, " ").trim();

/** The page's address from the handbook's root on: scenarios/parcel.html. Empty where it is not one of the handbook's. */
function place(address, root) {
  const folder = new URL(".", root).pathname;
  const path = new URL(address).pathname;
  if (!path.startsWith(folder)) return "";
  const own = path.slice(folder.length) || "index.html";
  try {
    return decodeURI(own).slice(0, 200);
  } catch {
    return "";
  }
}

/** When the page's texts were read, in the page's own words; empty where it does not say. */
function read(page) {
  const said = page.querySelector("article .reviewed")?.cloneNode(true);
  for (const way of said?.querySelectorAll("a") || []) way.remove();
  return plain(said?.textContent || "").replace(/[，。]+$/, "");
}

/** → {title, body}. `about`: window.handbookReportTo (macros/publish/report.py). */
export function report(page, address, root, about) {
  const name = plain(page.querySelector("article h1")?.textContent || "");
  const facts = [
    ["页面", name],
    ["位置", place(address, root)],
    ["版本", about.edition],
    ["核对", read(page) || `手册里最早核对的一部法律，核对于${about.checked}`],
  ];
  const asked = ["哪一句错了（复制那句话）：", "应该是：", "依据（哪部法律第几条，或官方网址）："];
  return {
    title: `这里有错：${name}`,
    body: [...asked.map((line) => `${line}\n\n`), "以下请留着：", ...facts.filter(([, said]) => said).map(([what, said]) => `${what}：${said}`), ""].join("\n"),
  };
}

/** The link that opens it, filled in; empty where there is nowhere to send it. */
export function link(to, { title, body }) {
  const lines = to.startsWith("mailto:") ? body.replace(/\n/g, "\r\n") : body;
  return to.replace("{title}", () => encodeURIComponent(title)).replace("{body}", () => encodeURIComponent(lines));
}
