// One file, opened from disk.

import assert from "node:assert/strict";
import { dirname } from "node:path";
import { after, before, describe, test } from "node:test";

import { BROWSERS, launch } from "./support/browsers.mjs";
import { built } from "./support/built.mjs";
import { serve } from "./support/server.mjs";
import * as explorer from "./support/explorer.mjs";

const harbour = built("harbour");

for (const name of BROWSERS) {
  describe(`a single file in ${name}`, () => {
    let browser;
    before(async () => (browser = await launch(name)));
    after(() => browser.close());

    test("opens, finds a word, marks it, and asks for nothing", async () => {
      const visit = await browser.visit();
      await explorer.openExplorer(visit, harbour.address);
      await explorer.untilCount(visit, "8 documents");
      await explorer.search(visit, "walrus");
      await explorer.untilCount(visit, "1 of 8 documents, 1 hit");
      assert.deepEqual(await explorer.titles(visit), ["The log of the quay"]);
      assert.deepEqual(await explorer.marks(visit), ["walrus"]);
      explorer.assertSilent(visit, harbour.address);
      explorer.assertClean(visit);
      await visit.close();
    });

    test("its smallest form does the same, in every language", async () => {
      const visit = await browser.visit();
      const { address } = built("sample", "smallest.html");
      await explorer.openExplorer(visit, address);
      for (const word of ["Geneva", "Женева"]) {
        await explorer.search(visit, word);
        await visit.until(`a hit for ${word}`, (it) => seen.has(".results mark", it), word.slice(0, 4));
      }
      explorer.assertSilent(visit, address);
      explorer.assertClean(visit);
      await visit.close();
    });

    test("its smallest form says so where a host spoils its encoding", async () => {
      const { file } = built("harbour", "smallest.html");
      const server = await serve({ "/": dirname(file) });
      const visit = await browser.visit();
      await visit.go(`${server.origin}/smallest.html`);
      await visit.untilText("its host says UTF-8");
      await visit.close();
      await server.close();
    });

    test("a result opens in the reader, at its hit far down", async () => {
      const visit = await browser.visit();
      await explorer.openExplorer(visit, harbour.address);
      await explorer.search(visit, "walrus");
      await explorer.untilCount(visit, "1 of 8 documents");
      await visit.click(".result h3 a");
      const hit = await visit.until("the hit in the reader's view", () => {
        const mark = seen.one(".reader .text mark", "walrus");
        const place = mark?.getBoundingClientRect();
        return place && place.top > 0 && place.bottom < innerHeight && mark.closest("p").innerText;
      });
      assert.match(hit, /^Entry 117\..* A walrus lay on the slipway/);
      assert.match(await visit.text(), /Harbour office/);
      explorer.assertSilent(visit, harbour.address);
      explorer.assertClean(visit);
      await visit.close();
    });

    test("the tab is named after the corpus", async () => {
      const visit = await browser.visit();
      await explorer.openExplorer(visit, harbour.address);
      assert.equal(await visit.evaluate(() => document.title), "Harbour papers");
      await visit.close();
    });

    test("the sample opens and answers in every language it has", async () => {
      const visit = await browser.visit();
      const sample = built("sample");
      await explorer.openExplorer(visit, sample.address);
      for (const word of ["Geneva", "Женева", "Genf"]) {
        await explorer.search(visit, word);
        await visit.until(`a hit for ${word}`, (it) => seen.has(".results mark", it), word.slice(0, 4));
      }
      explorer.assertSilent(visit, sample.address);
      explorer.assertClean(visit);
      await visit.close();
    });
  });
}
