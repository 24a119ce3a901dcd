// A case with something of every kind in it, and a small handbook that knows its names.
export const HASH = "ab".repeat(32);

export const DATA = {
  phases: [{ id: "evidence", title: "收集证据", short: "证据", url: "steps/evidence.html" }],
  groups: { buyer: "你（买东西的人）", order: "订单" },
  facts: { "buyer.name": "你的姓名", "order.number": "订单号", "order.goods": "商品名称" },
  events: { received: "签收商品", "notice-sent": "发出退货通知" },
  evidence: { "order-screenshot": "订单截图", "chat-record": "聊天记录", "goods-item": "商品实物" },
  letters: { "return-notice": { title: "退货通知", url: "letters/return-notice.html" } },
  situations: {
    "no-reason-return": { title: "七日无理由退货被拒", topic: "online" },
  },
  register: {
    letter: "evidence-list",
    items: [1, 2].map((n) => ({ name: `name-${n}`, source: `source-${n}`, proves: `proves-${n}`, form: `form-${n}`, pages: `pages-${n}` })),
    count: "count",
    originals: "carrier",
    forms: { digital: "电子数据打印件", object: "实物" },
  },
};

export const WORDS = {
  situations: { "no-reason-return": { steps: { evidence: [{ id: "photo", do: "拍清商品完好" }] } } },
  shared: { "save-chat": "存下聊天记录" },
  letters: {
    "return-notice": {
      id: "return-notice",
      title: "退货通知",
      fields: [
        { id: "buyer", label: "你的姓名", type: "text", case: "buyer.name", required: true, width: 6, options: [] },
        { id: "why", label: "为什么", type: "longtext", case: null, required: true, width: 30, options: [] },
        { id: "state", label: "商品现状", type: "choices", case: null, required: false, width: 10, options: [{ id: "whole", label: "完好" }, { id: "boxed", label: "包装在" }] },
        { id: "received", label: "签收那天", type: "date", case: "dates.received", required: true, width: 8, options: [] },
        { id: "tel", label: "电话", type: "phone", case: null, required: true, width: 8, options: [] },
      ],
      lines: [
        { kind: "para", runs: [{ text: "我是" }, { field: "buyer" }, { text: "，" }, { field: "received" }, { text: "签收。" }] },
        { kind: "para", runs: [{ field: "why" }] },
        { kind: "item", runs: [{ text: "商品" }, { field: "state" }] },
      ],
      agent: false,
    },
  },
};

/** Fills the case in hand. text(): what stands in every place that takes a text. → its id */
export function fillCase(store, text = (plain) => plain) {
  const id = store.create(text("鞋子").slice(0, 80));
  store.setFacts({ "buyer.name": text("王小明"), "order.number": text("0042"), "order.goods": text("跑鞋"), "dates.received": "2026-11-17" }, text("letter/return-notice"));
  store.setFacts({ "claim.refund": text("899") }, "page");
  store.setEvent(undefined, { day: "2026-11-20", kind: "sent", side: "seller", how: text("平台聊天"), time: text("15:05"), promise: text("明天答复"), text: text("客服说不退"), who: text("客服8号"), proof: text("聊天截图"), letter: "return-notice" });
  store.setEvent(undefined, { day: "", kind: "contact", text: text("打过电话") });
  store.choose("no-reason-return");
  store.setTicks("no-reason-return", { photo: "done", "save-chat": "na" });
  store.setDraft("return-notice", 1, { why: text("没有拆封。\n第二行。"), state: ["whole", text("boxed")] });
  store.setDraft("return-notice", 2, { tel: text("13800000000") });
  store.setHelp("return-notice", 1, "story", () => ({ told: text("经过"), ticked: ["a"], inputs: { paid: text("1") } }));
  store.setHelp("return-notice", 1, "agent", () => ({ on: true, name: text("王小红"), phone: text("139"), kin: text("女儿") }));
  store.beginDraft("return-notice", 1);
  store.setOpenDraft("return-notice", 2);
  store.setProof(undefined, {
    name: text("IMG_1.jpg"), no: 1, kind: text("image/jpeg"), size: 3460300, time: "2026-11-17T06:03:00.000Z", at: "2026-11-28T04:00:00.000Z", sha256: HASH,
    title: text("订单截图"), what: "order-screenshot", source: text("平台订单页"), proves: text("哪天买的"), original: text("本人手机"), form: "digital", pages: text("1至2"),
  });
  store.setProof(undefined, { name: text("鞋子"), no: 2, what: "goods-item" });
  return id;
}
