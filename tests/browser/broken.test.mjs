// When something is missing, a reader gets a sentence, never a blank page.

import assert from "node:assert/strict";
import { cp, mkdtemp, readFile, readdir, rm, truncate, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { after, before, describe, test } from "node:test";

import { BROWSERS, launch } from "./support/browsers.mjs";
import { built } from "./support/built.mjs";
import { serve } from "./support/server.mjs";

const harbour = built("harbour");

/** A sentence in an alert that says this. */
const sentence = (visit, pattern) =>
  visit.until(
    `a sentence like ${pattern}`,
    (it) => seen.all("[role=alert], noscript, .blank-state").map((at) => at.innerText).find((text) => new RegExp(it, "i").test(text)),
    pattern,
  );

for (const name of BROWSERS) {
  describe(`broken pages in ${name}`, () => {
    let browser;
    let folder;
    before(async () => {
      folder = await mkdtemp(join(tmpdir(), "corpuscope-"));
      browser = await launch(name);
    });
    after(async () => {
      await browser.close();
      await rm(folder, { recursive: true });
    });

    for (const part of [0.5, 0.9, 0.999]) {
      test(`a file of which ${part * 100} % arrived`, async () => {
        const html = await readFile(harbour.file, "utf8");
        const file = join(folder, `${part}.html`);
        await writeFile(file, html.slice(0, html.length * part));
        const visit = await browser.visit();
        await visit.go(pathToFileURL(file).href);
        assert.match(await sentence(visit, "cut off|damaged"), /again/);
        await visit.close();
      });
    }

    const brokenSite = async (work) => {
      const site = await mkdtemp(join(folder, "site-"));
      await cp(harbour.site, site, { recursive: true });
      const engine = (await readdir(site, { recursive: true })).find((it) => /engine[^/]*\.wasm$/.test(it));
      await work(join(site, engine));
      const server = await serve({ "/": site });
      const visit = await browser.visit();
      await visit.go(`${server.origin}/`);
      return { visit, end: () => Promise.all([visit.close(), server.close()]) };
    };

    test("a folder without its engine", async () => {
      const { visit, end } = await brokenSite((engine) => rm(engine));
      await sentence(visit, "could not be|cannot be|not found|missing|404");
      await end();
    });

    test("a folder whose engine is cut in half", async () => {
      const { visit, end } = await brokenSite(async (engine) => {
        const { length } = await readFile(engine);
        await truncate(engine, Math.floor(length / 2));
      });
      await sentence(visit, "damaged|cut|incomplete|could not be|cannot be");
      await end();
    });
  });

  describe(`${name} without WebAssembly`, () => {
    test("says what is missing and which browsers will do", async () => {
      const browser = await launch(name, { wasm: false });
      const visit = await browser.visit();
      await visit.go(harbour.address);
      const said = await sentence(visit, "WebAssembly");
      assert.match(said, /Firefox \d+/);
      await browser.close();
    });
  });
}

describe("chromium without JavaScript", () => {
  test("says so", async () => {
    const browser = await launch("chromium");
    const visit = await browser.visit({ scripts: false });
    await visit.page.goto(harbour.address);
    assert.match(await visit.page.locator("body").innerText(), /JavaScript/);
    await browser.close();
  });
});
