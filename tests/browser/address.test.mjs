// The state of the page is in its address.

import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";

import { BROWSERS, launch } from "./support/browsers.mjs";
import { built } from "./support/built.mjs";
import * as explorer from "./support/explorer.mjs";

const harbour = built("harbour");

for (const name of BROWSERS) {
  describe(`the address in ${name}`, () => {
    let browser;
    before(async () => (browser = await launch(name)));
    after(() => browser.close());

    test("query, filter and open document survive a reload", async () => {
      const visit = await browser.visit();
      await explorer.openExplorer(visit, harbour.address);
      await explorer.search(visit, "harbour");
      await visit.click(".facet button.include", "Harbour board");
      await explorer.untilCount(visit, "3 of 8 documents");
      await visit.click(".result h3 a", "Ice in the harbour");
      await visit.until("the reader", () => seen.has(".reader h2", "Ice in the harbour"));
      await visit.until("the document in the address", () => location.hash.includes("doc="));

      await visit.page.reload();
      await explorer.untilCount(visit, "3 of 8 documents");
      await visit.until("the reader again", () => seen.has(".reader h2", "Ice in the harbour"));
      assert.equal(await visit.evaluate(() => seen.one("input[type=search]").value), "harbour");
      assert.ok(await visit.evaluate(() => seen.has('button.include[aria-pressed="true"]', "Harbour board")));
      explorer.assertSilent(visit, harbour.address);
      explorer.assertClean(visit);
      await visit.close();
    });

    test("a link written by hand opens the document it names", async () => {
      const visit = await browser.visit();
      await visit.go(`${harbour.address}#q=walrus&doc=letters/log.md`);
      await visit.until("the document", () => seen.has(".reader h2", "The log of the quay"));
      await explorer.untilCount(visit, "1 of 8 documents");
      explorer.assertClean(visit);
      await visit.close();
    });

    test("a link to a document that is not there says so", async () => {
      const visit = await browser.visit();
      await visit.go(`${harbour.address}#doc=letters/lost.md`);
      await visit.untilText("letters/lost.md");
      await visit.untilText("cannot be shown");
      explorer.assertClean(visit);
      await visit.close();
    });
  });
}
