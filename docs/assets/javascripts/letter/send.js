// The letter leaves the desk: copied, printed, as a file. Nothing half-filled leaves without saying so.
import { fill, isEmpty, toText } from "../lib/fill.js";
import { sentence, UNSEEN } from "../lib/findings.js";
import { ask, copy, download, flash, script } from "#page";
import { print, printedByCommand } from "../lib/print.js";
import { rows } from "../lib/rows.js";
import { keepDay } from "./given.js";
import { draftWords } from "./sheet.js";

/** Scripts that are loaded once, when somebody first asks; a lost connection is tried again at the next press. → load(base) */
function brought(...names) {
  let loading = null;
  return (base) => {
    loading = loading || Promise.all(names.map((name) => script(new URL(`assets/${name}`, base))));
    loading.catch(() => {
      loading = null;
    });
    return loading;
  };
}

const docx = brought("docx.js", "letter-template.js"); // the library is larger than the whole handbook's script
const picture = brought("picture.js");

/** Makes a file of the letter with what load() brings; its button rests meanwhile. */
async function file(desk, button, load, make, [done, lost]) {
  button.disabled = true;
  try {
    await load(desk.base);
    make();
    desk.say(done);
  } catch {
    desk.say(lost);
  } finally {
    button.disabled = false;
  }
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
  const lines = result.findings.map((f) => sentence(f, desk.fields));
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

function saveDocx(desk, button) {
  const { lines, errors } = desk.look();
  const { title } = desk.source;
  const draft = errors.length > 0;
  const save = () => download(window.handbookDocx(window.handbookLetterTemplate, rows(title, lines), draft), `${title}${draft ? "（草稿）" : ""}.docx`);
  file(desk, button, docx, save, [
    "Word文件已交给浏览器。没反应的（微信、QQ里常这样），用“复制全文”或“存成长图”。",
    "没能生成Word文件，可能是断网了。用“复制全文”或“打印填好的”。",
  ]);
}

/** 长图: the letter as pictures, to keep with a long press or to send on. */
function showPictures(desk, button) {
  const result = desk.look();
  const show = () => window.handbookPictures(desk.source.title, result.lines, draftWords(result));
  file(desk, button, picture, show, ["长图做好了。", "没能做成长图，可能是断网了，也可能浏览器不让。用“复制全文”。"]);
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
  press("clear", () => (desk.clear ? desk.clear() : desk.want().then(() => desk.clear && desk.clear())));
  printedByCommand(() => (desk.source.fields.every((f) => isEmpty(desk.values[f.id]) || desk.given.has(f.id)) ? "blank" : "filled"));
}
