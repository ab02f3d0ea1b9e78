// Two peers in JavaScript over the same documents, in Chromium: MiniSearch and
// FlexSearch. Both hold an index and no text; MiniSearch travels as JSON.

import { readFile } from "node:fs/promises";

import { launch } from "../tests/browser/support/browsers.mjs";
import { serve } from "../tests/browser/support/server.mjs";

const REPEATS = 25;
const PACKAGES = new URL("../tests/browser/node_modules/", import.meta.url);

/**
 * @param {string} folder with `documents.json`, a list of { title, text }
 * @param {import("./families.mjs").Family[]} families
 */
export async function scriptPeers(folder, families) {
  const server = await serve({ "/": folder });
  const browser = await launch("chromium");
  try {
    const peers = {};
    for (const [name, file, work] of [
      ["MiniSearch", "minisearch/dist/umd/index.js", miniSearch],
      ["FlexSearch", "flexsearch/dist/flexsearch.bundle.min.js", flexSearch],
    ]) {
      const visit = await browser.visit();
      await visit.go(`${server.origin}/blank.html`);
      const packageFolder = file.split("/")[0];
      const script = await readFile(new URL(file, PACKAGES), "utf8");
      await visit.page.addScriptTag({ content: script });
      const asked = families.filter((it) => it[packageFolder] !== undefined);
      const queries = asked.map((it) => ({ name: it.name, query: it[packageFolder] }));
      peers[name] = await visit.evaluate(work, { queries, repeats: REPEATS });
      const manifest = await readFile(new URL(`${packageFolder}/package.json`, PACKAGES), "utf8");
      peers[name].version = JSON.parse(manifest).version;
      await visit.close();
    }
    return peers;
  } finally {
    await browser.close();
    await server.close();
  }
}

/* Runs in the page. */
async function miniSearch({ queries, repeats }) {
  const documents = await (await fetch("documents.json")).json();
  const options = { fields: ["title", "text"], storeFields: ["title"] };
  let begin = performance.now();
  let index = new MiniSearch(options);
  index.addAll(documents.map((it, id) => ({ id, ...it })));
  const build = (performance.now() - begin) / 1000;
  const json = JSON.stringify(index);
  index = null;
  begin = performance.now();
  index = MiniSearch.loadJSON(json, options);
  const load = performance.now() - begin;
  const median = (numbers) => numbers.toSorted((a, b) => a - b)[numbers.length >> 1];
  const times = {};
  for (const { name, query } of queries) {
    const [text, how] = query;
    const taken = [];
    for (let i = 0; i < repeats; i += 1) {
      const begin = performance.now();
      index.search(text, how).slice(0, 10);
      taken.push(performance.now() - begin);
    }
    times[name] = { warm: median(taken), first: taken[0] };
  }
  return { bytes: new TextEncoder().encode(json).length, build, load, queries: times };
}

/* Runs in the page. */
async function flexSearch({ queries, repeats }) {
  const documents = await (await fetch("documents.json")).json();
  const begin = performance.now();
  const index = new FlexSearch.Index({ tokenize: "strict" });
  for (const [id, it] of documents.entries()) index.add(id, `${it.title} ${it.text}`);
  const build = (performance.now() - begin) / 1000;
  let bytes = 0;
  await index.export((_key, data) => {
    bytes += new TextEncoder().encode(data ?? "").length;
  });
  const median = (numbers) => numbers.toSorted((a, b) => a - b)[numbers.length >> 1];
  const times = {};
  for (const { name, query } of queries) {
    const taken = [];
    for (let i = 0; i < repeats; i += 1) {
      const begin = performance.now();
      index.search(query, { limit: 10 });
      taken.push(performance.now() - begin);
    }
    times[name] = { warm: median(taken), first: taken[0] };
  }
  return { bytes, build, queries: times };
}
