// Finds the engine module of a corpus from what a person writes down: a built
// folder, its `corpuscope.json`, an engine module, or the module's bytes.
//
// In a built folder the module has a name that changes with its content;
// `corpuscope.json` beside it knows that name. `engine.wasm` is understood as
// "the engine of this folder", whether or not a file of that name is there.

/**
 * @param {string | URL | Uint8Array | ArrayBuffer} source
 * @returns {Promise<import("./engine-handle.js").Source>}
 */
export async function findSource(source) {
  if (source instanceof ArrayBuffer) return { bytes: new Uint8Array(source) };
  if (ArrayBuffer.isView(source)) {
    return { bytes: new Uint8Array(source.buffer, source.byteOffset, source.byteLength) };
  }
  const inNode = typeof process === "object" && typeof process.versions?.node === "string";
  if (inNode && !/^https?:/.test(String(source))) return fromDisk(source);
  const base = globalThis.document?.baseURI ?? globalThis.location?.href;
  return fromAddress(new URL(source, base));
}

async function fromAddress(address) {
  const last = address.pathname.split("/").at(-1);
  if (last.endsWith(".wasm") && last !== "engine.wasm") return { url: address.href };
  const folder = last.includes(".") || last === "" ? "./" : `./${last}/`;
  const about = new URL(`${folder}corpuscope.json`, address);
  // Always asked anew (the answer is small): the name in it changes with every
  // build, and a stale one leads nowhere.
  const response = await fetch(about, { cache: "no-cache" }).catch((error) => {
    throw new Error(`the corpus could not be fetched from ${about} (${error.message})`);
  });
  if (response.ok) {
    const { engine, size } = await response.json().catch(() => ({}));
    if (typeof engine === "string") return { url: new URL(engine, about).href, size };
    throw new Error(`${about} is no description of a corpus; build the folder again`);
  }
  if (last === "engine.wasm") return { url: address.href };
  throw new Error(`there is no corpus at ${address} (status ${response.status} for ${about})`);
}

async function fromDisk(source) {
  const { readFile, stat } = await import("node:fs/promises");
  const { fileURLToPath } = await import("node:url");
  const { basename, dirname, join } = await import("node:path");
  const path = String(source).startsWith("file:") ? fileURLToPath(source) : String(source);
  const found = await stat(path).catch(() => undefined);
  if (found?.isFile() && path.endsWith(".wasm")) return { bytes: await readFile(path) };
  const named = ["engine.wasm", "corpuscope.json", "index.html"].includes(basename(path));
  const folder = named ? dirname(path) : path;
  const about = await readFile(join(folder, "corpuscope.json"), "utf8").catch(() => {
    throw new Error(`there is no corpus at ${path}; give a folder that corpuscope build has made`);
  });
  return { bytes: await readFile(join(folder, JSON.parse(about).engine)) };
}
