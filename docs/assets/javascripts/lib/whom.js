// The name of a bureau from the name of a place. Which bureau takes what comes with the page (docs/_data/bureaus.yml).

/** "某市某区", {office: "市场监督管理局", also: [市场监管局]} → 某市某区市场监督管理局; "" where nothing was written. */
export function bureau(place, { office, also }) {
  const text = String(place).trim();
  const end = [office, ...also].find((word) => text.endsWith(word));
  const name = end ? text.slice(0, -end.length).trim() : text;
  return name && name + office;
}
