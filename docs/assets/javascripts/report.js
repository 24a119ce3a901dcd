// “这里有错”: the report is shown before it goes anywhere, with a link that opens it filled in, and to copy. Nothing is sent from here. Comes at the first
// press (main.js).
import { link, report } from "./lib/report.js";
import { copy, element, flash, panel, script } from "#page";

const SAFE = "下面的字只说是哪一页、哪一版，没有你填的、勾的、选的。你自己发出以前，什么也不会送出去。";

/** Shows it. Rejects where the edition cannot be had. `root`: the handbook's first page; `how`: the address of the page that says how to write. */
window.handbookReport = async (root, how) => {
  if (!window.handbookReportTo) await script(new URL("assets/report-to.js", root));
  const about = window.handbookReportTo;
  const made = report(document, location.href, root, about);
  const mail = about.to.startsWith("mailto:");

  const ways = element("p", "", !about.to ? "复制下面的字，写上三样，" : mail ? "“写邮件”打开你的邮件程序，字已经写好：写上三样，自己发出。打不开的，复制下面的字。也可以" : "“打开表单”带你去收更正的网站，字已经写好，要有那里的账号。更正是公开的，不要写姓名、电话、订单号。也可以");
  ways.append(Object.assign(element("a", "", "看看发到哪里、怎么写"), { href: how }), "。");
  const area = element("textarea", "ask__text", `${made.title}\n\n${made.body}`);
  area.readOnly = true;
  area.rows = 8;
  area.setAttribute("aria-label", "更正的开头");
  area.dataset.reportText = "";

  const button = () => box.querySelector("button");
  const shut = panel("这里有错", [element("p", "", SAFE), ways, area], [
    ["复制这些字", () => copy(area.value).then((done) => done && flash(button(), "已复制，去粘贴"))],
    ["关上", () => shut()],
  ]);
  const box = area.closest(".ask");
  if (!about.to) return;
  const open = Object.assign(element("a", "button button--strong", mail ? "写邮件" : "打开表单"), { href: link(about.to, made), rel: "noopener noreferrer" });
  open.dataset.reportLink = "";
  button().classList.remove("button--strong");
  button().before(open);
};
