// Base 85, on data that another encoder has made.

import assert from "node:assert/strict";
import { before, test } from "node:test";

import { load } from "./scripts.mjs";

// Python's base64.b85encode of all bytes in order, in our letters.
const ALL =
  "**360+Bn~@,[UqP-t!d`/7xWp0P_K+1iF>;3--1K4Ehy[5^Olk6w6_{8:rS69SYFF:l@9V!/|,f=Hbtv>aIh1" +
  "?z0[AA=lNQBVSAaCo:4qE2u},FK\\p!GdCcLH}*V\\J@fIlKYM!|Lr407N5oxGONVkWPg=^gR*yQwSC`E2T\\G8B" +
  "Uu.+RW8isbXQPfrYj7Z-[-sM=\\FZ@M]_A3]^w|{m`;cn}aTJb8bm1UHd0mHXeIT;hfb;.xgzvw3i>]jCjWD]S" +
  "kp+Pcm3gCsnLN7.oe5*>p}prNrAWe^sZ>XntrzK~v6a?9wOH2Ixh.zYz+jmi{DQ`y";

let fromBase85;

before(async () => ({ fromBase85 } = await load("base85.js")));

const bytes = (text) => [...fromBase85(text)];

test("letters become bytes", () => {
  // `src/embed/base85.rs` writes the same.
  for (const [text, expected] of [
    ["", []],
    ["**", [0]],
    ["{{", [255]],
    ["****!", [0, 0, 0, 18]],
    ["|A`6**EWH", [255, 255, 255, 255, 1, 2, 3]],
  ]) {
    assert.deepEqual(bytes(text), expected, text);
  }
  assert.deepEqual(bytes(ALL), Array.from({ length: 256 }, (_, n) => n));
});

test("damage is told", () => {
  for (const text of ["*", "******", "****<", "*** *", "****é", "~~~~~"]) {
    assert.throws(() => fromBase85(text), text);
  }
});
