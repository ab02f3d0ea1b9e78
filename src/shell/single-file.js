// The scripts of a single-file page, but for the few that start it
// (`single-start.js`), which have put this text into an element.

import { engine } from "./engine.js";
import { EngineHandle } from "./engine-handle.js";
import { defineExplorer } from "./explorer-element.js";
import * as page from "./page.js";

const { blocks, whole, parts, decompress } = document.querySelector("script[data-bundle]").given;

async function loadPage() {
  // Lets the page paint.
  await new Promise((go) => setTimeout(go));
  await page.default({ module_or_path: decompress(whole("page")) });
  return page;
}

let loaded;

defineExplorer({
  page: () => (loaded ??= loadPage()),

  async engine() {
    const [first] = blocks("code");
    const share = first.hasAttribute("data-bytes") ? 1 : 0.75;
    const size = blocks("index").reduce((sum, block) => sum + block.textContent.length * share, 0);
    return new EngineHandle({
      source: {
        code: whole("code"),
        split: Number(first.getAttribute("data-split")),
        parts: () => parts("index"),
        size,
      },
      engine: async () => engine,
      unpack: decompress,
    });
  },
});
