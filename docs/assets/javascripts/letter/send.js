// The letter leaves the desk: copied, printed, as a file. Nothing half-filled leaves without saying so.
import { fill, isEmpty, toText } from "../lib/fill.js";
import { ask, copy, download, flash, script } from "../lib/page.js";
import { rows } from "../lib/rows.js";
import { clear } from "./drafts.js";

let library = null;

/** The .docx library and the template, once, when somebody first asks for a file. */
function docx(base) {
  library =
    library ||
    Promise.all([script(new URL("assets/docx.js", base)), script(new URL("assets/letter-template.js", base))]).then(
      () => (paragraphs, draft) => window.handbookDocx(window.handbookLetterTemplate, paragraphs, draft),
    );
  library.catch(() => {
    library = null; // a lost connection: the next press tries again
  });
  return library;
}

/** 发送前体检. True where nothing is wrong, or the reader wants the letter as it stands; `anyway` names the draft, `fine` overrules warnings. */
async function ready(desk, anyway, fine) {
  const result = desk.draw();
  if (!result.findings.length) return true;
  desk.checked = true;
  desk.draw();
  const wrong = result.errors.length;
  const lines = result.findings.map((f) => {
    const { label } = desk.fields[f.field];
    return f.level === "error" && f.why === "还没填" ? label : `${f.level === "error" ? "" : "留意："}${label}：${f.why}`;
  });
  const answer = await ask(wrong ? `还有${wrong}处没填好` : `有${lines.length}处请再看一眼`, lines, [
    ["back", wrong ? "回去补" : "回去看看", true],
    ["go", wrong ? anyway : fine],
  ]);
  if (answer === "go") return true;
  desk.summary.focus();
  return false;
}

async function copyLetter(desk, button) {
  if (!(await ready(desk, "照样复制，空处会标出来", "没问题，复制"))) return;
  const done = await copy(toText(desk.source.title, fill(desk.source, desk.values).lines));
  if (!done) getSelection().selectAllChildren(desk.paper);
  flash(button, done ? "已复制，去粘贴" : "没能复制，已选中，请长按复制");
  desk.say(done ? "全文已复制。" : "浏览器不让复制。右边的全文已选中，请长按或按Ctrl+C复制。");
}

async function saveDocx(desk, button) {
  if (!(await ready(desk, "下载草稿", "没问题，下载"))) return;
  const { lines, errors } = desk.look();
  const draft = errors.length > 0;
  button.disabled = true;
  try {
    const make = await docx(desk.base);
    download(make(rows(desk.source.title, lines), draft), `${desk.source.title}${draft ? "（草稿）" : ""}.docx`);
    desk.say("Word文件已交给浏览器下载。没有反应的（微信、QQ里常这样），用“复制全文”或“打印填好的”。");
  } catch {
    desk.say("没能生成Word文件，可能是断网了。用“复制全文”或“打印填好的”，内容一样。");
  } finally {
    button.disabled = false;
  }
}

function print(mode) {
  document.body.dataset.printing = mode;
  window.print();
}

/** The buttons above the sheet, and what the browser's own print command prints. */
export function send(desk) {
  const press = (name, action) => {
    const button = desk.tools.querySelector(`[data-${name}]`);
    button.addEventListener("click", () => action(button));
  };
  press("copy-letter", (button) => copyLetter(desk, button));
  press("docx", (button) => saveDocx(desk, button));
  press("print-filled", async () => (await ready(desk, "印成草稿", "没问题，打印")) && print("filled"));
  press("print-blank", () => print("blank"));
  press("clear", () => clear(desk));
  addEventListener("beforeprint", () => {
    if (!document.body.dataset.printing) document.body.dataset.printing = desk.source.fields.every((f) => isEmpty(desk.values[f.id])) ? "blank" : "filled";
  });
  addEventListener("afterprint", () => {
    delete document.body.dataset.printing;
  });
}
