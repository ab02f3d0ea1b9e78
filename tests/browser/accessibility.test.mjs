// axe finds nothing, and nothing sticks out, in every state of the page.

import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { after, before, describe, test } from "node:test";

import { launch } from "./support/browsers.mjs";
import { built } from "./support/built.mjs";
import * as explorer from "./support/explorer.mjs";

const sample = built("sample");
const axe = await readFile(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

/** States of the page, each from the one before. */
const STATES = {
  "all documents": async () => {},
  results: async (visit) => {
    await explorer.search(visit, "Geneva plan");
    await visit.until("results", () => seen.has(".result mark"));
  },
  "nothing found": async (visit) => {
    await explorer.search(visit, "-the");
    await explorer.search(visit, '"no such phrase anywhere"');
    await visit.untilText("Nothing found");
  },
  reader: async (visit) => {
    await explorer.search(visit, "Geneva");
    await visit.until("results", () => seen.has(".result mark"));
    await visit.press("Enter");
    await explorer.untilFocus(visit, "[data-result]");
    await visit.press("Enter");
    await visit.until("the reader", () => seen.has(".reader .text mark"));
  },
  help: async (visit) => {
    await visit.press("Escape", "?");
    await visit.until("the dialog", () => seen.has("dialog[open]"));
  },
  suggestions: async (visit) => {
    await visit.press("Escape");
    await explorer.search(visit, "pea");
    await visit.until("suggestions", () => seen.has('[role="option"]', "peace"));
    await visit.press("ArrowDown");
  },
  "a score explained": async (visit) => {
    await explorer.search(visit, "peace plan");
    await visit.press("Enter");
    await visit.until("results", () => seen.has(".result mark"));
    await visit.evaluate(() => seen.one(".why").click());
    await visit.until("the explanation", () => seen.has(".why-table table"));
  },
  concordance: async (visit) => {
    await visit.click(".views button", "Concordance");
    await visit.until("lines", () => seen.has(".line mark"));
    await visit.evaluate(() => seen.one(".controls button", "1L 2L 3L").click());
    await visit.until("words set off", () => seen.has(".left b.by0"));
    await visit.press("ArrowDown");
    await explorer.untilFocus(visit, "[data-line]");
    await visit.press("ArrowDown", "m", "x");
    await visit.until("the line to be gone", () => seen.has(".notice", "excluded"));
    await explorer.untilFocus(visit, "[data-line]");
  },
  "a line's document": async (visit) => {
    await visit.press("Enter");
    await visit.until("the reader", () => seen.has(".reader mark.current"));
    await visit.click('[aria-label="List of hits"]');
    await visit.until("the list of hits", () => seen.has(".hit-item mark"));
  },
  export: async (visit) => {
    await visit.press("Escape");
    await visit.click("button", "Export");
    await visit.until("the dialog", () => seen.has("dialog[open] input"));
  },
  people: async (visit) => {
    await visit.press("Escape");
    await explorer.search(visit, "plan");
    await visit.press("Enter");
    await visit.click(".views button", "People");
    await visit.until("names", () => seen.has(".name-row [data-row]"));
  },
  network: async (visit) => {
    await visit.click(".modes button", "Network");
    await visit.until("arcs", () => seen.has(".arcs path"));
  },
  "a name": async (visit) => {
    await visit.click(".modes button", "All names");
    await visit.click(".name-row [data-row]");
    await visit.until("its page", () => seen.has(".name-page h2"));
    await visit.until("its mentions", () => seen.has(".rows .piece"));
    await visit.click(".name-page button.plain", "Put this name right");
    await visit.until("the correction", () => seen.has(".correction pre"));
  },
  statements: async (visit) => {
    await visit.click(".views button", "Statements");
    await visit.until("statements", () => seen.has(".statement-row [data-row]"));
  },
  "a statement's passage": async (visit) => {
    await visit.click(".statement-row [data-row]");
    await visit.until("the passage", () => seen.has(".reader .passage"));
  },
  figures: async (visit) => {
    await visit.press("Escape");
    await visit.click(".views button", "Figures");
    await visit.until("figures", () => seen.has(".figure"));
  },
  timeline: async (visit) => {
    await visit.click(".views button", "Timeline");
    await visit.until("dates", () => seen.has(".time-strip .bar"));
  },
  "told elsewhere": async (visit) => {
    await visit.go(`${sample.address}#doc=wire/2025-11-26-abu-dhabi-meetings.md`);
    await visit.until("a mark", () => seen.has(".told-mark", "≈"));
    await visit.click(".told-mark");
    await visit.until("the others", () => seen.has(".others .sentence"));
    await visit.click(".elsewhere summary");
  },
  compare: async (visit) => {
    await visit.click(".elsewhere button.plain", "Compare");
    await visit.until("both", () => seen.has(".accounts .side .sentence"));
  },
  about: async (visit) => {
    await visit.click(".views button", "About");
    await visit.until("the view about the corpus", () => seen.has(".about h2"));
  },
};

describe("accessibility in chromium", () => {
  let browser;
  before(async () => (browser = await launch("chromium")));
  after(() => browser.close());

  for (const dark of [false, true]) {
    for (const [width, height] of [[390, 844], [1280, 800]]) {
      test(`${width} wide, ${dark ? "dark" : "light"}`, async (context) => {
        const visit = await browser.visit({ width, height, dark });
        await explorer.openExplorer(visit, sample.address);
        for (const [name, reach] of Object.entries(STATES)) {
          await context.test(name, async () => {
            await reach(visit);
            assert.deepEqual(await violations(visit), []);
            assert.deepEqual(await sticksOut(visit), []);
          });
        }
        explorer.assertClean(visit);
        await visit.close();
      });
    }
  }

  for (const width of [320, 768, 1920, 2560]) {
    test(`nothing sticks out at ${width} pixels`, async () => {
      const visit = await browser.visit({ width, height: 900 });
      await explorer.openExplorer(visit, `${sample.address}#q=Geneva`);
      await visit.until("results", () => seen.has(".result mark"));
      assert.deepEqual(await sticksOut(visit), []);
      await visit.close();
    });
  }
});

/** What axe has to say; it looks into shadow roots by itself. */
async function violations(visit) {
  await visit.evaluate(axe);
  const found = await visit.evaluate(async () => {
    const { violations } = await axe.run(document, { resultTypes: ["violations"] });
    return violations.map(({ id, nodes }) => ({
      rule: id,
      places: nodes.slice(0, 3).map((it) => `${it.target.flat().join(" ")}: ${it.failureSummary}`),
    }));
  });
  return found;
}

/** Elements that make the page wider than its window. */
function sticksOut(visit) {
  return visit.evaluate(() => {
    if (document.scrollingElement.scrollWidth <= innerWidth) return [];
    const wide = [...seen.elements()].filter((it) => it.getBoundingClientRect().right > innerWidth + 1);
    return wide.slice(-3).map((it) => it.outerHTML.slice(0, 120));
  });
}
