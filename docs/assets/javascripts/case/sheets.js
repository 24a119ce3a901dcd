// The two sheets of the evidence register as nodes: the list of evidence, and the sheet of hashes. Rows in, nodes out.
import { called, grouped, moment, size } from "../lib/proofs.js";
import { element } from "#page";

const PEN = "＿＿＿＿＿＿＿＿";

function table(titles, rows, className) {
  const node = element("table", className);
  const head = element("tr");
  for (const title of titles) head.append(Object.assign(element("th", "", title), { scope: "col" }));
  node.append(element("thead"), element("tbody"));
  node.tHead.append(head);
  for (const row of rows) {
    const line = element("tr");
    for (const cell of row) line.append(element("td", "", cell));
    node.tBodies[0].append(line);
  }
  return node;
}

/** who: the one who hands it in, "" where the case does not know; forms: {id: label}. */
export function listSheet(list, { who, forms }) {
  const rows = list.map((entry) => [String(entry.number), called(entry), entry.source || "", entry.proves || "", forms[entry.form] || "", entry.pages || ""]);
  const places = list.filter((entry) => entry.original).map((entry) => `证据${entry.number}：${entry.original}`);
  return [
    element("h1", "printsheet__title", "证据目录"),
    element("p", "", `提交人：${who || PEN}`),
    table(["编号", "名称", "来源", "内容和证明对象", "形式", "页码"], rows, "printsheet__table printsheet__table--list"),
    element("p", "", `以上证据共${list.length}件。`),
    ...(places.length ? [element("p", "", `原件、原始载体：${places.join("；")}。`)] : []),
    element("p", "", `提交人（签名）：${PEN}　　提交日期：${PEN}`),
  ];
}

/** Only files have a hash; what is no file does not stand here. today: text. */
export function hashSheet(list, { who, today }) {
  const files = list.filter((entry) => entry.sha256);
  const node = element("table", "printsheet__table");
  const body = element("tbody");
  for (const entry of files) {
    const row = element("tr");
    const cell = element("td");
    const times = [entry.time && `文件时间${moment(entry.time)}`, entry.at && `算出时间${moment(entry.at)}`].filter(Boolean).join("，");
    cell.append(
      element("p", "", `${called(entry)}${called(entry) === entry.name ? "" : `（文件名：${entry.name}）`}`),
      element("p", "", `${size(entry.size || 0)}（${entry.size || 0}字节）${times ? `，${times}` : ""}`),
      element("p", "printsheet__hash", grouped(entry.sha256)),
    );
    row.append(Object.assign(element("th", "", `证据${entry.number}`), { scope: "row" }), cell);
    body.append(row);
  }
  node.append(body);
  return [
    element("h1", "printsheet__title", "电子文件校验单"),
    element("p", "", `登记人：${who || PEN}　　打印日期：${today}　　共${files.length}个文件`),
    node,
    element("h2", "", "这张单子怎么看"),
    element("p", "", "上面每一行是文件的SHA-256校验值，由文件的每一个字节算出。文件改动一点，算出来就完全不同；不改动，在哪台电脑上算都一样。"),
    element("p", "", "它说明：算出的那个时间，登记人手里有这样一个文件。它不证明文件里的内容是真的，也不代替原件。"),
    element("p", "", "怎么核对：Windows在命令行里运行 certutil -hashfile 文件名 SHA256；苹果电脑、Linux运行 shasum -a 256 文件名。得数去掉空格，和上面逐字比。"),
    element("p", "", `登记人（签名）：${PEN}　　日期：${PEN}`),
  ];
}
