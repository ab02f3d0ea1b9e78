// The entry for hosted pages: defines `<corpus-explorer>`.
//
//   <script type="module" src="corpus/corpus-explorer.js"></script>
//   <corpus-explorer></corpus-explorer>
//
// Without `src`, the element shows the corpus beside this script.

import { EngineHandle } from "./engine-handle.js";
import { defineExplorer } from "./explorer-element.js";
import { findSource } from "./source.js";

/** One instance of the page module's code for all elements of a page. */
let page;

async function loadPage() {
  const glue = await import("./page.js");
  const response = await fetch(new URL("./page.wasm", import.meta.url));
  if (!response.ok) throw new Error(`status ${response.status} for ${response.url}`);
  // The type is set here, whatever the server has sent.
  const headers = { "Content-Type": "application/wasm" };
  await glue.default({ module_or_path: new Response(response.body, { headers }) });
  return glue;
}

defineExplorer({
  page() {
    page ??= loadPage().catch((error) => {
      page = undefined; // The next element may have better luck.
      throw new Error(`the page's files could not be loaded: ${error.message}`);
    });
    return page;
  },

  async engine(element) {
    const src = element.getAttribute("src");
    const size = Number(element.getAttribute("size")) || undefined;
    const beside = new URL("../", import.meta.url);
    const found = await findSource(src === null ? beside : new URL(src, document.baseURI));
    return new EngineHandle({
      source: { size, ...found },
      engine: async () => (await import("./engine.js")).engine,
      script: new URL("./engine.js", import.meta.url).href,
    });
  },
});
