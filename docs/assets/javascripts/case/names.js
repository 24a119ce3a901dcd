// What a case is called: the name the reader gave it, or what it is about. Pure but for the store that is handed in.

const short = (text) => ([...text].length > 16 ? `${[...text].slice(0, 16).join("")}…` : text);

export const UNNAMED = "还没起名的案件";

/** The name of a case; without one the merchant and the goods, else its letters, else its situations. titles: {letters, situations}, by id. */
export function nameOf(store, { letters, situations }, id) {
  const given = store.value(id, "name");
  if (given) return given;
  const fact = (name) => store.value(id, `fact/${name}`)?.value;
  const seller = ["seller.shop", "seller.licence_name", "seller.where", "seller.platform"].map(fact).find(Boolean);
  const about = [seller, fact("order.goods")].filter(Boolean).map(short);
  if (about.length) return about.join("：");
  const titles = (kind, known) => [...new Set(Object.keys(store.under(kind, id)).map((path) => path.split("/")[0]))].map((key) => known[key]?.title).filter(Boolean);
  const named = titles("begun", letters);
  const first = named.length ? named : titles("situation", situations);
  return first.length ? `${first.slice(0, 2).join("、")}${first.length > 2 ? "等" : ""}` : UNNAMED;
}
