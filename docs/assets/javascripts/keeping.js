// The privacy page: forget everything kept on this device.
import { store } from "./store.js";
import { ask } from "./lib/page.js";

export function keeping(root) {
  const button = root.querySelector("[data-forget]");
  const status = root.querySelector("[data-status]");
  button.addEventListener("click", async () => {
    const answer = await ask("全部清除？", ["勾选、日期、文书草稿都会从这台设备上删掉，找不回来。"], [
      ["yes", "全部清除", true],
      ["", "不，留着"],
    ]);
    if (answer !== "yes") return;
    if (!store.forget()) status.textContent = "没能清除，这个浏览器不让网页动存储。到浏览器的设置里，清除网站数据。";
    // some browsers keep each page of a folder apart: this page cannot see what another one kept
    else if (location.protocol === "file:") status.textContent = "这一页能看到的都已清除。你是从文件夹里打开的，有的浏览器（比如Firefox）每一页各存各的：在哪一页写过，就到那一页按“清空”，再选“连案件里的一起删”。";
    else status.textContent = "已清除。这台设备上没有本手册存的内容了。";
  });
}
