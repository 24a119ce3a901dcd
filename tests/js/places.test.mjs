// Which place a reader means, chosen or typed, and which of its rules stand on a page.
import assert from "node:assert/strict";
import { test } from "node:test";
import { chosenPlace, rulesFor } from "../../docs/assets/javascripts/lib/places.js";

const PLACES = [
  ["北京市", ["beijing"]],
  ["内蒙古自治区", []],
  ["江苏省", []],
  ["浙江省", ["zhejiang"]],
  ["浙江省杭州市", ["hangzhou", "zhejiang"]],
  ["广西壮族自治区", []],
];

for (const [kept, name] of [
  ["北京市", "北京市"],
  ["北京 朝阳区", "北京市"],
  ["浙江省杭州市", "浙江省杭州市"],
  ["浙江杭州西湖区", "浙江省杭州市"],
  ["浙江省嘉兴市", "浙江省"],
  ["江苏南京", "江苏省"],
  ["广西", "广西壮族自治区"],
  ["内蒙古呼和浩特", "内蒙古自治区"],
])
  test(`${kept} is ${name}`, () => assert.equal(chosenPlace(PLACES, kept)?.name, name));

for (const kept of ["", "  ", "美国", "某某路北京饭店"]) test(`“${kept}” is no place of the list`, () => assert.equal(chosenPlace(PLACES, kept), undefined));

test("a city's rules come before its province's, and only those of the page", () => {
  const city = { name: "杭州市", rules: [{ id: "a", scenarios: ["training"], letters: [] }] };
  const province = { name: "浙江省", rules: [{ id: "b", scenarios: ["gym", "training"], letters: ["note"] }, { id: "c", scenarios: ["gym"], letters: [] }] };
  const named = (kind, id) => rulesFor([city, province], kind, id).map(([rule, name]) => `${name}/${rule.id}`);
  assert.deepEqual(named("scenarios", "training"), ["杭州市/a", "浙江省/b"]);
  assert.deepEqual(named("letters", "note"), ["浙江省/b"]);
  assert.deepEqual(named("scenarios", "hotel"), []);
});
