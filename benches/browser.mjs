// What a reader waits for, in Chromium: from navigation to the first result,
// from a key to the results it changes, from a request to its answer.

import { createRequire } from "node:module";
import { pathToFileURL } from "node:url";

import { launch } from "../tests/browser/support/browsers.mjs";
import { serve } from "../tests/browser/support/server.mjs";
import { median } from "./timing.mjs";

/** Requests of one query: enough for a steady median. */
const REPEATS = 25;

/**
 * @returns {Promise<{ hosted: number, file: number, typed: number,
 *   queries: Record<string, number> }>} medians, in milliseconds
 */
export async function waiting({ site, file, queries, loads }) {
  const server = await serve({ "/corpus/": site });
  const browser = await launch("chromium");
  try {
    const hosted = await firstResults(browser, `${server.origin}/corpus/`, queries[0], loads);
    const fromFile = await firstResults(browser, pathToFileURL(file).href, queries[0], loads);
    const visit = await browser.visit();
    await visit.go(`${server.origin}/corpus/`);
    const rounds = {};
    for (const query of queries) rounds[query] = await round(visit, query);
    const typed = await keyToResults(visit, queries[0]);
    await visit.close();
    return { hosted: median(hosted), file: median(fromFile), typed, queries: rounds };
  } finally {
    await browser.close();
    await server.close();
  }
}

/** Navigates anew each time; the page itself notes when it shows a hit. */
async function firstResults(browser, address, query, loads) {
  const times = [];
  for (let load = 0; load < loads; load += 1) {
    const visit = await browser.visit();
    await visit.page.addInitScript(() => {
      const look = () => {
        const root = document.querySelector("corpus-explorer")?.shadowRoot;
        if (root?.querySelector("mark")) globalThis.firstResult = performance.now();
        else requestAnimationFrame(look);
      };
      requestAnimationFrame(look);
    });
    await visit.go(`${address}#q=${encodeURIComponent(query)}`);
    times.push(await visit.until("a result", () => globalThis.firstResult, undefined, 120));
    await visit.close();
  }
  return times;
}

/** From the page's thread to the worker and back, one page of results. */
async function round(visit, query) {
  const times = await visit.evaluate(
    async ({ query, repeats }) => {
      const element = document.querySelector("corpus-explorer");
      const times = [];
      for (let i = 0; i < repeats; i += 1) {
        const begin = performance.now();
        await element.request({ search: { query } });
        times.push(performance.now() - begin);
      }
      return times;
    },
    { query, repeats: REPEATS },
  );
  return median(times);
}

/** Types a word; for each key, the time until its results are on the screen. */
async function keyToResults(visit, word) {
  await visit.evaluate(() => {
    globalThis.keys = [];
    const root = document.querySelector("corpus-explorer").shadowRoot;
    let pressed;
    root.addEventListener("input", () => (pressed = performance.now()), true);
    new MutationObserver(() => {
      if (pressed === undefined || !root.querySelector("mark")) return;
      const begin = pressed;
      pressed = undefined;
      // The next frame shows it.
      requestAnimationFrame(() => globalThis.keys.push(performance.now() - begin));
    }).observe(root, { subtree: true, childList: true, characterData: true });
  });
  for (let i = 0; i < 3; i += 1) {
    await visit.press("/", "Control+a");
    await visit.page.keyboard.type(word, { delay: 120 });
  }
  const keys = await visit.evaluate(() => globalThis.keys);
  return keys.length > 0 ? median(keys) : Number.NaN;
}

/** Versions of what drives and what is driven. */
export async function versions() {
  const require = createRequire(new URL("../tests/browser/package.json", import.meta.url));
  const browser = await launch("chromium");
  const chromium = await browser.version();
  await browser.close();
  return { chromium, "playwright-core": require("playwright-core/package.json").version };
}
