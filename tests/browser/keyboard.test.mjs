// The whole way without a mouse.

import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";

import { BROWSERS, launch } from "./support/browsers.mjs";
import { built } from "./support/built.mjs";
import * as explorer from "./support/explorer.mjs";

const harbour = built("harbour");

for (const name of BROWSERS) {
  describe(`the keyboard in ${name}`, () => {
    let browser;
    before(async () => (browser = await launch(name)));
    after(() => browser.close());

    const hitPlace = (visit, text) =>
      visit.until(`“${text}”`, (it) => seen.has(".reader .place", it), text);

    test("from the box to a hit in a document and back", async () => {
      const visit = await browser.visit();
      await explorer.openExplorer(visit, harbour.address);
      await explorer.untilFocus(visit, "input[type=search]");
      await visit.type("lighthouse");
      await explorer.untilCount(visit, "5 of 8 documents");

      await visit.press("Enter");
      await explorer.untilFocus(visit, '[data-result="0"]');
      await visit.press("ArrowDown");
      await explorer.untilFocus(visit, '[data-result="1"]');
      await visit.press("ArrowUp");
      await explorer.untilFocus(visit, '[data-result="0"]');

      await visit.press("Enter");
      await visit.until("the reader", () => seen.has(".reader h2"));
      const open = await visit.evaluate(() => seen.one(".reader h2").textContent);
      assert.equal(open, (await explorer.titles(visit))[0]);
      await hitPlace(visit, "Hit 1 of ");
      await visit.press("n");
      await hitPlace(visit, "Hit 2 of ");
      await visit.press("p");
      await hitPlace(visit, "Hit 1 of ");

      await visit.press("j");
      const second = (await explorer.titles(visit))[1];
      await visit.until("the next document", (it) => seen.one(".reader h2")?.textContent === it, second);

      await visit.press("Escape");
      await visit.until("the reader to close", () => !seen.has(".reader"));
      await explorer.untilFocus(visit, "[data-result]");
      await visit.press("/");
      await explorer.untilFocus(visit, "input[type=search]");
      assert.equal(await visit.evaluate(() => seen.focus().value), "lighthouse");
      explorer.assertClean(visit);
      await visit.close();
    });

    test("? lists the keys, Escape closes the list", async () => {
      const visit = await browser.visit();
      await explorer.openExplorer(visit, harbour.address);
      await visit.type("walrus");
      await explorer.untilCount(visit, "1 of 8");
      await visit.press("Enter");
      await explorer.untilFocus(visit, '[data-result="0"]');
      await visit.press("?");
      await visit.until("the dialog", () => seen.has("dialog[open] kbd", "Escape"));
      await visit.press("Escape");
      await visit.until("the dialog to close", () => !seen.has("dialog[open]"));
      explorer.assertClean(visit);
      await visit.close();
    });

    // Lists come and go with the counts; what has the keyboard must stay.
    test("filters keep the focus when what they show changes", async () => {
      const visit = await browser.visit();
      await explorer.openExplorer(visit, harbour.address);
      await visit.type("harbour");
      await visit.until("a filter", () => seen.has("button.include", "Harbour board"));
      await visit.evaluate(() => seen.one("button.include", "Harbour board").focus());
      await visit.press("Enter");
      await explorer.untilCount(visit, "3 of 8 documents");
      const held = await visit.evaluate(() => [seen.focus().textContent, seen.focus().ariaPressed]);
      assert.match(held[0], /Harbour board/);
      assert.equal(held[1], "true");

      await visit.evaluate(() => seen.one('[role="slider"]').focus());
      await visit.press("ArrowRight");
      await visit.until("a range in the address", () => location.hash.includes("from="));
      await visit.press("End");
      await visit.press("ArrowLeft");
      await explorer.untilFocus(visit, '[role="slider"]');
      explorer.assertClean(visit);
      await visit.close();
    });
  });
}
