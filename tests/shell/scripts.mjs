// Loads the hand-written scripts of `src/shell/` as they are, with a stand-in
// for the glue of the engine module.

import { mkdtemp, readFile, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

const FOLDER = new URL("../../src/shell/", import.meta.url);

/** An engine of JavaScript: what it does is said by `globalThis.behaviour`. */
const GLUE = `
  const behaviour = globalThis.behaviour;
  const wasm_bindgen = async () => behaviour.instantiate?.();
  wasm_bindgen.Engine = class {
    constructor() { behaviour.open?.(); this.left = behaviour.steps ?? 2; this.next = 0; }
    loadStep() { return 1 - --this.left / (behaviour.steps ?? 2); }
    start(bytes) { return this.begin(bytes); }
    startObject(object) { return this.begin(object); }
    begin(question) {
      behaviour.begin?.(question);
      const job = this.next++;
      (behaviour.jobs ??= new Map()).set(job, question);
      return job;
    }
    step(job) { return behaviour.step(behaviour.jobs.get(job), job, corpuscopePanicked); }
    stepObject(job) { return this.step(job); }
    cancel(job) { (behaviour.cancelled ??= []).push(job); }
  };`;

/** The exports of a script, a fresh copy each time. */
export async function load(name) {
  const folder = await mkdtemp(join(tmpdir(), "scripts-"));
  await writeFile(join(folder, "package.json"), '{"type":"module"}');
  const text = await readFile(new URL(name, FOLDER), "utf8");
  await writeFile(join(folder, name), text.replace("/*{{glue}}*/", GLUE));
  return import(join(folder, name));
}

/** The smallest module that there is. */
export const MODULE = Uint8Array.of(0, 0x61, 0x73, 0x6d, 1, 0, 0, 0);

/** A handle on the stand-in, which behaves as described. */
export async function handleOn(behaviour, source = { bytes: MODULE }) {
  globalThis.behaviour = behaviour;
  const { engine } = await load("engine.js");
  const { EngineHandle } = await load("engine-handle.js");
  return new EngineHandle({ source, engine: async () => engine });
}
