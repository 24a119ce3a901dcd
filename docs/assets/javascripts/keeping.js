// The privacy page: forget everything kept on this device.
import { store } from "#store";
import { afterForgetting, CANNOT_FORGET } from "./lib/keeps.js";
import { offline } from "#later";
import { ask } from "#page";

export function keeping(root, { base }) {
  const button = root.querySelector("[data-forget]");
  const status = root.querySelector("[data-status]");
  function forget() {
    const wasSession = store.disk.session();
    const gone = location.protocol === "file:" ? "这一页能看到的都已清除。" : "已清除。这台设备上没有本手册存的内容了。";
    const typed = store.forget();
    status.textContent = "正在清除……";
    const pages = offline(base).then((copy) => copy && copy.forget());
    pages.then(() => typed, () => false).then((all) => {
      status.textContent = all ? gone + afterForgetting(location.protocol, wasSession) : CANNOT_FORGET;
    });
  }
  button.addEventListener("click", () => ask("全部清除？", ["勾选、日期、文书草稿都会从这台设备上删掉，找不回来。"], [["全部清除", forget], ["不，留着"]]));
}
