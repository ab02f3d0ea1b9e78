// Results follow the keys.

import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";

import { BROWSERS, launch } from "./support/browsers.mjs";
import { built } from "./support/built.mjs";
import * as explorer from "./support/explorer.mjs";

const harbour = built("harbour");
const sample = built("sample");

/** Two frames at 60 a second. */
const TWO_FRAMES = 1000 / 30;

for (const name of BROWSERS) {
  describe(`typing in ${name}`, () => {
    let browser;
    before(async () => (browser = await launch(name)));
    after(() => browser.close());

    test("each key changes the count, no Enter needed", async () => {
      const visit = await browser.visit();
      await explorer.openExplorer(visit, harbour.address);
      await visit.click("input[type=search]");
      await visit.type("ice");
      await visit.until("results for ice", () => seen.has(".result mark", "ice"));
      await visit.type(" oil");
      await explorer.untilCount(visit, "1 of 8 documents");
      await visit.type(" -lantern");
      await visit.untilText("Nothing found");
      await visit.press("Control+a", "Delete");
      await explorer.untilCount(visit, "8 documents");
      explorer.assertClean(visit);
      await visit.close();
    });

    test("a typing error is mended, and the page says so", async () => {
      const visit = await browser.visit();
      await explorer.openExplorer(visit, harbour.address);
      await explorer.search(visit, "walrsu");
      await visit.untilText("No hits for “walrsu”, showing walrus");
      assert.deepEqual(await explorer.marks(visit), ["walrus"]);
      await visit.close();
    });
  });
}

describe("how soon", () => {
  test("a typed word's results stand within two frames", async () => {
    const browser = await launch("chromium");
    const visit = await browser.visit();
    await explorer.openExplorer(visit, sample.address);
    await visit.evaluate(() => {
      globalThis.times = [];
      const root = document.querySelector("corpus-explorer").shadowRoot;
      let pressed;
      root.addEventListener("input", () => (pressed = performance.now()), true);
      new MutationObserver(() => {
        if (pressed === undefined || !root.querySelector(".result mark")) return;
        globalThis.times.push(performance.now() - pressed);
        pressed = undefined;
      }).observe(root, { subtree: true, childList: true, characterData: true });
    });
    await visit.click("input[type=search]");
    // What else the machine does makes rounds slower, never faster.
    const medians = [];
    for (let round = 0; round < 6 && !(Math.min(...medians) <= TWO_FRAMES); round += 1) {
      await visit.evaluate(() => (globalThis.times = []));
      for (const word of ["Geneva", "plan", "talks", "peace"]) {
        await visit.press("Control+a");
        await visit.page.keyboard.type(word, { delay: 100 });
      }
      const times = (await visit.evaluate(() => globalThis.times)).sort((a, b) => a - b);
      assert.ok(times.length >= 8, `only ${times.length} keys changed the results`);
      medians.push(times[times.length >> 1]);
    }
    assert.ok(Math.min(...medians) <= TWO_FRAMES, `medians of the rounds: ${medians} ms`);
    await browser.close();
  });
});
