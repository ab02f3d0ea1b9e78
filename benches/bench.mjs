// The benchmark. In: the finished command and a cache folder. Out: one table
// on standard output and the same as CSV, a row for each corpus and measure.
//
//   node bench.mjs --command FILE --cache DIR --output DIR
//                  [--books FILE] [--corpus NAME,…] [--runs N] [--alone]
//
// We and Pagefind build the same documents in turn, run after run, so that what
// else the machine does meets both; the other peers build once. Medians
// everywhere. `--alone` leaves the other peers out.

import { spawnSync } from "node:child_process";
import { mkdir, rm, writeFile } from "node:fs/promises";
import { arch, cpus, release } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";

import * as browser from "./browser.mjs";
import { corpora, prepare, writeCsv } from "./corpora.mjs";
import { families } from "./families.mjs";
import { nativePeers } from "./native_peers.mjs";
import * as pagefind from "./pagefind.mjs";
import { scriptPeers } from "./script_peers.mjs";
import { brotli, sizes, xz } from "./sizes.mjs";
import { median, timed } from "./timing.mjs";

const { values: options } = parseArgs({
  options: {
    command: { type: "string" },
    cache: { type: "string" },
    output: { type: "string" },
    books: { type: "string" },
    corpus: { type: "string" },
    runs: { type: "string", default: "3" },
    alone: { type: "boolean", default: false },
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
/** Of the peers. */
const versions = new Map();
for (const corpus of chosen) results.push([corpus.name, await measure(corpus)]);
await report(results);

/** Everything about one corpus: rows of group, measure, value and unit. */
async function measure(corpus) {
  const rows = [];
  const add = (group, measure, value, unit) => rows.push({ group, measure, value, unit });
  const say = (what) => console.error(`${corpus.name}: ${what}`);

  say("documents");
  const folder = await prepare(corpus, options.cache);
  const documents = await corpus.documents(folder, exported);
  const asked = families(corpus.words);
  const text = Buffer.from(documents.map((it) => it.text).join("\n"));
  const textBytes = documents.reduce((sum, it) => sum + Buffer.byteLength(it.text), 0);
  add("corpus", "documents", documents.length, "");
  add("corpus", "text", textBytes, "B");
  const textBrotli = brotli(text);
  add("corpus", "text, brotli", textBrotli, "B");
  add("corpus", "text, xz", xz(text), "B");

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
  const smallest = join(place, "smallest.html");
  run(["build", folder, "--single-file", smallest, "--smallest", "--quiet"]);
  const single = await sizes(file);
  const hosted = await sizes(site);
  for (const [name, page] of [
    ["single file", single],
    ["single file, smallest form", await sizes(smallest)],
    ["hosted", hosted],
  ]) {
    for (const [how, bytes] of Object.entries(page)) add(name, how, bytes, "B");
  }
  const theirs = await pagefind.bundle(bundle);
  add("Pagefind", "bundle", theirs.raw, "B");
  add("Pagefind", "files", theirs.files, "");
  add("ratios", "single file, brotli / Pagefind", single.brotli / theirs.raw, "ratio");
  add("ratios", "hosted, brotli / Pagefind", hosted.brotli / theirs.raw, "ratio");
  add("ratios", "index, raw / text, brotli", about.index_bytes / textBrotli, "ratio");
  add("ratios", "hosted, brotli / text, brotli", hosted.brotli / textBrotli, "ratio");
  add("ratios", "single file, gzip / hosted, brotli", single.gzip / hosted.brotli, "ratio");

  say("Chromium");
  const loads = 2 * RUNS + 1;
  const { word } = corpus.words;
  const waits = await browser.waiting({
    ...{ site, file, smallest, word, loads, families: asked },
    ...{ size: single.raw, scratch: place },
  });
  const engine = await browser.engine({ site, loads });
  add("navigation to first result", "hosted, on loopback", waits.hosted, "ms");
  add("navigation to first result", "single file, from disk", waits.file, "ms");
  add("navigation to first result", "smallest form, from disk", waits.smallest, "ms");
  add("navigation to first result", "a file as large that only decodes", waits.decoded, "ms");
  add("ratios", "first result from disk / decoding alone", waits.file / waits.decoded, "ratio");
  add("key to results", `typing ${word}`, waits.typed, "ms");
  add("memory", "engine, loaded", engine.memory, "B");
  add("memory", "the tab's peak", waits.peak, "B");
  add("ratios", "engine's memory / text", engine.memory / textBytes, "ratio");
  add("load", "decode and derive", engine.load, "ms");
  const ours = waits.queries;
  for (const [query, { warm, first }] of Object.entries(ours)) {
    add("query, page to worker and back", query, warm, "ms");
    add("the same, the first time", query, first, "ms");
  }
  if (options.alone) return rows;

  const given = join(place, "given");
  await mkdir(given, { recursive: true });
  await writeFile(join(given, "documents.json"), JSON.stringify(documents));
  await writeFile(join(given, "blank.html"), "<!doctype html><title>peer</title>");
  say("SQLite FTS5, tantivy");
  const native = await nativePeers(documents, join(place, "native"), asked, options.cache);
  say("MiniSearch, FlexSearch");
  const script = await scriptPeers(given, asked);
  for (const [peer, it] of Object.entries({ ...native, ...script })) {
    versions.set(peer, it.version);
    add("build", peer, it.build, "s");
    add(peer, "index", it.bytes, "B");
    add("ratios", `hosted, brotli / ${peer}`, hosted.brotli / it.bytes, "ratio");
    if (it.load !== undefined) {
      add("load", peer, it.load, "ms");
      add("ratios", `decode and derive / ${peer}, load`, engine.load / it.load, "ratio");
    }
    for (const [query, { warm, first }] of Object.entries(it.queries)) {
      add(`${peer}, query`, query, warm, "ms");
      add(`${peer}, the same, the first time`, query, first, "ms");
      add("ratios", `${query}: ours / ${peer}`, ours[query].warm / warm, "ratio");
    }
  }
  return rows;
}

/** The folder with the texts that the command reads out of documents. */
async function exported(folder) {
  const output = join(options.output, "exported");
  await rm(output, { recursive: true, force: true });
  run(["export", folder, "--output", output]);
  return output;
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
    ...Object.fromEntries(versions),
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
