// A case as one page that opens by itself: tables to read and print, and the data to take back. It has no script, asks for nothing, and a policy
// that would let it do neither.
//
// The page is a tree, [tag, {attribute: text}, ...children], and a text in it is always text: no way leads from what the reader wrote to a tag.
import { clean } from "../lib/fill.js";
import { policyHash } from "../lib/hash.js";
import { blocks } from "../lib/rows.js";
import { called, grouped, moment, size } from "../lib/proofs.js";
import { dayText } from "./portrait.js";
import { BLOCK_ID, blockText, GENERATOR } from "../store/carry.js";

// eslint-disable-next-line no-restricted-syntax -- widths of a style sheet, no numbers of a law
const STYLE = `
:root{color-scheme:light dark}
body{max-width:46rem;margin:0 auto;padding:1rem;font:1rem/1.75 "PingFang SC","HarmonyOS Sans SC",MiSans,"Noto Sans CJK SC","Microsoft YaHei",sans-serif}
h1{font-size:1.5rem;line-height:1.4}
h2{font-size:1.25rem;margin:2rem 0 .5rem;border-bottom:2px solid;line-height:1.6}
h3{font-size:1rem;margin:1.25rem 0 .25rem}
h1,h2,h3,p,th,td{overflow-wrap:anywhere}
table{width:100%;border-collapse:collapse;table-layout:fixed}
th,td{border:1px solid #767676;padding:.35rem .5rem;text-align:left;vertical-align:top;white-space:pre-line}
th{width:30%;font-weight:600}
small{display:block;font-size:.875rem}
code{font-size:.875rem;font-family:ui-monospace,Menlo,Consolas,monospace}
.case+.case{margin-top:4rem}
.letter{border:1px solid #767676;padding:.5rem 1rem}
.letter p{margin:.25rem 0}
.letter th{width:auto}
.note{border-left:4px solid;padding-left:.75rem}
@page{size:A4;margin:18mm}
@media print{
:root{color-scheme:light}
body{max-width:none;padding:0;font-size:11pt;line-height:1.5}
h2,h3{break-after:avoid}
tr,.note{break-inside:avoid}
.case+.case{break-before:page;margin-top:0}
}
`;

const POLICY = () => `default-src 'none'; style-src 'sha256-${policyHash(STYLE)}'; base-uri 'none'; form-action 'none'`;

const SIGNS = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;" };
const escape = (text) => clean(text, true).replace(/[&<>"']/g, (c) => SIGNS[c]);
const EMPTY = ["meta", "br"];

/** @returns {string} */
function markup(node) {
  if (!Array.isArray(node)) return escape(node);
  const [tag, attributes, ...children] = node;
  const said = Object.entries(attributes).map(([name, value]) => ` ${name}="${escape(value)}"`).join("");
  return EMPTY.includes(tag) ? `<${tag}${said}>` : `<${tag}${said}>${children.map(markup).join("")}</${tag}>`;
}

/** rows: [{title, text, note?}], or [title, text or nodes] */
const table = (label, rows) => [
  "table",
  { "aria-label": label },
  ["tbody", {}, ...rows.map(({ title, text, note }) => ["tr", {}, ["th", { scope: "row" }, title], ["td", {}, ...[text].flat(1), ...(note ? [["small", {}, note]] : [])]])],
];

const row = (title, text) => (text === undefined || text === "" ? [] : [{ title, text }]);

function proofTable(entry, book) {
  const file = entry.sha256 !== undefined;
  return [
    ["h3", {}, `证据${entry.number}：${called(entry)}`],
    table(`证据${entry.number}`, [
      ...row("种类", entry.what && book.evidence(entry.what)),
      ...row("从哪里来", entry.source),
      ...row("证明什么", entry.proves),
      ...row("原件在哪里", entry.original),
      ...row("形式", entry.form && book.form(entry.form)),
      ...row("页码", entry.pages),
      ...(file ? row("文件", [entry.name, size(entry.size || 0), moment(entry.time) && `文件时间${moment(entry.time)}`].filter(Boolean).join("，")) : []),
      ...(file ? [{ title: "SHA-256", text: [["code", {}, grouped(entry.sha256)]], note: moment(entry.at) && `${moment(entry.at)}算出` }] : []),
    ]),
  ];
}

const letterTable = ({ lines: [heads, ...rest] }) => {
  const line = (tag, cells) => ["tr", {}, ...cells.map((runs) => [tag, {}, runs.map((run) => run.text).join("")])];
  return ["table", {}, ["thead", {}, line("th", heads)], ["tbody", {}, ...rest.map((cells) => line("td", cells))]];
};

const letterPart = ({ title, missing, rows }) => [
  ["h3", {}, title],
  ...(missing ? [["p", { class: "note" }, `草稿：还有${missing}处没填。`]] : []),
  ["div", { class: "letter" }, ...blocks(rows).map((line) => (line.kind === "table" ? letterTable(line) : ["p", {}, ...line.runs.map((run) => run.text)]))],
];

/** A heading with what stands under it; nothing where nothing does. */
const part = (title, nodes) => (nodes.length ? [["h2", {}, title], ...nodes] : []);

function caseNodes(one, book) {
  const about = [
    ...row("情况", one.situations.join("；")),
    ...row("开始记", dayText(one.made)),
    ...row("收起来", dayText(one.away)),
    ...row("已解决", dayText(one.solved)),
  ];
  return [
    "section",
    { class: "case" },
    ["h1", {}, one.name || "我的案件"],
    table("案件", about),
    ...one.facts.flatMap((group) => part(group.title, [table(group.title, group.rows)])),
    ...part("日子和经过", one.events.length ? [table("日子和经过", one.events)] : []),
    ...part("证据", one.proofs.flatMap((entry) => proofTable(entry, book))),
    ...part("文书", one.letters.flatMap(letterPart)),
    ...part("清单", one.ticks.flatMap((scope) => [["h3", {}, scope.title], table(scope.title, scope.rows)])),
  ];
}

/**
 * cases: as portrait() gives them; document: as store/carry.js makes it. → the page's text. `moment` of the day is the document's.
 */
export function casePage(cases, document, book) {
  const title = cases.length === 1 ? cases[0].name || "我的案件" : `我的案件（${cases.length}件）`;
  const head = [
    ["meta", { charset: "utf-8" }],
    ["meta", { "http-equiv": "Content-Security-Policy", content: POLICY() }],
    ["meta", { name: "generator", content: GENERATOR }],
    ["meta", { name: "viewport", content: "width=device-width,initial-scale=1" }],
    ["meta", { name: "referrer", content: "no-referrer" }],
    ["meta", { name: "robots", content: "noindex" }],
    ["meta", { name: "format-detection", content: "telephone=no" }],
    ["title", {}, `${title} ${document.exported}`],
  ];
  const told = [
    ["p", { class: "note" }, `${dayText(document.exported)}从《精品售后纠纷处理手册》的“我的案件”存下来的。断网也能看、能打印。里面有姓名、电话这些个人信息，发给别人前先想好。`],
    ["p", { class: "note" }, "要接着办：在手册的“我的案件”里选“从文件带回来”，选这个文件。证据的原文件不在里面，要另外存好。"],
  ];
  return [
    '<!doctype html>\n<html lang="zh-CN">\n<head>\n',
    head.map(markup).join("\n"),
    `\n<style>${STYLE}</style>\n</head>\n<body>\n<main>\n`,
    [...told, ...cases.map((one) => caseNodes(one, book))].map(markup).join("\n"),
    `\n</main>\n<script type="application/json" id="${BLOCK_ID}">${blockText(document)}</script>\n</body>\n</html>\n`,
  ].join("");
}
