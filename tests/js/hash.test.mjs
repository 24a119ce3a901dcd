import assert from "node:assert/strict";
import { createHash, randomBytes } from "node:crypto";
import { test } from "node:test";
import { Cancelled, fingerprint, policyHash, textHash } from "../../docs/assets/javascripts/lib/hash.js";

const PIECE = 256 * 1024;
const known = (bytes, as = "hex") => createHash("sha256").update(bytes).digest(as);

test("the hash is the one that everybody else computes, around the ends of pieces and of the hash's own blocks", async () => {
  const sizes = [0, 1, 55, 56, 63, 64, 65, 119, 1000, PIECE - 1, PIECE, PIECE + 1, 2 * PIECE - 64, 2 * PIECE, 2 * PIECE + 1, 3 * PIECE + 17];
  for (let i = 0; i < 12; i += 1) sizes.push(Math.floor(Math.random() * 3 * PIECE));
  for (const size of sizes) {
    const bytes = randomBytes(size);
    assert.equal(await fingerprint(new Blob([bytes])), known(bytes), `${size} bytes`);
  }
});

test("what everybody knows", async () => {
  assert.equal(await fingerprint(new Blob([])), "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
  assert.equal(await fingerprint(new Blob(["abc"])), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  assert.equal(textHash("鞋子"), known("鞋子"));
  assert.equal(policyHash("p{}"), known("p{}", "base64"));
});

/** A file of so many bytes that lies nowhere: every piece is made when it is asked for, and the test sees how much is asked for at once. */
function far(size, asked) {
  return {
    size,
    slice(from, to) {
      asked.push(to - from);
      return { arrayBuffer: async () => Uint8Array.from({ length: to - from }, (_, i) => (from + i) % 251).buffer };
    },
  };
}

test("three hundred megabytes are never held in memory: piece after piece, each told", async () => {
  const size = 300 * 1024 * 1024 + 5;
  const piece = Uint8Array.from({ length: PIECE }, (_, i) => i % 251);
  const asked = [];
  const file = {
    size,
    slice(from, to) {
      asked.push([from, to]);
      return { arrayBuffer: async () => piece.buffer.slice(0, to - from) };
    },
  };
  const told = [];
  const before = process.memoryUsage().arrayBuffers;
  let most = 0;
  const found = await fingerprint(file, {
    said(share) {
      told.push(share);
      most = Math.max(most, process.memoryUsage().arrayBuffers - before);
    },
  });
  const right = createHash("sha256");
  for (let at = 0; at < size; at += PIECE) right.update(piece.subarray(0, Math.min(PIECE, size - at)));
  assert.equal(found, right.digest("hex"));
  assert.ok(asked.every(([from, to], i) => from === i * PIECE && to - from <= PIECE), "in order, none larger than a piece");
  assert.equal(asked[asked.length - 1][1], size);
  assert.ok(told.every((share, i) => share > (i ? told[i - 1] : 0)), "never backwards");
  assert.equal(told[told.length - 1], 1);
  assert.ok(most < size / 4, `${most} bytes at once`);
});

test("called off: no more is read, and no hash comes of it", async () => {
  const asked = [];
  const off = new AbortController();
  const running = fingerprint(far(40 * PIECE, asked), { signal: off.signal, said: () => asked.length === 3 && off.abort() });
  await assert.rejects(running, Cancelled);
  assert.equal(asked.length, 3);
  await assert.rejects(fingerprint(new Blob(["abc"]), { signal: off.signal }), Cancelled, "also one that has not begun");
  const late = new AbortController();
  await assert.rejects(fingerprint(new Blob(["abc"]), { signal: late.signal, said: () => late.abort() }), Cancelled, "also at the very end");
});

test("a file that is gone or grew shorter has no hash", async () => {
  const short = { size: 10, slice: () => ({ arrayBuffer: async () => new ArrayBuffer(4) }) };
  await assert.rejects(fingerprint(short), (error) => !(error instanceof Cancelled));
  const gone = { size: 10, slice: () => ({ arrayBuffer: async () => Promise.reject(new DOMException("gone", "NotReadableError")) }) };
  await assert.rejects(fingerprint(gone), (error) => error.name === "NotReadableError");
});
