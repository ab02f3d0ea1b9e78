// A corpus and queries that try to run: everything has to arrive as text.
// Whatever runs would set `globalThis.ran`.

import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";

import { BROWSERS, launch } from "./support/browsers.mjs";
import { built } from "./support/built.mjs";
import * as explorer from "./support/explorer.mjs";
import { serve } from "./support/server.mjs";

const hostile = built("hostile");

const QUERIES = [
  `<img src=x onerror="globalThis.ran='query'">`,
  `"</script><script>globalThis.ran='query'</script>"`,
  `dragon' onfocus='globalThis.ran=1`,
  "javascript:globalThis.ran='query'",
];

/** Elements that no page of ours has, and links that would run. */
async function assertHarmless(visit) {
  const found = await visit.evaluate(() => ({
    ran: globalThis.ran ?? "nothing",
    elements: [...seen.elements()]
      .filter((it) => it.matches("img, iframe, object, embed, [onerror], [onload], [onclick], [onfocus]"))
      .map((it) => it.outerHTML),
    links: [...seen.elements()]
      .filter((it) => it.matches("a[href]"))
      .map((it) => it.getAttribute("href"))
      .filter((href) => /^\s*(javascript|data|vbscript):/i.test(href)),
  }));
  assert.deepEqual(found, { ran: "nothing", elements: [], links: [] });
}

for (const name of BROWSERS) {
  describe(`hostile documents in ${name}`, () => {
    let browser;
    let server;
    before(async () => {
      server = await serve({ "/hostile/": hostile.site });
      browser = await launch(name);
    });
    after(async () => {
      await browser.close();
      await server.close();
    });

    for (const [way, address] of [
      ["from disk", () => hostile.address],
      ["hosted", () => `${server.origin}/hostile/`],
    ]) {
      test(`every document is text, ${way}`, async () => {
        const visit = await browser.visit();
        await explorer.openExplorer(visit, address());
        assert.match(await visit.evaluate(() => document.title), /<img src=x onerror=.*<script>/);
        await explorer.search(visit, "dragon");
        // Of the whole word: answers to its first letters stand in another order.
        await visit.until("results", () => seen.has(".count", "8 hits") && !seen.has(".busy.on"));
        assert.ok((await explorer.marks(visit)).length > 4);
        const titles = await explorer.titles(visit);
        for (const expected of ["<img src=x onerror=globalThis.ran='front matter'>", "<details open"]) {
          assert.ok(titles.some((it) => it.includes(expected)), `${expected} in ${titles}`);
        }
        for (const [place, title] of titles.entries()) {
          await visit.click(`[data-result="${place}"]`);
          await visit.until(`${title} in the reader`, (it) => seen.one(".reader h2")?.textContent === it, title);
          await assertHarmless(visit);
          await visit.press("Escape");
          // Results move when it closes; a click must not go where they were.
          await visit.until("the reader closed", () => !seen.has(".reader h2"));
        }
        await visit.click(".views button", "About");
        await visit.until("the view about the corpus", () => seen.has(".about h2"));
        await assertHarmless(visit);
        explorer.assertClean(visit);
        await visit.close();
      });
    }

    test("queries are text, typed and in the address", async () => {
      const visit = await browser.visit();
      await explorer.openExplorer(visit, hostile.address);
      for (const query of QUERIES) {
        await explorer.search(visit, query);
        await visit.until("the answer", () => seen.has(".count", "document") || seen.has(".blank-state"));
        await assertHarmless(visit);
      }
      for (const query of QUERIES) {
        const fragment = `#q=${encodeURIComponent(query)}&f.source=${encodeURIComponent(query)}&doc=${query}`;
        const other = await browser.visit();
        await explorer.openExplorer(other, hostile.address + fragment);
        await assertHarmless(other);
        explorer.assertClean(other);
        await other.close();
      }
      explorer.assertClean(visit);
      await visit.close();
    });
  });
}
