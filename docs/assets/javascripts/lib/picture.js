// A filled letter as a long picture: which words stand where, on how many pictures. Pure: rows and a measure in, places out; picture.js draws them.

// pixels: 1080 wide is what phones show and apps send on; letters of 36 are read there without zooming
export const WIDTH = 1080;
const TALLEST = 8000; // every browser's canvas takes this height at this width, and apps that send pictures on keep it readable
const MARGIN = 84;
const FOOT = 72; // for “第1张，共2张”
const SONG = 'FangSong, STFangsong, "Noto Serif CJK SC", "Songti SC", SimSun, serif';
const HEI = 'SimHei, "PingFang SC", "Noto Sans CJK SC", sans-serif';

/** kind of row → {font, line: height of a line, before: space above, first: indent of the first line, rest: of the others, align} */
const LOOK = {
  title: { font: `bold 48px ${SONG}`, line: 72, before: 0, after: 36, align: "center" },
  draft: { font: `bold 34px ${HEI}`, line: 60, before: 0, after: 24, align: "center" },
  heading: { font: `bold 36px ${HEI}`, line: 66, before: 24, after: 0 },
  item: { font: `36px ${SONG}`, line: 66, before: 0, after: 0, rest: 58 },
  to: { font: `36px ${SONG}`, line: 66, before: 0, after: 0 },
  para: { font: `36px ${SONG}`, line: 66, before: 0, after: 0, first: 72 },
  sign: { font: `36px ${SONG}`, line: 66, before: 12, after: 0, first: 72, rest: 72, align: "right" },
};
export const FOOT_FONT = `28px ${HEI}`;

const NOT_FIRST = /^[，。、；：？！）》〉」』】”’…％%,.;:?!)\]]/u;
const NOT_LAST = /[（《〈「『【“‘([]$/u;

/** What a line is never broken inside: a number, a word, a mark with what it belongs to. → [[{text, blank}]] */
function units(runs) {
  const atoms = runs.flatMap(({ text, blank }) => (text.match(/[0-9A-Za-z][0-9A-Za-z.,:/@_+-]*|./gu) || []).map((one) => ({ text: one, blank: Boolean(blank) })));
  const result = [];
  for (const atom of atoms) {
    const last = result[result.length - 1];
    if (last && (NOT_FIRST.test(atom.text) || NOT_LAST.test(last[last.length - 1].text))) last.push(atom);
    else result.push([atom]);
  }
  return result;
}

/** A unit that is longer than a line is broken anywhere. */
const crumbs = (unit) => unit.flatMap(({ text, blank }) => [...text].map((c) => [{ text: c, blank }]));

/** One row as lines: [{kind, font, height, align, x, pieces: [{text, blank}]}] */
function broken(row, measure) {
  const look = LOOK[row.kind] || LOOK.para;
  const room = WIDTH - 2 * MARGIN;
  const width = (unit) => unit.reduce((sum, { text }) => sum + measure(text, look.font), 0);
  const lines = [];
  let line = null;
  let used = 0;
  const begin = () => {
    used = (lines.length ? look.rest : look.first) || 0;
    line = { kind: row.kind, font: look.font, height: look.line, align: look.align || "left", x: MARGIN + used, before: lines.length ? 0 : look.before, pieces: [] };
    lines.push(line);
  };
  const put = ({ text, blank }) => {
    const last = line.pieces[line.pieces.length - 1];
    if (last && last.blank === blank) last.text += text;
    else line.pieces.push({ text, blank });
  };
  begin();
  const queue = units(row.runs);
  while (queue.length) {
    const unit = queue.shift();
    const w = width(unit);
    if (w > room - ((look.rest || 0) + (look.first || 0)) && unit.some((a) => [...a.text].length > 1 || unit.length > 1)) {
      queue.unshift(...crumbs(unit));
      continue;
    }
    if (used + w > room && line.pieces.length) begin();
    if (!line.pieces.length && lines.length > 1 && /^[ \u3000]$/.test(unit[0].text)) continue;
    unit.forEach(put);
    used += w;
  }
  lines[lines.length - 1].after = look.after;
  return lines;
}

/** May a picture begin with this line? Never with a signature alone, nor away from its heading. */
const opens = (lines, i) => lines[i].kind !== "sign" && lines[i - 1].kind !== "heading";

/**
 * rows: of lib/rows.js; draft: what is said across the top of a draft, or ""; measure(text, font) → its width.
 * → [{height, lines: [{kind, font, align, x, y: of its middle, pieces: [{text, blank}]}]}], a picture each
 */
export function pictures(rows, draft, measure) {
  const all = [...(draft ? [rows[0], { kind: "draft", runs: [{ text: draft }] }, ...rows.slice(1)] : rows)].flatMap((row) => broken(row, measure));
  const tall = (line) => line.before + line.height + (line.after || 0);
  const whole = all.reduce((sum, line) => sum + tall(line), 0);
  const most = TALLEST - 2 * MARGIN - FOOT;
  const each = Math.min(most, Math.ceil(whole / Math.ceil(whole / most)) + 4 * LOOK.para.line); // of about one height
  const parts = [[]];
  let used = 0;
  all.forEach((line, i) => {
    if (used + tall(line) > each && parts[parts.length - 1].length) {
      let from = i;
      while (from > 1 && !opens(all, from) && i - from < 12) from -= 1;
      const back = parts[parts.length - 1].splice(parts[parts.length - 1].length - (i - from));
      parts.push(back);
      used = back.reduce((sum, one) => sum + tall(one), 0);
    }
    parts[parts.length - 1].push(line);
    used += tall(line);
  });
  return parts.filter((part) => part.length).map((part) => {
    let y = MARGIN;
    const lines = part.map((line) => {
      y += line.before;
      const placed = { kind: line.kind, font: line.font, align: line.align, x: line.x, y: y + line.height / 2, pieces: line.pieces };
      y += line.height + (line.after || 0);
      return placed;
    });
    return { height: Math.ceil(y + MARGIN + (parts.length > 1 ? FOOT : 0)), lines };
  });
}
