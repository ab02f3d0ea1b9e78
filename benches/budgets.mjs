// Holds the modules and a small page to the sizes in `budgets.toml`.
//
//   node benches/budgets.mjs SHELL PAGE.html

import { readFile, readdir } from "node:fs/promises";
import { join } from "node:path";

import { brotli, rawSize } from "./sizes.mjs";

const [shell, page] = process.argv.slice(2);
const budgets = Object.fromEntries(
  (await readFile(new URL("budgets.toml", import.meta.url), "utf8"))
    .split("\n")
    .map((line) => line.match(/^(\w+) = ([\d_]+)$/))
    .filter(Boolean)
    .map(([, name, bytes]) => [name, Number(bytes.replaceAll("_", ""))]),
);

const measured = {
  engine_brotli: await module("engine"),
  page_brotli: await module("page"),
  small_single_file: (await rawSize(page)).raw,
};

let over = 0;
for (const [name, bytes] of Object.entries(measured)) {
  const budget = budgets[name];
  if (budget === undefined) throw new Error(`budgets.toml has no ${name}`);
  const verdict = bytes <= budget ? "ok" : "OVER";
  if (bytes > budget) over += 1;
  console.log(`${verdict.padEnd(5)} ${name.padEnd(18)} ${bytes} of ${budget} bytes`);
}
process.exitCode = over === 0 ? 0 : 1;

/** A module as it would be sent. */
async function module(name) {
  const names = await readdir(shell);
  const file = names.find((it) => it.startsWith(name) && it.endsWith(".wasm"));
  if (!file) throw new Error(`no ${name}*.wasm in ${shell}`);
  return brotli(await readFile(join(shell, file)));
}
