// Loaded only when somebody asks for the letter as a picture.
import { download, element, panel } from "#page";
import { FOOT_FONT, pictures, WIDTH } from "./lib/picture.js";
import { rows, stacked } from "./lib/rows.js";

const INK = "#111";
const OPEN = "#7a4a00"; // a blank that is still open
const RED = "#9b2318";
const FOOT_HEIGHT = 60;
const PALE = "#ebebeb";

/** A picture's words onto its canvas; number and of: which picture, of how many. */
function draw(context, { height, lines }, draft, number, of) {
  context.fillStyle = "#fff";
  context.fillRect(0, 0, WIDTH, height);
  context.textBaseline = "middle";
  if (draft) {
    context.save();
    context.fillStyle = PALE;
    context.font = "bold 260px sans-serif";
    context.textAlign = "center";
    for (let y = Math.min(600, height / 2); y < height; y += 1400) {
      context.save();
      context.translate(WIDTH / 2, y);
      context.rotate(-0.4);
      context.fillText("草稿", 0, 0);
      context.restore();
    }
    context.restore();
  }
  for (const line of lines) {
    context.font = line.font;
    const width = line.pieces.reduce((sum, { text }) => sum + context.measureText(text).width, 0);
    let x = { left: line.x, center: (WIDTH - width) / 2, right: WIDTH - line.x - width }[line.align];
    for (const { text, blank } of line.pieces) {
      context.fillStyle = line.kind === "draft" ? RED : blank ? OPEN : INK;
      context.fillText(text, x, line.y);
      x += context.measureText(text).width;
    }
  }
  if (of > 1) {
    context.font = FOOT_FONT;
    context.fillStyle = INK;
    context.textAlign = "center";
    context.fillText(`第${number}张，共${of}张`, WIDTH / 2, height - FOOT_HEIGHT);
  }
}

/** list: rows of lib/rows.js; draft: what a draft says of itself, or "". → [{url: PNG as data, blob}]. Throws where the browser gives no picture. */
function make(list, draft) {
  const canvas = document.createElement("canvas");
  const context = canvas.getContext("2d");
  const measure = (text, font) => {
    context.font = font;
    return context.measureText(text).width;
  };
  const made = pictures(list, draft, measure);
  return made.map((one, i) => {
    canvas.width = WIDTH;
    canvas.height = one.height;
    draw(context, one, draft, i + 1, made.length);
    const url = canvas.toDataURL("image/png");
    if (!url.startsWith("data:image/png;base64,")) throw new Error("no picture");
    const bytes = Uint8Array.from(atob(url.slice(url.indexOf(",") + 1)), (c) => c.charCodeAt(0));
    return { url, blob: new Blob([bytes], { type: "image/png" }) };
  });
}

/** The pictures in a panel, to keep. */
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

/** title and lines: the filled letter's (lib/fill.js); draft: what a draft says of itself, or "". Throws where the browser gives no picture. */
window.handbookPictures = (title, lines, draft) => show(`${title}${draft ? "（草稿）" : ""}`, make(stacked(rows(title, lines)), draft));
