// The views of the story: each from its address and by the navigation, from a
// row to its passage, and the whole way without a mouse.

import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";

import { BROWSERS, launch } from "./support/browsers.mjs";
import { built } from "./support/built.mjs";
import * as explorer from "./support/explorer.mjs";

const sample = built("sample");

/** What each view is called in an address and in the navigation, and counts. */
const VIEWS = [
  ["people", "People & places", "names"],
  ["statements", "Statements", "statements"],
  ["figures", "Figures", "figures"],
  ["timeline", "Timeline", "dates"],
];

/** Waits until a view has its rows. */
async function untilShown(visit, [, name, counted]) {
  await visit.until(`the tab ${name}`, (it) => seen.has('.views [aria-current="page"]', it), name);
  await visit.until(`the number of ${counted}`, (it) => seen.has(".count", it), counted);
  await visit.until("rows", () => seen.has('[data-row="0"]'));
}

/** Opens a page at a view. */
async function openView(visit, view) {
  await visit.go(`${sample.address}#view=${view[0]}`);
  await untilShown(visit, view);
}

/** What the text says in a row: the piece that is set off in its sentence. */
const pieceOf = (visit, row) =>
  visit.evaluate((it) => seen.one(`[data-row="${it}"] .piece`).textContent, row);

/** What is set off in the open document, and whether one sees it there. */
async function passage(visit) {
  await visit.until("the passage", () => seen.has(".reader .passage"));
  return visit.evaluate(() => {
    const view = seen.one('.reader [data-scroll="text"]').getBoundingClientRect();
    const parts = seen.all(".reader .passage");
    const { top, bottom } = parts[0].getBoundingClientRect();
    const text = parts.map((it) => it.textContent).join("");
    return { text, isInView: top >= view.top && bottom <= view.bottom };
  });
}

const words = (text) => text.replace(/\s+/g, " ").trim();

for (const name of BROWSERS) {
  describe(`the story in ${name}`, () => {
    let browser;
    before(async () => (browser = await launch(name)));
    after(() => browser.close());

    test("each view opens from its address", async () => {
      for (const view of VIEWS) {
        const visit = await browser.visit();
        await openView(visit, view);
        explorer.assertClean(visit);
        await visit.close();
      }
    });

    test("each view opens by the navigation, and says so in the address", async () => {
      const visit = await browser.visit();
      await explorer.openExplorer(visit, sample.address);
      for (const view of VIEWS) {
        await visit.click(".views button", view[1]);
        await untilShown(visit, view);
        const said = (it) => location.hash.includes(`view=${it}`);
        await visit.until("the view in the address", said, view[0]);
      }
      explorer.assertClean(visit);
      await visit.close();
    });

    test("on a phone one sees which view is shown", async () => {
      for (const view of VIEWS) {
        const visit = await browser.visit({ width: 390, height: 844 });
        await openView(visit, view);
        await visit.until(`the tab ${view[1]} in view`, () => {
          const tab = seen.one(".views [aria-current]").getBoundingClientRect();
          const row = seen.one(".views").getBoundingClientRect();
          return tab.left >= row.left && tab.right <= row.right;
        });
        await visit.close();
      }
    });

    for (const view of VIEWS.slice(1)) {
      test(`${view[0]}: a row leads to its passage`, async () => {
        const visit = await browser.visit();
        await openView(visit, view);
        const piece = await pieceOf(visit, 1);
        await visit.click('[data-row="1"]');
        const { text, isInView } = await passage(visit);
        assert.equal(words(text), words(piece));
        assert.ok(isInView, "the passage is not in view");
        const said = () => /doc=.*at=\d+-\d+/.test(location.hash);
        await visit.until("the passage in the address", said);
        explorer.assertClean(visit);
        await visit.close();
      });
    }

    test("the network: a name shows its links, a link leads to the texts that name both", async () => {
      const visit = await browser.visit();
      await openView(visit, VIEWS[0]);
      await visit.click(".modes button", "Network");
      const arcs = () => seen.all(".arcs path").length;
      const all = await visit.until("arcs", arcs);
      await visit.click(".arcs .entry", "Steve Witkoff");
      await visit.until("the name chosen", () => seen.has('.arcs .entry[aria-pressed="true"]', "Witkoff"));
      const said = () => /network=1.*with=Steve/.test(location.hash);
      await visit.until("the name in the address", said);
      assert.notEqual(await visit.evaluate(arcs), all);
      await visit.click(".arcs .name-link", "sentences");
      await visit.until("the query", () =>
        seen.one("input[type=search]").value.startsWith('person:"Steve Witkoff" '),
      );
      await visit.until("documents", () => seen.has(".result"));
      explorer.assertClean(visit);
      await visit.close();
    });

    test("a name leads to its page, a mention to its passage", async () => {
      const visit = await browser.visit();
      await openView(visit, VIEWS[0]);
      const first = await visit.evaluate(() => seen.one('[data-row="0"]').textContent);
      await visit.click('[data-row="0"]');
      await visit.until("the page of the name", (it) => seen.has(".name-page h2", it), first);
      await visit.until("a mention", () => seen.has(".rows .piece"));
      const piece = await visit.evaluate(() => seen.one(".rows .piece").textContent);
      await visit.click('[data-row="0"]');
      const { text, isInView } = await passage(visit);
      assert.equal(words(text), words(piece));
      assert.ok(isInView, "the passage is not in view");
      explorer.assertClean(visit);
      await visit.close();
    });

    for (const view of VIEWS.slice(1)) {
      test(`${view[0]} without a mouse`, async () => {
        const visit = await browser.visit();
        await openView(visit, view);
        await explorer.untilFocus(visit, "input[type=search]");
        await visit.press("ArrowDown");
        await explorer.untilFocus(visit, '[data-row="0"]');
        await visit.press("ArrowDown", "ArrowDown");
        await explorer.untilFocus(visit, '[data-row="2"]');
        await visit.press("ArrowUp");
        await explorer.untilFocus(visit, '[data-row="1"]');
        const piece = await pieceOf(visit, 1);
        await visit.press("Enter");
        assert.equal(words((await passage(visit)).text), words(piece));
        await visit.press("Escape");
        await visit.until("the reader to close", () => !seen.has(".reader"));
        await explorer.untilFocus(visit, '[data-row="1"]');
        explorer.assertClean(visit);
        await visit.close();
      });
    }

    test("documents are picked and stand side by side", async () => {
      const visit = await browser.visit();
      await explorer.openExplorer(visit, sample.address);
      await explorer.search(visit, "Witkoff Driscoll");
      await visit.press("Enter");
      await visit.until("results", () => seen.has(".result mark"));
      for (const item of [0, 1]) {
        await visit.evaluate((it) => seen.all(".compare-pick")[it].click(), item);
        const picked = (it) => seen.all('.compare-pick[aria-pressed="true"]').length === it;
        await visit.until("it to be picked", picked, item + 1);
      }
      await visit.click(".results-head button", "Compare (2)");
      await visit.until("both", () => seen.all(".compared .name-link").length === 2);
      await visit.until("both in the address", () => location.hash.match(/compare=/g).length >= 2);
      await visit.until("passages", () => seen.has(".side .source"));
      await visit.click(".side .source");
      assert.ok((await passage(visit)).isInView, "the passage is not in view");
      explorer.assertClean(visit);
      await visit.close();
    });

    test("in the reader a mark shows how others tell a passage", async () => {
      const visit = await browser.visit();
      await visit.go(`${sample.address}#doc=wire/2025-11-26-abu-dhabi-meetings.md`);
      await visit.until("a mark", () => seen.has(".told-mark", "≈"));
      await visit.click(".told-mark");
      await visit.until("the others", () => seen.has(".others .sentence"));
      assert.equal(await visit.evaluate(() => seen.one(".told-mark").textContent.trim()[0]), "≈");
      await visit.click(".others .source");
      assert.ok((await passage(visit)).isInView, "the passage is not in view");
      explorer.assertClean(visit);
      await visit.close();
    });

    test("statements stand by document or by time", async () => {
      const visit = await browser.visit();
      await openView(visit, VIEWS[1]);
      await visit.until("a document above", () => /\.(md|txt)/.test(seen.one("h3.group-heading").textContent));
      await visit.evaluate(() => {
        const order = seen.one(".results-head select");
        order.value = "1";
        order.dispatchEvent(new Event("change", { bubbles: true }));
      });
      await visit.until("a day above", () => / 20\d\d/.test(seen.one("h3.group-heading").textContent));
      await visit.until("the order in the address", () => location.hash.includes("time=1"));
      explorer.assertClean(visit);
      await visit.close();
    });
  });
}
