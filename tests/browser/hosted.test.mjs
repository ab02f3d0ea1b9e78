// A folder on a static host, at a path of its own.

import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";

import { BROWSERS, launch } from "./support/browsers.mjs";
import { built } from "./support/built.mjs";
import * as explorer from "./support/explorer.mjs";
import { serve } from "./support/server.mjs";

const harbour = built("harbour");
const PATH = "/papers/old/";

for (const name of BROWSERS) {
  describe(`a hosted folder in ${name}`, () => {
    let browser;
    before(async () => (browser = await launch(name)));
    after(() => browser.close());

    const works = async (options) => {
      const server = await serve({ [PATH]: harbour.site }, options);
      const visit = await browser.visit();
      await explorer.openExplorer(visit, server.origin + PATH);
      await explorer.search(visit, "lighthouse");
      await explorer.untilCount(visit, "5 of 8 documents");
      explorer.assertOnlyOwnRequests(visit, (address) => address.startsWith(server.origin + PATH));
      const wrong = server.answered.filter(({ path, status }) => status !== 200 || !path.startsWith(PATH));
      assert.deepEqual(wrong, []);
      explorer.assertClean(visit);
      await visit.close();
      await server.close();
      return server.answered.map(({ path }) => path.slice(PATH.length));
    };

    test("works in a sub-folder and asks for its own files only", async () => {
      const asked = await works({});
      const engine = asked.filter((path) => /engine.*\.wasm$/.test(path));
      assert.equal(engine.length, 1, `the engine is fetched once: ${asked}`);
    });

    for (const wasmType of ["application/octet-stream", "text/plain"]) {
      test(`works where the host takes wasm for ${wasmType}`, () => works({ wasmType }));
    }

    test("works by its index.html too", async () => {
      const server = await serve({ [PATH]: harbour.site });
      const visit = await browser.visit();
      await explorer.openExplorer(visit, `${server.origin}${PATH}index.html`);
      await explorer.untilCount(visit, "8 documents");
      explorer.assertClean(visit);
      await visit.close();
      await server.close();
    });
  });
}
