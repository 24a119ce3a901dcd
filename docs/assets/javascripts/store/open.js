// The store: the leaves of this device and the cases made of them, with the sentences about what cannot be kept.
import { Cases } from "./cases.js";
import { Disk } from "./disk.js";

const iso = (date) => `${date.getFullYear()}-${String(date.getMonth() + 1).padStart(2, "0")}-${String(date.getDate()).padStart(2, "0")}`;

const SENTENCES = {
  refused: "这个浏览器不让网页保存内容。你现在勾的、填的还能用，关掉页面就没有了。离开前先复制或打印。",
  newer: "这台设备上存着更新版本的手册留下的内容，这一页不改动它，现在写的也不会留下。刷新页面，或用新版本打开。",
  broken: "以前存在这台设备上的内容有一部分读不出来，已另外留了一份，可以在“我的案件”里取回；其余的都在。",
  stuck: "以前存在这台设备上的内容有一部分读不出来，存储空间也满了，没法另留一份。那一部分没有动；先复制或打印这一页。",
  full: "这台设备的存储空间满了，新的改动存不下来。先复制或打印，再清理空间。",
};

export class Store extends Cases {
  /** window: a browser's; now(): a Date. */
  constructor(window, now = () => new Date()) {
    const today = () => iso(now());
    super(new Disk(window, today), today);
  }

  /** A sentence about why nothing is kept, or null. */
  problem() {
    return SENTENCES[this.disk.trouble] || null;
  }

  watch(listener) {
    return this.disk.watch(listener);
  }

  /** Reads what other pages have written since. */
  reload() {
    this.disk.reload();
    this.disk.tell();
  }

  /** Forgets everything that is kept on this device. True where it is gone. */
  forget() {
    this.held = null;
    return this.disk.forget();
  }

  theme() {
    return this.disk.get("theme");
  }

  setTheme(value) {
    this.disk.write([["theme", value]]);
  }
}
