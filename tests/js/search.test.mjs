import assert from "node:assert/strict";
import { test } from "node:test";
import { normalise, tokens } from "../../docs/assets/javascripts/search/tokens.js";

test("one way to write small numbers", () => {
  assert.equal(normalise("七天"), "7日");
  assert.equal(normalise("７日"), "7日");
  assert.equal(normalise("十倍"), "10倍");
});

test("pairs and single characters", () => assert.deepEqual(tokens("退鞋子"), ["退鞋", "鞋子", "退", "鞋", "子"]));

test("Latin words and numbers stay whole", () => assert.deepEqual(tokens("iPhone 12315"), ["iphone", "12315"]));
