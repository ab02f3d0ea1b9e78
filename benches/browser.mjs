// What a reader waits for, in Chromium: from navigation to the first result,
// from a key to the results it changes, from a request to its answer; and what
// the engine takes: milliseconds to load, memory.

import { createRequire } from "node:module";
import { randomBytes } from "node:crypto";
import { readFile, readdir, writeFile } from "node:fs/promises";
import { pathToFileURL } from "node:url";

import { launch } from "../tests/browser/support/browsers.mjs";
import { serve } from "../tests/browser/support/server.mjs";
import { median } from "./timing.mjs";

/** Requests of one query: enough for a steady median. */
const REPEATS = 25;

/**
 * @param {{ site: string, file: string, smallest: string, size: number, word: string, loads: number,
 *   families: import("./families.mjs").Family[], scratch: string }} what
 * @returns {Promise<{ hosted: number, file: number, smallest: number, decoded: number, typed: number,
 *   queries: Record<string, { warm: number, first: number }>, peak: number }>}
 *   medians, in milliseconds; the tab's peak in bytes
 */
export async function waiting({ site, file, smallest, size, word, families, loads, scratch }) {
  const server = await serve({ "/corpus/": site });
  const browser = await launch("chromium");
  try {
    const hosted = await firstResults(browser, `${server.origin}/corpus/`, word, loads);
    const fromFile = await firstResults(browser, pathToFileURL(file).href, word, loads);
    const inBytes = await firstResults(browser, pathToFileURL(smallest).href, word, loads);
    const decoded = await decodingAlone(browser, size, scratch, loads);
    const visit = await browser.visit();
    await visit.go(`${server.origin}/corpus/#q=${encodeURIComponent(word)}`);
    await visit.until("a result", firstMark, undefined, 120);
    const queries = {};
    for (const { name, request } of families) queries[name] = await round(visit, request);
    const typed = await keyToResults(visit, word);
    const peak = await tabPeak();
    await visit.close();
    return {
      hosted: median(hosted),
      file: median(fromFile),
      smallest: median(inBytes),
      decoded: median(decoded),
      typed,
      queries,
      peak,
    };
  } finally {
    await browser.close();
    await server.close();
  }
}

/**
 * The engine alone, on the main thread of an empty page: from the finished
 * instance to the moment it can answer, and the module's memory then.
 *
 * @returns {Promise<{ load: number, memory: number }>}
 */
export async function engine({ site, loads }) {
  const empty = { html: "<!doctype html><title>engine</title>" };
  const server = await serve({ "/corpus/": site, "/empty.html": empty });
  const browser = await launch("chromium");
  try {
    const times = [];
    let memory = 0;
    for (let load = 0; load < loads; load += 1) {
      const visit = await browser.visit();
      await visit.go(`${server.origin}/empty.html`);
      const measured = await visit.evaluate(async () => {
        let instance;
        let begin;
        for (const name of ["instantiate", "instantiateStreaming"]) {
          const original = WebAssembly[name];
          WebAssembly[name] = async (...given) => {
            const result = await original(...given);
            instance = result.instance ?? result;
            begin = performance.now();
            return result;
          };
        }
        const { open } = await import("/corpus/corpuscope.js");
        await open("/corpus/", { worker: false });
        return { load: performance.now() - begin, memory: instance.exports.memory.buffer.byteLength };
      });
      times.push(measured.load);
      memory = measured.memory;
      await visit.close();
    }
    return { load: median(times), memory };
  } finally {
    await browser.close();
    await server.close();
  }
}

function firstMark() {
  return document.querySelector("corpus-explorer")?.shadowRoot?.querySelector("mark") !== null;
}

/** A page of the same size that holds noise as base64 and does nothing but decode it. */
async function decodingAlone(browser, size, scratch, loads) {
  const chunk = 1 << 20;
  const parts = [];
  for (let left = size; left > 0; left -= chunk) {
    const noise = randomBytes(Math.ceil((Math.min(left, chunk) * 3) / 4));
    parts.push(`<script type="text/plain">${noise.toString("base64")}</script>`);
  }
  const script = `<script>
    let bytes = 0;
    for (const { textContent } of document.querySelectorAll("script[type]")) {
      bytes += Uint8Array.fromBase64(textContent).length;
    }
    globalThis.decoded = bytes > 0 && performance.now();
  </script>`;
  const file = `${scratch}/decoding.html`;
  await writeFile(file, `<!doctype html><title>decoding</title>${parts.join("\n")}${script}`);
  const times = [];
  for (let load = 0; load < loads; load += 1) {
    const visit = await browser.visit();
    await visit.go(pathToFileURL(file).href);
    times.push(await visit.until("bytes", () => globalThis.decoded, undefined, 120));
    await visit.close();
  }
  return times;
}

/** The largest resident memory that a process behind a tab has had, in bytes. */
async function tabPeak() {
  let peak = 0;
  for (const pid of (await readdir("/proc")).filter((name) => /^\d+$/.test(name))) {
    try {
      const command = await readFile(`/proc/${pid}/cmdline`, "utf8");
      if (!command.includes("--type=renderer")) continue;
      const [, kilobytes] = (await readFile(`/proc/${pid}/status`, "utf8")).match(/VmHWM:\s+(\d+)/);
      peak = Math.max(peak, Number(kilobytes) * 1024);
    } catch {
      // It has ended since the folder was read.
    }
  }
  return peak;
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

/** From the page's thread to the worker and back: the first time and warm. */
async function round(visit, request) {
  const times = await visit.evaluate(
    async ({ request, repeats }) => {
      const element = document.querySelector("corpus-explorer");
      const times = [];
      for (let i = 0; i < repeats; i += 1) {
        const begin = performance.now();
        await element.request(request);
        times.push(performance.now() - begin);
      }
      return times;
    },
    { request, repeats: REPEATS },
  );
  return { warm: median(times), first: times[0] };
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
