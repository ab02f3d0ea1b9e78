// An explorer inside another page: frames, elements, the JavaScript API.

import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";

import { BROWSERS, launch } from "./support/browsers.mjs";
import { built } from "./support/built.mjs";
import * as explorer from "./support/explorer.mjs";
import { serve } from "./support/server.mjs";

const harbour = built("harbour");
const sample = built("sample");

const page = (body, head = "") =>
  `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Intranet</title><link rel="icon" href="data:,">${head}</head>` +
  `<body>${body}</body></html>`;

const PAGES = {
  "/": page(`<iframe title="papers" src="/harbour/" width="900" height="600"></iframe>`),
  "/sandboxed": page(
    `<iframe title="papers" sandbox="allow-scripts" src="/file/page.html" width="900" height="600"></iframe>`,
  ),
  "/two": page(
    `<h1>Two of them</h1>
     <p class="result">a paragraph of the page around</p>
     <corpus-explorer id="first" src="/harbour/" query="walrus"></corpus-explorer>
     <corpus-explorer id="second" src="/sample/" query="Geneva"></corpus-explorer>
     <script type="module" src="/harbour/corpus-explorer.js"></script>`,
    `<style>p, h3, mark, button { color: rgb(255, 0, 0) !important; font-size: 40px !important }</style>
     <script>
       globalThis.heard = [];
       for (const name of ["corpus-ready", "corpus-query", "corpus-open"]) {
         addEventListener(name, (event) => heard.push([name, event.target.id, event.detail]));
       }
       globalThis.globals = [...Object.keys(globalThis), "globals"];
     </script>`,
  ),
  "/strict": page(
    `<corpus-explorer src="/harbour/" query="walrus"></corpus-explorer>
     <script type="module" src="/harbour/corpus-explorer.js"></script>`,
    `<meta http-equiv="Content-Security-Policy" content="default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; worker-src 'self'; connect-src 'self'; img-src 'self' data:; base-uri 'none'; form-action 'none'">`,
  ),
  "/german": page(
    `<corpus-explorer src="/harbour/" lang="de-AT"></corpus-explorer>
     <script type="module" src="/harbour/corpus-explorer.js"></script>`,
  ),
  "/api": page(`<p id="answer">waiting</p>`),
};

for (const name of BROWSERS) {
  describe(`inside another page in ${name}`, () => {
    let browser;
    let server;
    before(async () => {
      const pages = Object.entries(PAGES).map(([path, html]) => [path, { html }]);
      server = await serve({
        ...Object.fromEntries(pages),
        "/harbour/": harbour.site,
        "/sample/": sample.site,
        "/file/": harbour.file.slice(0, harbour.file.lastIndexOf("/")),
      });
      browser = await launch(name);
    });
    after(async () => {
      await browser.close();
      await server.close();
    });

    const visitTo = async (path) => {
      const visit = await browser.visit();
      await visit.go(server.origin + path);
      return visit;
    };

    test("a frame", async () => {
      const visit = await visitTo("/");
      const frame = await visit.inside("/harbour/");
      await explorer.ready(frame);
      await explorer.untilCount(frame, "8 documents");
      explorer.assertClean(visit);
      await visit.close();
    });

    test("a sandboxed frame, where storage and history are refused", async () => {
      const visit = await visitTo("/sandboxed");
      const frame = await visit.inside("/file/page.html");
      await explorer.ready(frame);
      // Typing goes through the frame's own box: the mouse would need its place.
      await frame.evaluate(() => seen.one("input[type=search]").focus());
      await visit.type("walrus");
      await explorer.untilCount(frame, "1 of 8 documents, 1 hit");
      explorer.assertClean(visit);
      await visit.close();
    });

    test("two elements share nothing and leave the page around alone", async () => {
      const visit = await visitTo("/two");
      const inside = (id, text) =>
        visit.until(
          `“${text}” in #${id}`,
          ({ id, text }) => {
            const root = document.getElementById(id)?.shadowRoot;
            return root && [...seen.elements(root)].some((it) => it.matches(".count") && it.textContent.includes(text));
          },
          { id, text },
        );
      await inside("first", "1 of 8 documents, 1 hit");
      await inside("second", "documents,");

      // Typing into one leaves the other as it was.
      const before = await visit.evaluate(() => second.shadowRoot.querySelector(".count").textContent);
      await visit.evaluate(() => first.shadowRoot.querySelector("input[type=search]").focus());
      await visit.press("Control+a");
      await visit.type("lighthouse");
      await inside("first", "5 of 8 documents");
      const after = await visit.evaluate(() => second.shadowRoot.querySelector(".count").textContent);
      assert.equal(after, before);

      const facts = await visit.evaluate(() => ({
        hash: location.hash,
        title: document.title,
        ready: heard.filter(([name]) => name === "corpus-ready").map(([, id]) => id).sort(),
        asked: heard.filter(([name, id]) => name === "corpus-query" && id === "first").length,
        globals: Object.keys(globalThis).filter((it) => !globals.includes(it)),
        outside: getComputedStyle(document.querySelector("p.result")).color,
        within: getComputedStyle(first.shadowRoot.querySelector(".result h3")).color,
      }));
      assert.equal(facts.hash, "", "an element without route leaves the address alone");
      assert.equal(facts.title, "Intranet");
      assert.deepEqual(facts.ready, ["first", "second"]);
      assert.ok(facts.asked > 0, "a query is told to the page around");
      assert.deepEqual(facts.globals, [], "no new globals");
      assert.equal(facts.outside, "rgb(255, 0, 0)", "the page's own style stands");
      assert.notEqual(facts.within, "rgb(255, 0, 0)", "and does not leak in");

      // One goes, the other goes on.
      await visit.evaluate(() => first.remove());
      await visit.evaluate(() => second.shadowRoot.querySelector("input[type=search]").focus());
      await visit.press("Control+a", "Delete");
      await inside("second", "documents");
      explorer.assertClean(visit);
      await visit.close();
    });

    test("the language is the element's, else the page's, and comes alone", async () => {
      const visit = await visitTo("/german");
      await explorer.untilCount(visit, "8 Dokumente");
      const loaded = () =>
        visit.requests.flatMap((address) => address.match(/texts-([a-z]+)-/)?.[1] ?? []);
      assert.deepEqual(loaded(), ["de"]);
      const speak = (lang) =>
        visit.evaluate((lang) => {
          const element = document.querySelector("corpus-explorer");
          if (lang === null) element.removeAttribute("lang");
          else element.setAttribute("lang", lang);
        }, lang);
      await speak("uk");
      await explorer.untilCount(visit, "8 документів");
      // Nobody has Klingon: the page around is English.
      await speak("tlh");
      await explorer.untilCount(visit, "8 documents");
      await speak("de");
      await speak("uk");
      await speak(null);
      await speak("de");
      await explorer.untilCount(visit, "8 Dokumente");
      assert.deepEqual(loaded(), ["de", "uk", "en"], "each once");
      explorer.assertClean(visit);
      await visit.close();
    });

    test("a page with a strict policy", async () => {
      const visit = await visitTo("/strict");
      await explorer.untilCount(visit, "1 of 8 documents, 1 hit");
      explorer.assertClean(visit);
      await visit.close();
    });

    test("the JavaScript API", async () => {
      const visit = await visitTo("/api");
      const answer = await visit.evaluate(async () => {
        const { open } = await import("/harbour/corpuscope.js");
        const corpus = await open("/harbour/");
        const found = await corpus.search("walrus", { with_hits: true });
        const about = await corpus.about();
        const document = await corpus.document(found.documents[0].path, { query: "walrus" });
        corpus.close();
        return { found, about, hits: document.hit_paragraphs.length };
      });
      assert.equal(answer.about.documents, 8);
      assert.equal(answer.found.total_documents, 1);
      assert.equal(answer.found.documents[0].path, "letters/log.md");
      assert.equal(answer.found.documents[0].hit_places[0].text, "walrus");
      assert.equal(answer.hits, 1);
      explorer.assertClean(visit);
      await visit.close();
    });
  });
}
