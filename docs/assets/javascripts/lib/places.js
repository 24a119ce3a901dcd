// Which place is meant, and which of its rules a page shows. Pure.

/** A place by what the case keeps, whether it was chosen or typed: [[name, ids]] → {name, ids} or undefined. 浙江省杭州市西湖区 is 浙江省杭州市. */
export function chosenPlace(places, kept) {
  const text = kept.replace(/\s/g, "");
  if (!text) return undefined;
  const short = (name) => name.replace(/(壮族自治区|回族自治区|维吾尔自治区|自治区|[省市])/g, "");
  const fits = places.filter(([name]) => text.startsWith(name) || short(text).startsWith(short(name)));
  fits.sort((a, b) => b[0].length - a[0].length);
  return fits.length ? { name: fits[0][0], ids: fits[0][1] } : undefined;
}

/** The rules of places for a situation or a letter, the nearest place first: [[rule, the place's name]]. kind: "scenarios" | "letters". */
export const rulesFor = (regions, kind, id) => regions.flatMap((r) => r.rules.filter((rule) => rule[kind].includes(id)).map((rule) => [rule, r.name]));
