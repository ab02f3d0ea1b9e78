// The two native peers are asked from Python, where both are at home: tantivy
// as its PyPI package, SQLite as Python's own.

import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { mkdir, rename, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const TANTIVY = "0.24.0";

/** @returns {Promise<Record<string, object>>} see native_peers.py */
export async function nativePeers(documents, folder, families, cache) {
  const packages = await tantivy(cache);
  await mkdir(folder, { recursive: true });
  const lines = join(folder, "documents.jsonl");
  await writeFile(lines, documents.map((it) => JSON.stringify(it)).join("\n") + "\n");
  const asked = join(folder, "families.json");
  await writeFile(asked, JSON.stringify(families));
  const script = fileURLToPath(new URL("native_peers.py", import.meta.url));
  const result = spawnSync("python3", [script, lines, join(folder, "indexes"), asked], {
    encoding: "utf8",
    env: { ...process.env, PYTHONPATH: packages, PYTHONDONTWRITEBYTECODE: "1" },
  });
  if (result.status !== 0) throw new Error(`native_peers.py failed: ${result.stderr}`);
  return JSON.parse(result.stdout);
}

/** The folder with the package, installed unless it is there. */
async function tantivy(cache) {
  const folder = join(cache, "tools", `python-tantivy-${TANTIVY}`);
  if (existsSync(folder)) return folder;
  const staging = `${folder}.new`;
  await rm(staging, { recursive: true, force: true });
  const args = ["-m", "pip", "install", "--quiet", "--no-deps", "--only-binary=:all:"];
  const { status, error } = spawnSync(
    "python3",
    [...args, "--target", staging, `tantivy==${TANTIVY}`],
    { stdio: ["ignore", "inherit", "inherit"] },
  );
  if (status !== 0) throw new Error(`pip could not install tantivy (${error ?? status})`);
  await rename(staging, folder);
  return folder;
}
