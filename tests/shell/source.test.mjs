// How a corpus is found from what a person writes down, in Node.

import assert from "node:assert/strict";
import { mkdir, mkdtemp, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { before, test } from "node:test";

import { MODULE, load } from "./scripts.mjs";

let findSource;
let site;
let lone;

before(async () => {
  ({ findSource } = await load("source.js"));
  const folder = await mkdtemp(join(tmpdir(), "source-"));
  site = join(folder, "site");
  await mkdir(join(site, "assets"), { recursive: true });
  await writeFile(join(site, "assets/engine-0.wasm"), MODULE);
  await writeFile(join(site, "corpuscope.json"), '{"engine":"assets/engine-0.wasm"}');
  lone = join(folder, "engine.wasm");
  await writeFile(lone, MODULE);
});

async function check(source) {
  const { bytes } = await findSource(source);
  assert.deepEqual(new Uint8Array(bytes), MODULE, String(source));
}

test("a built folder, and everything that people call it", async () => {
  await check(site);
  await check(`${site}/`);
  await check(pathToFileURL(site));
  await check(pathToFileURL(site).href);
  await check(join(site, "engine.wasm"));
  await check(join(site, "corpuscope.json"));
  await check(join(site, "index.html"));
});

test("an engine module by itself, and bytes", async () => {
  await check(lone);
  await check(join(site, "assets/engine-0.wasm"));
  await check(MODULE);
  await check(MODULE.buffer);
  await check(new DataView(MODULE.buffer));
});

test("anything else says what to give", async () => {
  await assert.rejects(findSource(tmpdir()), /there is no corpus at .*; give a folder/);
  await assert.rejects(findSource(join(site, "none.wasm")), /there is no corpus/);
});
