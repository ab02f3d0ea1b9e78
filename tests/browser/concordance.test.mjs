// The concordance: lines that line up, the keyboard, taking along.

import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { after, before, describe, test } from "node:test";

import { BROWSERS, launch } from "./support/browsers.mjs";
import { built } from "./support/built.mjs";
import * as explorer from "./support/explorer.mjs";

const harbour = built("harbour");
const sample = built("sample");

/** Opens the concordance of a query. */
async function openLines(visit, page, fragment) {
  await visit.go(`${page.address}#view=concordance&${fragment}`);
  await visit.until("lines", () => seen.has(".line mark"));
}

for (const name of BROWSERS) {
  describe(`the concordance in ${name}`, () => {
    let browser;
    before(async () => (browser = await launch(name)));
    after(() => browser.close());

    test("hits stand below each other, sorted by what a click says", async () => {
      const visit = await browser.visit();
      await openLines(visit, sample, "q=peace");
      const places = await visit.evaluate(() =>
        seen.all(".line mark").map((it) => Math.round(it.getBoundingClientRect().left)),
      );
      assert.ok(places.length > 10);
      assert.equal(new Set(places).size, 1, `hits begin at ${[...new Set(places)]}`);

      await visit.click(".controls button", "1R 2R 3R");
      await visit.until("words set off", () => seen.has(".right b.by0"));
      const words = await visit.evaluate(() => seen.all(".right b.by0").map((it) => it.textContent));
      const folded = words.map((it) => it.toLowerCase());
      assert.deepEqual(folded, folded.toSorted());
      await visit.until("the order in the address", () => location.hash.includes("by=1R&by=2R&by=3R"));
      explorer.assertClean(visit);
      await visit.close();
    });

    test("the whole way without a mouse", async () => {
      const visit = await browser.visit();
      await openLines(visit, harbour, "q=harbour");
      await explorer.untilFocus(visit, "input[type=search]");
      await visit.press("ArrowDown");
      await explorer.untilFocus(visit, '[data-line="0"]');
      await visit.press("ArrowDown", "m");
      await visit.until("a marked line", () => seen.has(".count", "1 marked"));
      await explorer.untilFocus(visit, '[data-line="1"]');
      const lines = await visit.evaluate(() => Number(seen.one("[aria-rowcount]").ariaRowCount));
      assert.ok(lines > 4);
      await visit.press("End");
      await explorer.untilFocus(visit, `[data-line="${lines - 1}"]`);
      await visit.press("Home", "x");
      await visit.until("a line less", () => seen.has(".count", "1 excluded"));
      await explorer.untilFocus(visit, "[data-line]");
      await visit.press("u");
      await visit.until("the line again", () => !seen.has(".count", "excluded"));
      await explorer.untilFocus(visit, "[data-line]");

      await visit.press("Home");
      await explorer.untilFocus(visit, '[data-line="0"]');
      await visit.press("ArrowDown");
      await explorer.untilFocus(visit, '[data-line="1"]');
      await visit.press("Enter");
      await visit.until("the reader at a hit", () => seen.has(".reader mark.current"));
      await visit.until("the line that is open", () => seen.has(".line.open"));
      await visit.press("j");
      await visit.until("the next line", () => seen.has('.line.open[aria-rowindex="3"]'));
      await visit.press("Escape");
      await explorer.untilFocus(visit, '[data-line="2"]');
      await visit.until("the mark in the address", () => location.hash.includes("mark."));
      explorer.assertClean(visit);
      await visit.close();
    });

    test("counts lead to the lines they count", async () => {
      const visit = await browser.visit();
      await openLines(visit, sample, "q=peace&count=1R");
      await visit.click(".counts .include", "plan");
      await visit.until("fewer lines", () => seen.has(".chip", "1R: plan"));
      const next = await visit.until("lines with plan only", () => {
        const words = seen.all(".line .right").map((it) => it.textContent);
        return words.every((it) => /^peace\W+plan/i.test(it)) && words;
      });
      assert.ok(next.length > 1);
      await visit.close();
    });

    test("suggestions are there for the keyboard and never in its way", async () => {
      const visit = await browser.visit();
      await explorer.openExplorer(visit, harbour.address);
      await visit.click("input[type=search]");
      await visit.type("light");
      await visit.until("suggestions", () => seen.has('[role="option"]', "lighthouse"));
      await visit.press("ArrowDown");
      await visit.until("a choice", () => seen.has('[role="option"][aria-selected="true"]'));
      await explorer.untilFocus(visit, "input[type=search]");
      await visit.press("Escape");
      await visit.until("no suggestions", () => !seen.has('[role="option"]'));
      assert.equal(await visit.evaluate(() => seen.focus().value), "light");
      await visit.type("h");
      await visit.until("suggestions", () => seen.has('[role="option"]', "lighthouse"));
      await visit.press("ArrowDown", "Enter");
      await visit.until("the word", () => seen.focus().value === "lighthouse ");
      await visit.type("ice");
      assert.equal(await visit.evaluate(() => seen.focus().value), "lighthouse ice");
      explorer.assertClean(visit);
      await visit.close();
    });
  });
}

describe("taking lines along in chromium", () => {
  let browser;
  before(async () => (browser = await launch("chromium")));
  after(() => browser.close());

  test("as a file and by the clipboard", async () => {
    const visit = await browser.visit();
    await openLines(visit, sample, "q=peace");
    const lines = await visit.evaluate(() => Number(seen.one("[aria-rowcount]").ariaRowCount));
    await visit.click("button", "Export");
    const download = visit.page.waitForEvent("download");
    await visit.click("dialog[open] button", "Save as a file");
    const file = await download;
    assert.equal(file.suggestedFilename(), "concordance-peace.csv");
    const text = await readFile(await file.path(), "utf8");
    assert.equal(text.trimEnd().split("\n").length, lines + 1);
    await visit.until("the dialog to close", () => !seen.has("dialog[open]"));

    await visit.click("button", "Export");
    await visit.click("dialog[open] label", "TSV");
    await visit.click("dialog[open] button", "Copy");
    await visit.until("the notice", () => seen.has(".notice", "Copied"));
    const copied = await visit.evaluate(() => navigator.clipboard.readText());
    assert.match(copied, /^line\tdocument\tdate\tleft\tmatch\tright\tword\tmarked\n1\t/);
    explorer.assertClean(visit);
    await visit.close();
  });

  test("a list of hits leads through a document", async () => {
    const visit = await browser.visit();
    await visit.go(`${sample.address}#q=plan&doc=explainers/names-of-the-documents.md`);
    await visit.until("the reader", () => seen.has(".reader .text mark"));
    await visit.click('[aria-label="List of hits"]');
    await visit.until("the list", () => seen.has(".hit-item mark"));
    const hits = await visit.evaluate(() => seen.all(".hit-item").length);
    await visit.click(`[aria-posinset="${hits}"] .hit-item`);
    await visit.until("the last hit", (it) => seen.has(".reader .place", `Hit ${it} of ${it}`), hits);
    explorer.assertClean(visit);
    await visit.close();
  });
});
