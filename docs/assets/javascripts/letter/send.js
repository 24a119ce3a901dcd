// The letter leaves the desk: copied, printed, as a file. Nothing half-filled leaves without saying so.
import { fill, isEmpty, toText } from "../lib/fill.js";
import { ask, copy, download, flash, script } from "#page";
import { print, printedByCommand } from "../lib/print.js";
import { rows } from "../lib/rows.js";
import { clear } from "./drafts.js";
import { keepDay } from "./given.js";
import { showPictures } from "./pictures.js";

const UNSEEN = "其余的检查还没有取到，可能断网了。写的内容都在，可以照样发出去；发之前自己从头读一遍。";

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

/**
 * 发送前体检. go() at once where nothing is wrong; else inside the press of the button that overrules: `anyway` names the draft, `fine` overrules
 * warnings.
 */
function checked(desk, anyway, fine, go) {
  const result = desk.draw();
  const leave = () => {
    keepDay(desk);
    return go();
  };
  if (result.whole && !result.findings.length) {
    leave();
    return;
  }
  desk.checked = true;
  desk.draw();
  const wrong = result.errors.length;
  const lines = result.findings.map((f) => {
    const { label } = desk.fields[f.field];
    return f.level === "error" && f.why === "还没填" ? label : `${f.level === "error" ? "" : "留意："}${label}：${f.why}`;
  });
  const seen = lines.length;
  if (!result.whole) lines.push(UNSEEN);
  const buttons = [[wrong ? "回去补" : "回去看看"], [wrong ? anyway : fine, leave]];
  ask(wrong ? `还有${wrong}处没填好` : seen ? `有${seen}处请再看一眼` : "还没有检查过", lines, buttons, () => desk.toProblems());
}

async function copyNow(desk, button) {
  const done = await copy(toText(desk.source.title, fill(desk.source, desk.values).lines));
  flash(button, done ? "已复制，去粘贴" : "没能复制");
  desk.say(done ? "全文已复制。" : "浏览器不让复制。全文在弹出的框里，自己选中复制。");
}

async function saveDocx(desk, button) {
  const { lines, errors } = desk.look();
  const draft = errors.length > 0;
  button.disabled = true;
  try {
    const make = await docx(desk.base);
    download(make(rows(desk.source.title, lines), draft), `${desk.source.title}${draft ? "（草稿）" : ""}.docx`);
    desk.say("Word文件已交给浏览器下载。没有反应的（微信、QQ里常这样），用“复制全文”或“存成长图”。");
  } catch {
    desk.say("没能生成Word文件，可能是断网了。用“复制全文”或“打印填好的”，内容一样。");
  } finally {
    button.disabled = false;
  }
}

/** The buttons above the sheet, and what the browser's own print command prints. */
export function send(desk) {
  const find = (name) => desk.tools.querySelector(`[data-${name}]`);
  const press = (name, action) => find(name).addEventListener("click", () => action(find(name)));
  // what also works inside another app
  const instead = [["复制全文", () => copyNow(desk, find("copy-letter"))], ["存成长图", () => showPictures(desk, find("picture"))]];
  press("copy-letter", (button) => checked(desk, "照样复制，空处会标出来", "没问题，复制", () => copyNow(desk, button)));
  const bar = desk.root.querySelector("[data-letterbar-copy]");
  bar.addEventListener("click", () => checked(desk, "照样复制，空处会标出来", "没问题，复制", () => copyNow(desk, bar)));
  press("docx", (button) => checked(desk, "下载草稿", "没问题，下载", () => saveDocx(desk, button)));
  press("print-filled", () => checked(desk, "印成草稿", "没问题，打印", () => print("filled", { buttons: instead })));
  press("picture", (button) => checked(desk, "做成草稿图", "没问题，做图", () => showPictures(desk, button)));
  press("print-blank", () => print("blank"));
  press("clear", () => clear(desk));
  printedByCommand(() => (desk.source.fields.every((f) => isEmpty(desk.values[f.id]) || desk.given.has(f.id)) ? "blank" : "filled"));
}
