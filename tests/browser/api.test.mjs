// corpuscope.js in Node: the same requests as in the page.

import assert from "node:assert/strict";
import { readFile, readdir } from "node:fs/promises";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { after, before, describe, test } from "node:test";

import { built } from "./support/built.mjs";

const { site } = built("harbour");

describe("corpuscope.js in Node", () => {
  let open;
  let corpus;
  before(async () => {
    ({ open } = await import(pathToFileURL(join(site, "corpuscope.js")).href));
    corpus = await open();
  });
  after(() => corpus.close());

  test("about tells what is in it", async () => {
    const about = await corpus.about();
    assert.equal(about.documents, 8);
    assert.equal(about.title, "Harbour papers");
    assert.ok(about.sections.length > 3);
  });

  test("search finds, filters and gives places in scalar values", async () => {
    const found = await corpus.search("walrus", { with_hits: true });
    assert.equal(found.total_documents, 1);
    const [{ path, hit_places }] = found.documents;
    const { paragraphs } = await corpus.document(path, { query: "walrus" });
    const text = paragraphs.flatMap((it) => it.runs).map((it) => it.text).join("");
    const [{ start, end }] = hit_places;
    assert.equal([...text].slice(start, end).join(""), "walrus");

    const filters = [{ field: "source", test: { include: ["Harbour board"] } }];
    assert.equal((await corpus.search("lighthouse", { filters })).total_documents, 3);
    assert.equal((await corpus.search("lighthouse")).total_documents, 5);
    assert.equal((await corpus.search("Маяк")).total_documents, 1);
  });

  test("a mistake is an error with a sentence", async () => {
    await assert.rejects(corpus.document("letters/lost.md"), /letters\/lost\.md/);
    await assert.rejects(corpus.search("x", { limt: 3 }), /limt/);
    await assert.rejects(open(join(site, "nowhere")), /corpus/);
    await assert.rejects(open(new Uint8Array([1, 2, 3])), Error);
  });

  test("odd queries are answered", async () => {
    for (const query of ["\ud800", "walrus \udfff", "word ".repeat(1000), "\0", '"', "-", "*"]) {
      const { total_documents } = await corpus.search(query);
      assert.ok(total_documents >= 0, JSON.stringify(query.slice(0, 20)));
    }
  });

  test("a request can be given up", async () => {
    const given = new AbortController();
    const asked = corpus.search("harbour", { signal: given.signal });
    given.abort();
    await assert.rejects(asked, { name: "AbortError" });
  });

  test("opens from a path, from bytes, twice at once", async () => {
    const engine = (await readdir(site, { recursive: true })).find((it) => /engine.*\.wasm$/.test(it));
    const bytes = await readFile(join(site, engine));
    const all = await Promise.all([open(site), open(bytes), open(join(site, engine))]);
    for (const one of all) assert.equal((await one.about()).documents, 8);
    all[0].close();
    await assert.rejects(all[0].search("harbour"));
    assert.equal((await all[1].search("walrus")).total_documents, 1);
    all.slice(1).forEach((one) => one.close());
  });
});
