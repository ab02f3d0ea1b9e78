// Bytes of files, raw and as a server would send them.

import { spawnSync } from "node:child_process";
import { readFile, readdir, stat } from "node:fs/promises";
import { join } from "node:path";
import { brotliCompressSync, constants, gzipSync } from "node:zlib";

/** @returns {Promise<{ raw: number, gzip: number, brotli: number }>} */
export async function sizes(path) {
  const total = { raw: 0, gzip: 0, brotli: 0 };
  for (const file of await filesBelow(path)) {
    const bytes = await readFile(file);
    total.raw += bytes.length;
    total.gzip += gzipSync(bytes, { level: 9 }).length;
    total.brotli += brotli(bytes);
  }
  return total;
}

/** Brotli at its best: 11, with a window that holds the whole file. */
export function brotli(bytes) {
  const window = Math.min(24, Math.max(16, Math.ceil(Math.log2(bytes.length + 1))));
  const params = {
    [constants.BROTLI_PARAM_QUALITY]: 11,
    [constants.BROTLI_PARAM_LGWIN]: window,
    [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length,
  };
  return brotliCompressSync(bytes, { params }).length;
}

/** What `xz -9e` makes of the bytes. */
export function xz(bytes) {
  const { status, stdout, error } = spawnSync("xz", ["-9e", "-c"], {
    input: bytes,
    maxBuffer: 1 << 30,
  });
  if (status !== 0) throw new Error(`xz failed (${error ?? status})`);
  return stdout.length;
}

/** Raw bytes alone: for what is compressed already. */
export async function rawSize(path) {
  const files = await filesBelow(path);
  const all = await Promise.all(files.map(async (file) => (await stat(file)).size));
  return { files: files.length, raw: all.reduce((sum, size) => sum + size, 0) };
}

async function filesBelow(path) {
  if ((await stat(path)).isFile()) return [path];
  const entries = await readdir(path, { recursive: true, withFileTypes: true });
  return entries.filter((it) => it.isFile()).map((it) => join(it.parentPath ?? it.path, it.name));
}
