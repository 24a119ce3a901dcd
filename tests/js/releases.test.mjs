// What earlier releases kept in browsers, and the files that they exported: every later one reads all of it. The folders are never edited.
import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { test } from "node:test";
import { PREFIX } from "../../docs/assets/javascripts/lib/key.js";
import { readText } from "../../docs/assets/javascripts/store/carry.js";
import { Disk, open } from "./help/storage.mjs";

const FOLDER = new URL("../releases/", import.meta.url);
const RELEASES = readdirSync(FOLDER);
const stored = (release) => JSON.parse(readFileSync(new URL(`${release}/stored.json`, FOLDER), "utf8"));

test("there is a release to try", () => assert.ok(RELEASES.length >= 1));

for (const release of RELEASES) {
  test(`${release}: a browser that was left as it was then loses nothing`, () => {
    const { storage } = stored(release);
    const disk = new Disk(storage);
    const before = disk.leaves();
    const store = open(disk);
    assert.equal(store.problem(), null);
    assert.deepEqual(disk.leaves(), before, "opening changes nothing");
    assert.ok(Object.keys(before).length > 2000, "the reader had used every place");
    for (const path of Object.keys(before)) assert.notEqual(store.disk.get(path), undefined, path);
    assert.deepEqual([...disk.map.keys()].filter((key) => !key.startsWith(PREFIX) && !(key in storage)), [], "nothing was put aside as broken");
  });

  test(`${release}: what it exported is taken whole`, () => {
    const found = readText(stored(release).file);
    assert.deepEqual([found.why, found.altered, found.cases.length], [undefined, false, 1]);
    const store = open(new Disk());
    store.take([{ ...found.cases[0], how: "merge" }]);
    assert.equal(store.fact("order.number"), "0042");
    for (const [path, value] of found.cases[0].leaves) assert.deepEqual(store.disk.get(path), value, path);
  });
}
