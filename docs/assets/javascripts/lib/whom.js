// Which bureau takes a complaint: 《投诉举报处理办法》第13条 (market-complaint-measures#13).

export const KINDS = [
  { id: "shop", label: "实体店", place: "店实际经营或者执照上住所在哪个区、县", say: "由它实际经营地或者住所地的县级市场监督管理局处理。" },
  { id: "platform-shop", label: "平台上的店", place: "平台公示的店铺地址在哪个区、县（也可以写平台公司住所地）", say: "由店铺在平台公示的地址所在地，或者平台公司住所地的县级市场监督管理局处理，选一个。" },
  { id: "no-address", label: "平台上的店，没公示地址，或者照地址联系不上", place: "平台公司住所在哪个区、县", say: "由平台公司住所地的县级市场监督管理局处理。" },
  { id: "own", label: "平台自己（自营），或者商家自己的网站、小程序、直播间", place: "这家公司住所在哪个区、县", say: "由它住所地的县级市场监督管理局处理。" },
];

/** "某市某区" → 某市某区市场监督管理局; "" where nothing was written. */
export function bureau(place) {
  const name = String(place).trim().replace(/(市场监督管理局|市场监管局|工商局)$/, "");
  return name ? `${name}市场监督管理局` : "";
}
