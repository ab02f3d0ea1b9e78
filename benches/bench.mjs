// The benchmark. In: the finished command and a cache folder. Out: one table
// on standard output and the same as CSV, a row for each corpus and measure.
//
//   node bench.mjs --command FILE --cache DIR --output DIR
//                  [--books FILE] [--corpus NAME,…] [--runs N]
//
// Both programs build the same documents in turn, run after run, so that what
// else the machine does meets both. Medians everywhere.

import { spawnSync } from "node:child_process";
import { mkdir, rm, writeFile } from "node:fs/promises";
import { arch, cpus, release } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";

import * as browser from "./browser.mjs";
import { corpora, prepare, writeCsv } from "./corpora.mjs";
import * as pagefind from "./pagefind.mjs";
import { brotli, sizes } from "./sizes.mjs";
import { median, timed } from "./timing.mjs";

const { values: options } = parseArgs({
  options: {
    command: { type: "string" },
    cache: { type: "string" },
    output: { type: "string" },
    books: { type: "string" },
    corpus: { type: "string" },
    runs: { type: "string", default: "3" },
  },
});
const RUNS = Number(options.runs);
const wanted = options.corpus?.split(",");
const chosen = corpora(options).filter(({ name }) => !wanted || wanted.includes(name));
if (chosen.length === 0) {
  throw new Error(`no corpus to measure; there are ${corpora(options).map((it) => it.name)}`);
}

await mkdir(options.output, { recursive: true });
const results = [];
for (const corpus of chosen) results.push([corpus.name, await measure(corpus)]);
await report(results);

/** Everything about one corpus: rows of group, measure, value and unit. */
async function measure(corpus) {
  const rows = [];
  const add = (group, measure, value, unit) => rows.push({ group, measure, value, unit });
  const say = (what) => console.error(`${corpus.name}: ${what}`);

  say("documents");
  const folder = await prepare(corpus, options.cache);
  const documents = await corpus.documents(folder);
  const text = Buffer.from(documents.map((it) => it.text).join("\n"));
  const textBytes = documents.reduce((sum, it) => sum + Buffer.byteLength(it.text), 0);
  add("corpus", "documents", documents.length, "");
  add("corpus", "text", textBytes, "B");
  add("corpus", "text, brotli", brotli(text), "B");

  const place = join(options.output, corpus.name);
  await rm(place, { recursive: true, force: true });
  const site = join(place, "site");
  const file = join(place, "page.html");
  const wrapped = join(place, "html");
  const bundle = join(place, "pagefind");
  await pagefind.wrap(documents, wrapped);

  const seconds = { ours: [], theirs: [] };
  for (let turn = 1; turn <= RUNS; turn += 1) {
    say(`build ${turn} of ${RUNS}`);
    await rm(site, { recursive: true, force: true });
    seconds.ours.push(
      timed(() => run(["build", folder, "--output", site, "--single-file", file, "--quiet"])),
    );
    seconds.theirs.push(await pagefind.build(wrapped, bundle));
  }
  add("build", "corpuscope", median(seconds.ours), "s");
  add("build", "Pagefind", median(seconds.theirs), "s");
  add("build", "corpuscope / Pagefind", median(seconds.ours) / median(seconds.theirs), "ratio");

  say("sizes");
  const about = JSON.parse(run(["inspect", site, "--format", "json"]));
  for (const { name, bytes } of about.sections) {
    add("index, bytes per text byte", name, bytes / textBytes, "B/B");
  }
  add("index, bytes per text byte", "whole", about.index_bytes / textBytes, "B/B");
  const single = await sizes(file);
  const hosted = await sizes(site);
  for (const [name, page] of [["single file", single], ["hosted", hosted]]) {
    for (const [how, bytes] of Object.entries(page)) add(name, how, bytes, "B");
  }
  const theirs = await pagefind.bundle(bundle);
  add("Pagefind", "bundle", theirs.raw, "B");
  add("Pagefind", "files", theirs.files, "");
  add("ratios", "single file, brotli / Pagefind", single.brotli / theirs.raw, "ratio");
  add("ratios", "hosted, brotli / Pagefind", hosted.brotli / theirs.raw, "ratio");
  add("ratios", "hosted, raw / text, brotli", hosted.raw / brotli(text), "ratio");

  say("Chromium");
  const { queries } = corpus;
  const waits = await browser.waiting({ site, file, queries, loads: 2 * RUNS + 1 });
  add("navigation to first result", "hosted, on loopback", waits.hosted, "ms");
  add("navigation to first result", "single file, from disk", waits.file, "ms");
  add("key to results", `typing ${queries[0]}`, waits.typed, "ms");
  for (const [query, time] of Object.entries(waits.queries)) {
    add("query, page to worker and back", query, time, "ms");
  }
  return rows;
}

/** Runs the command; what it prints. */
function run(args) {
  const { status, stdout, stderr } = spawnSync(options.command, args, {
    encoding: "utf8",
    maxBuffer: 1 << 28,
  });
  if (status !== 0) throw new Error(`corpuscope ${args.join(" ")} gave ${status}: ${stderr}`);
  return stdout;
}

/** Prints the table, a column for each corpus, and writes the CSV. */
async function report(results) {
  const stamp = {
    corpuscope: run(["--version"]).trim().split(" ").at(-1),
    pagefind: "1.6.0",
    node: process.version,
    ...(await browser.versions()),
    machine: `${cpus().length} × ${cpus()[0].model}, ${arch()}, Linux ${release()}`,
  };
  const csv = [["corpus", "group", "measure", "value", "unit"]];
  for (const [name, rows] of results) {
    for (const { group, measure, value, unit } of rows) csv.push([name, group, measure, value, unit]);
  }
  for (const [name, version] of Object.entries(stamp)) csv.push(["", "version", name, version, ""]);
  await writeFile(join(options.output, "bench.csv"), writeCsv(csv));

  const lines = new Map();
  for (const [index, [, rows]] of results.entries()) {
    for (const { group, measure, value, unit } of rows) {
      const key = `${group}: ${measure}`;
      if (!lines.has(key)) lines.set(key, results.map(() => ""));
      lines.get(key)[index] = shown(value, unit);
    }
  }
  const width = Math.max(...[...lines.keys()].map((it) => it.length));
  const print = (head, cells) =>
    console.log(head.padEnd(width + 2) + cells.map((it) => it.padStart(14)).join(""));
  print("", results.map(([name]) => name));
  for (const [key, cells] of lines) print(key, cells);
  console.log();
  for (const [name, version] of Object.entries(stamp)) console.log(`${name} ${version}`);
  console.log(`\n${join(options.output, "bench.csv")}`);
}

function shown(value, unit) {
  switch (unit) {
    case "B":
      return `${(value / 1000).toLocaleString("en", { maximumFractionDigits: 0 })} kB`;
    case "s":
      return `${value.toFixed(2)} s`;
    case "ms":
      return `${value.toFixed(value < 10 ? 2 : 0)} ms`;
    case "ratio":
      return value.toFixed(3);
    case "B/B":
      return value.toFixed(4);
    default:
      return String(value);
  }
}
