// The filled letter as a sheet of paper: rows in, nodes out. Reads nothing and keeps nothing.
import { blocks, rows } from "../lib/rows.js";
import { element } from "#page";

const WIDEST = 24; // characters: a blank on the screen's sheet is never longer

const NUMBER = /([0-9A-Za-z]+(?:[-./:_][0-9A-Za-z]+)+)/;
const LINE = 32; // characters: what is longer may not fit the narrowest sheet, and is broken as it comes

/** A text as nodes: a number with hyphens in it, as orders have, is never broken at them. */
const whole = (text) => text.split(NUMBER).map((part, i) => (i % 2 && part.length <= LINE ? element("span", "hold", part) : part));

/** @param {Row["runs"][number]} run */
function piece(run) {
  if (!run.blank) {
    const parts = whole(run.text);
    if (!run.field) return parts;
    const filled = element("span", "filled");
    filled.append(...parts);
    return [filled];
  }
  const pen = element("span", `pen pen--${Math.min(run.blank.width, WIDEST)}`);
  pen.append(element("span", "pen__label", run.blank.blank));
  return [pen];
}

/** A table: its heads stay with every page, and stand before each cell where a phone has no room for columns. */
function table({ wide, lines: [heads, ...rest] }) {
  const node = element("table", "paper__table");
  const row = (tag, cells) => {
    const tr = element("tr");
    tr.append(
      ...cells.map((runs, i) => {
        const cell = element(tag, `wide--${wide[i]}`);
        if (tag === "th") cell.scope = "col";
        else cell.dataset.head = heads[i].map((run) => run.text).join("");
        cell.append(...runs.flatMap(piece));
        return cell;
      }),
    );
    return tr;
  };
  const [head, body] = [element("thead"), element("tbody")];
  head.append(row("th", heads));
  body.append(...rest.map((cells) => row("td", cells)));
  node.append(head, body);
  return node;
}

function line(row) {
  if (row.kind === "table") return table(row);
  const node = row.kind === "heading" ? element("h3", "paper__heading") : element("p", `paper__line paper__line--${row.kind}`);
  if (row.keep) node.classList.add("paper__line--keep");
  node.append(...row.runs.flatMap(piece));
  return node;
}

/** What a draft says of itself, or "". result: see sheet() */
export const draftWords = ({ missing, errors }) => (errors.length ? `草稿：${missing.length ? "还没填完" : "有地方要改"}，不要照这样交出去` : "");

/**
 * The sheet's nodes: title, the word that it is a draft where it is one, the letter.
 * result: {lines, missing} of fill() and {errors}, what is wrong with it.
 */
export function sheet(title, result) {
  const draft = draftWords(result);
  return [
    element("h2", "paper__title", title),
    ...(draft ? [element("p", "paper__draft", draft)] : []),
    ...blocks(rows(title, result.lines).slice(1)).map(line),
  ];
}

export function drawSheet(paper, title, result) {
  paper.replaceChildren(...sheet(title, result));
  paper.classList.toggle("paper--draft", result.errors.length > 0);
}
