// 长图: the filled letter as pictures, to keep with a long press or to send on. Made here, by a script that is loaded when somebody first asks.
import { download, element, panel, script } from "#page";
import { rows, stacked } from "../lib/rows.js";
import { draftWords } from "./sheet.js";

let loading = null;

/** @returns {Promise<Window["handbookPictures"]>} a lost connection is tried again at the next press */
function maker(base) {
  loading = loading || script(new URL("assets/picture.js", base)).then(() => window.handbookPictures);
  loading.catch(() => {
    loading = null;
  });
  return loading;
}

function show(title, made) {
  const box = element("div", "ask__pictures");
  box.tabIndex = 0;
  box.setAttribute("role", "group");
  box.setAttribute("aria-label", "长图");
  made.forEach(({ url }, i) => {
    const picture = element("img", "ask__picture");
    picture.src = url;
    picture.alt = `“${title}”的图，第${i + 1}张，共${made.length}张。字和“复制全文”的一样`;
    box.append(picture);
  });
  const name = (i) => `${title}${made.length > 1 ? `-${i + 1}` : ""}.png`;
  const save = made.map(({ blob }, i) => [made.length > 1 ? `存第${i + 1}张` : "存下来", () => download(blob, name(i))]);
  const how = element("p", "", "手机上：长按图，选“保存图片”或“发送给朋友”。里面有姓名、电话，发给谁先想好。");
  const shut = panel("长图", [how, box], [["关上", () => shut()], ...save]);
}

export async function showPictures(desk, button) {
  const result = desk.look();
  const draft = draftWords(result);
  button.disabled = true;
  try {
    const make = await maker(desk.base);
    show(`${desk.source.title}${draft ? "（草稿）" : ""}`, make(stacked(rows(desk.source.title, result.lines)), draft));
    desk.say("长图做好了。");
  } catch {
    desk.say("没能做成长图，可能是断网了，也可能浏览器不让。用“复制全文”。");
  } finally {
    button.disabled = false;
  }
}
