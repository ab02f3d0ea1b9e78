// The entry of a single-file page: everything it needs stands in the same
// file, as base64 text in `<script type="text/plain">` elements behind it.

import { engine } from "./engine.js";
import { EngineHandle } from "./engine-handle.js";
import { defineExplorer } from "./explorer-element.js";
import { decompress } from "./lzma.js";
import * as page from "./page.js";

/** The data blocks of a name, in order; they are complete when `last` is there. */
function blocks(name) {
  const found = [...document.querySelectorAll(`script[type="text/plain"][data-${name}]`)];
  const numbers = found.map((block) => block.getAttribute(`data-${name}`));
  const total = found.at(-1)?.getAttribute("data-of");
  const whole = String(found.length) === total && numbers.every((n, i) => n === String(i + 1));
  if (!whole) throw new Error("this file is cut off or damaged; get it again or build it again");
  return found;
}

/** Base64 to bytes, by the browser's own decoder where it has one. */
function decode(text) {
  try {
    if (typeof Uint8Array.fromBase64 === "function") return Uint8Array.fromBase64(text);
    return Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));
  } catch {
    throw new Error("this file is damaged; get it again or build it again");
  }
}

/** Lets the page paint. */
function pause() {
  return new Promise((go) => setTimeout(go));
}

/** The bytes of a name as one; for those of a few hundred kilobytes. */
async function whole(name) {
  return new Uint8Array(await new Blob(blocks(name).map((it) => decode(it.textContent))).arrayBuffer());
}

async function* parts(name) {
  for (const block of blocks(name)) {
    yield decode(block.textContent);
    await pause();
  }
}

async function loadPage() {
  await pause();
  await page.default({ module_or_path: decompress(await whole("page")) });
  return page;
}

let loaded;

defineExplorer({
  page: () => (loaded ??= loadPage()),

  async engine() {
    const [first] = blocks("code");
    const size = blocks("index").reduce((sum, block) => sum + block.textContent.length * 0.75, 0);
    return new EngineHandle({
      source: {
        code: await whole("code"),
        split: Number(first.getAttribute("data-split")),
        parts: () => parts("index"),
        size,
      },
      engine: async () => engine,
      unpack: decompress,
    });
  },
});
