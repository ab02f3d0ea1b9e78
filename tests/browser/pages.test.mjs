// The pages of `tests/pages/`, which use a corpus as other people's pages do.

import assert from "node:assert/strict";
import { fileURLToPath } from "node:url";
import { after, before, describe, test } from "node:test";

import { BROWSERS, launch } from "./support/browsers.mjs";
import { built } from "./support/built.mjs";
import * as explorer from "./support/explorer.mjs";
import { serve } from "./support/server.mjs";

const PAGES = fileURLToPath(new URL("../pages/", import.meta.url));

for (const name of BROWSERS) {
  describe(`pages of other people in ${name}`, () => {
    let browser;
    let server;
    before(async () => {
      const headers = { "access-control-allow-origin": "*" };
      server = await serve(
        {
          "/deep/down/corpus/": built("harbour").site,
          "/deep/down/second/": built("harbour").site,
          "/deep/down/": PAGES,
        },
        { headers },
      );
      browser = await launch(name);
    });
    after(async () => {
      await browser.close();
      await server.close();
    });

    const visitTo = async (page) => {
      const visit = await browser.visit();
      await visit.go(`${server.origin}/deep/down/${page}`);
      return visit;
    };
    const status = (visit, text) =>
      visit.until(`“${text}”`, (it) => seen.one("[role=status]", it) !== undefined, text);

    test("two elements, one of them with the address", async () => {
      const visit = await visitTo("intranet.html");
      const count = (id, text) =>
        visit.until(
          `“${text}” in #${id}`,
          ({ id, text }) =>
            document.querySelector(`#${id}`)?.shadowRoot?.querySelector(".count")?.textContent.includes(text),
          { id, text },
        );
      await count("first", "8 documents");
      await count("second", "5 von 8");
      await visit.evaluate(() => {
        document.querySelector("#first").setAttribute("query", "walrus");
      });
      await count("first", "1 of 8 documents");
      await count("second", "5 von 8");
      await visit.until("the query in the address", () => location.hash.includes("walrus"));

      const answer = await visit.evaluate(() =>
        document.querySelector("#second").request({ search: { query: "walrus", limit: 1 } }),
      );
      assert.equal(answer.total_documents, 1);
      const names = await visit.evaluate(() =>
        JSON.parse(document.body.dataset.events).map((it) => `${it.from} ${it.name}`),
      );
      for (const event of ["first corpus-ready", "second corpus-ready", "first corpus-query"]) {
        assert.ok(names.includes(event), `${event} was told`);
      }

      // Elsewhere in the document, and out of it.
      await visit.evaluate(() => {
        document.querySelector("header").append(document.querySelector("#first"));
      });
      await count("first", "1 of 8 documents");
      await visit.evaluate(() => document.querySelector("#first").remove());
      await count("second", "5 von 8");
      explorer.assertClean(visit);
      await visit.close();
    });

    test("the JavaScript API in a worker and without", async () => {
      const visit = await visitTo("api.html");
      await status(visit, "8 documents in “Harbour papers”");
      await visit.click("input[type=search]");
      await visit.type("lighthouse");
      await status(visit, "5 documents");
      await visit.click("input[type=checkbox]");
      await status(visit, "8 documents in “Harbour papers”");
      await visit.click("input[type=search]");
      await visit.type(" walrus");
      await status(visit, "documents, ");
      explorer.assertClean(visit);
      await visit.close();
    });

    test("a folder in a sandboxed frame", async () => {
      const visit = await visitTo("frames.html");
      const frame = await visit.inside("/deep/down/corpus/");
      await explorer.ready(frame);
      await explorer.untilCount(frame, "8 documents");
      explorer.assertClean(visit);
      await visit.close();
    });
  });
}
