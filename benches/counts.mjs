// Instructions, by callgrind, held to the budgets in `counts.toml`: what the
// command executes to build a page, to open and load one, and to answer each
// family of queries. Unlike times they are the same on a busy machine.
//
//   node benches/counts.mjs COMMAND FOLDER [--bless]
//
// The corpus is made in FOLDER: 2 MB drawn by chance, always the same, from the
// words of the sample, each after one that it follows there. A query's count
// is what it takes beyond one that finds nothing. A count may exceed its budget
// by TOLERANCE, for compilers differ; one far below asks for a lower budget.

import { spawnSync } from "node:child_process";
import { mkdir, readFile, readdir, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";

const TOLERANCE = 0.1;
const DOCUMENTS = 400;
const WORDS_A_DOCUMENT = 800;
const QUERIES = {
  word: ["search", "talks"],
  common_word: ["search", "the"],
  phrase: ["search", '"of the"'],
  prefix: ["search", "s*"],
  ending: ["search", "*ing"],
  typing_errors: ["search", "goverment~2"],
  regular_expression: ["search", "/un.*able/"],
  boolean: ["search", "(Kyiv OR Moscow) -Geneva"],
  near: ["search", "peace NEAR/10 plan"],
  corpus_query: ["search", '[word="the"] []{0,3} [word="of"]', "--cql"],
  broader: ["search", "sanctions", "--broader"],
  concordance: ["concordance", "the", "--sort", "right1,right2,right3", "--limit", "50"],
};

const [command, folder, bless] = process.argv.slice(2);
const file = new URL("counts.toml", import.meta.url);
const budgets = Object.fromEntries(
  (await readFile(file, "utf8"))
    .split("\n")
    .map((line) => line.match(/^(\w+) = ([\d_]+)$/))
    .filter(Boolean)
    .map(([, name, count]) => [name, Number(count.replaceAll("_", ""))]),
);

const source = join(folder, "corpus");
const site = join(folder, "site");
await writeCorpus(source);
const measured = {};
measured.build = instructions(["build", source, "--output", site, "--quiet"]);
const nothing = instructions(["search", site, '"zzzzzz"', "--format", "json"]);
measured.load = nothing;
for (const [name, [subcommand, query, ...more]] of Object.entries(QUERIES)) {
  const all = instructions([subcommand, site, query, ...more, "--format", "json"]);
  measured[name] = Math.max(0, all - nothing);
}

let over = 0;
for (const [name, count] of Object.entries(measured)) {
  const budget = budgets[name];
  if (budget === undefined && !bless) throw new Error(`counts.toml has no ${name}`);
  const isOver = count > budget * (1 + TOLERANCE);
  if (isOver) over += 1;
  const verdict = isOver ? "OVER" : count < budget * 0.7 ? "low" : "ok";
  console.log(`${verdict.padEnd(5)} ${name.padEnd(20)} ${millions(count)} of ${millions(budget)}`);
}
if (bless) {
  const lines = Object.entries(measured).map(
    ([name, count]) => `${name} = ${String(count).replace(/\B(?=(\d{3})+$)/g, "_")}`,
  );
  const text = await readFile(file, "utf8");
  const head = text.split("\n").filter((line) => line.startsWith("#"));
  await writeFile(file, `${head.join("\n")}\n\n${lines.join("\n")}\n`);
} else {
  process.exitCode = over === 0 ? 0 : 1;
}

/** What a run of the command executes, on one thread. */
function instructions(args) {
  const { status, stderr } = spawnSync(
    "valgrind",
    ["--tool=callgrind", "--callgrind-out-file=/dev/null", command, ...args],
    { encoding: "utf8", env: { ...process.env, RAYON_NUM_THREADS: "1" }, maxBuffer: 1 << 28 },
  );
  const collected = stderr.match(/Collected : (\d+)/);
  if (status !== 0 || !collected) throw new Error(`${command} ${args.join(" ")}: ${stderr}`);
  return Number(collected[1]);
}

/** Text of no sense that has the words, and their frequencies, of real text. */
async function writeCorpus(folder) {
  const sample = new URL("../corpus/", import.meta.url);
  const names = (await readdir(sample, { recursive: true })).filter((it) => it.endsWith(".md"));
  const next = new Map();
  let before = ".";
  for (const name of names.toSorted()) {
    const text = (await readFile(new URL(name, sample), "utf8")).replace(/^---[\s\S]*?\n---\n/, "");
    for (const word of text.split(/\s+/).filter(Boolean)) {
      if (!next.has(before)) next.set(before, []);
      next.get(before).push(word);
      before = word;
    }
  }
  const all = [...next.keys()];
  const chance = generator(1);
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder, { recursive: true });
  for (let number = 0; number < DOCUMENTS; number += 1) {
    const words = [];
    let word = all[chance(all.length)];
    while (words.length < WORDS_A_DOCUMENT) {
      words.push(word);
      const choices = next.get(word) ?? all;
      word = choices[chance(choices.length)];
      if (chance(60) === 0) words.push("\n\n");
    }
    await writeFile(join(folder, `${String(number).padStart(3, "0")}.txt`), words.join(" "));
  }
}

/** Numbers below a bound, drawn by chance, the same for the same seed (xorshift). */
function generator(seed) {
  let state = seed;
  return (bound) => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) % bound;
  };
}

function millions(count) {
  return count === undefined ? "–" : `${(count / 1e6).toFixed(1)} M`;
}
