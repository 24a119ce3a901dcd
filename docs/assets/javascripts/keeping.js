// The privacy page: forget everything kept on this device.
import * as store from "./store.js";
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
    store.forget();
    status.textContent = "已清除。这台设备上没有本手册存的内容了。";
  });
}
