// Loaded only when somebody asks for the letter as a picture.
import { FOOT_FONT, pictures, WIDTH } from "./lib/picture.js";

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
/** rows: of lib/rows.js; draft: what a draft says of itself, or "". → [{url: PNG as data, blob}]. Throws where the browser gives no picture. */
window.handbookPictures = (rows, draft) => {
  const canvas = document.createElement("canvas");
  const context = canvas.getContext("2d");
  const measure = (text, font) => {
    context.font = font;
    return context.measureText(text).width;
  };
  const made = pictures(rows, draft, measure);
  return made.map((one, i) => {
    canvas.width = WIDTH;
    canvas.height = one.height;
    draw(context, one, draft, i + 1, made.length);
    const url = canvas.toDataURL("image/png");
    if (!url.startsWith("data:image/png;base64,")) throw new Error("no picture");
    const bytes = Uint8Array.from(atob(url.slice(url.indexOf(",") + 1)), (c) => c.charCodeAt(0));
    return { url, blob: new Blob([bytes], { type: "image/png" }) };
  });
};
