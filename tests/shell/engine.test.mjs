// The engine's loop and its handle, on the main thread as in Node.

import assert from "node:assert/strict";
import { test } from "node:test";

import { MODULE, handleOn } from "./scripts.mjs";

const echo = { step: (question) => question };

test("questions are answered once the corpus is loaded", async () => {
  const handle = await handleOn(echo);
  const heard = [];
  handle.onprogress = (fraction) => heard.push(fraction);
  assert.deepEqual(await handle.request({ a: 1 }), { a: 1 });
  assert.equal(handle.place, "main thread");
  assert.deepEqual(heard.at(0), 0);
  assert.deepEqual(heard.at(-1), 1);
  assert.deepEqual(heard, heard.toSorted((a, b) => a - b), "progress never goes back");
  handle.close();
});

test("bytes are answered with bytes, and a view into other bytes stays whole", async () => {
  const handle = await handleOn({ step: (question) => question.slice() });
  const memory = Uint8Array.of(9, 1, 2, 9);
  assert.deepEqual(await handle.ask(memory.subarray(1, 3)), Uint8Array.of(1, 2));
  assert.equal(memory.byteLength, 4);
  handle.close();
});

test("long work takes turns, in the order of the questions", async () => {
  const left = new Map();
  const order = [];
  const handle = await handleOn({
    step({ name, turns }) {
      order.push(name);
      left.set(name, (left.get(name) ?? turns) - 1);
      return left.get(name) === 0 ? { name } : undefined;
    },
  });
  await handle.ready;
  const long = handle.request({ name: "long", turns: 3 });
  const short = handle.request({ name: "short", turns: 1 });
  await Promise.all([long, short]);
  assert.deepEqual(order, ["long", "short", "long", "long"]);
  handle.close();
});

test("what is given up is cancelled in the engine and never answered", async () => {
  const behaviour = { step: () => undefined };
  const handle = await handleOn(behaviour);
  await handle.ready;
  const giveUp = new AbortController();
  const question = handle.request({}, { signal: giveUp.signal });
  setTimeout(() => giveUp.abort(), 5);
  await assert.rejects(question, { name: "AbortError" });
  behaviour.step = echo.step;
  assert.deepEqual(await handle.request({ next: 1 }), { next: 1 });
  assert.deepEqual(behaviour.cancelled, [0]);
  handle.close();
});

test("a question that is none fails alone", async () => {
  const handle = await handleOn({
    ...echo,
    begin(question) {
      if (question.bad) throw new Error("this is no request");
    },
  });
  await assert.rejects(handle.request({ bad: true }), /^Error: this is no request$/);
  assert.deepEqual(await handle.request({ good: true }), { good: true });
  handle.close();
});

test("a panic ends the engine with a sentence, for this question and all others", async () => {
  const handle = await handleOn({
    step(question, job, panicked) {
      if (!question.bad) return undefined;
      panicked("index out of bounds at src/query.rs");
      throw new WebAssembly.RuntimeError("unreachable");
    },
  });
  await handle.ready;
  const waiting = handle.request({ bad: false });
  const bad = handle.request({ bad: true });
  const expected = /^Error: the engine stopped: index out of bounds at src\/query.rs$/;
  await assert.rejects(bad, expected);
  await assert.rejects(waiting, expected);
  await assert.rejects(handle.request({}), expected);
});

test("a corpus that cannot be opened says why", async () => {
  const refuse = (message) => () => {
    throw new Error(message);
  };
  const damaged = await handleOn({ open: refuse("the index is damaged") });
  await assert.rejects(damaged.ready, /^Error: the index is damaged$/);
  await assert.rejects(damaged.request({}), /the index is damaged/);
  const mixed = await handleOn({ instantiate: refuse("import object field") });
  await assert.rejects(mixed.ready, /of different builds/);
  const cut = await handleOn(echo, { bytes: MODULE.subarray(0, 6) });
  await assert.rejects(cut.ready, /the corpus is damaged or cut off/);
  const broken = await handleOn(echo, {
    code: MODULE,
    split: 8,
    parts: async function* () {
      throw new Error("this file is damaged");
    },
  });
  await assert.rejects(broken.ready, Error);
});

test("closing fails what is under way and what comes", async () => {
  const handle = await handleOn({ step: () => undefined });
  await handle.ready;
  const question = handle.request({});
  setTimeout(() => handle.close(), 5);
  await assert.rejects(question, { name: "AbortError" });
  await assert.rejects(handle.request({}), { name: "AbortError" });
});
