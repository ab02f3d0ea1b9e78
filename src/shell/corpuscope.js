// The JavaScript API of a corpus, for pages and for Node.
//
//   import { open } from "./corpuscope.js";
//   const corpus = await open();
//   const { total_documents, documents } = await corpus.search("strike*");
//
// Types and every field: corpuscope.d.ts.

import { EngineHandle } from "./engine-handle.js";
import { findSource } from "./source.js";

const SEARCH_OPTIONS = [
  "mode",
  "filters",
  "sort",
  "offset",
  "limit",
  "facet_limit",
  "with_hits",
  "broader",
  "without",
];
const DOCUMENT_OPTIONS = ["query", "mode", "first_paragraph", "paragraphs", "at"];
const CONCORDANCE_OPTIONS = [
  "mode",
  "filters",
  "context",
  "sort",
  "sample",
  "seed",
  "group",
  "only",
  "field",
  "offset",
  "limit",
  "with_places",
  "unit",
  "exclude",
  "dispersion",
];

const SUGGEST_OPTIONS = ["caret", "limit"];
const EXPLAIN_OPTIONS = ["syntax", "mode", "broader", "without"];

/**
 * Opens a corpus.
 *
 * @param {string | URL | Uint8Array | ArrayBuffer} [source] the address of a
 *   built folder or of an engine module, in Node also a path; or the module's
 *   bytes. Without it: the corpus beside this script.
 * @param {import("./corpuscope.d.ts").OpenOptions} [options]
 * @returns {Promise<Corpus>}
 */
export async function open(source = new URL("../", import.meta.url), options = {}) {
  const { signal, onprogress, worker } = options;
  signal?.throwIfAborted();
  const handle = new EngineHandle({
    source: await findSource(source),
    engine: async () => (await import("./engine.js")).engine,
    script: new URL("./engine.js", import.meta.url).href,
    worker,
  });
  if (onprogress) handle.onprogress = onprogress;
  const abort = () => handle.close();
  signal?.addEventListener("abort", abort, { once: true });
  try {
    await handle.ready;
  } catch (error) {
    throw signal?.aborted ? signal.reason : error;
  } finally {
    signal?.removeEventListener("abort", abort);
  }
  return new Corpus(handle);
}

/** An open corpus. */
class Corpus {
  #handle;

  /** @param {EngineHandle} handle */
  constructor(handle) {
    this.#handle = handle;
  }

  /** Documents for a query; every document for the empty one. */
  async search(query = "", options = {}) {
    const { signal, ...rest } = known(options, SEARCH_OPTIONS);
    return this.request({ search: { query: wellFormed(query), ...rest } }, { signal });
  }

  /** A window of one document's text. */
  async document(path, options = {}) {
    const { signal, ...rest } = known(options, DOCUMENT_OPTIONS);
    return this.request({ document: { path: wellFormed(path), ...rest } }, { signal });
  }

  /** Every hit of a query in its context. */
  async concordance(query, options = {}) {
    const { signal, ...rest } = known(options, CONCORDANCE_OPTIONS);
    return this.request({ concordance: { query: wellFormed(query), ...rest } }, { signal });
  }

  /** What may be typed next in a query. */
  async suggest(text, options = {}) {
    const { signal, ...rest } = known(options, SUGGEST_OPTIONS);
    return this.request({ suggest: { text: wellFormed(text), ...rest } }, { signal });
  }

  /** Why a document has the score that it has for a query. */
  async explain(query, path, options = {}) {
    const { signal, ...rest } = known(options, EXPLAIN_OPTIONS);
    const request = { query: wellFormed(query), path: wellFormed(path), ...rest };
    return this.request({ explain: request }, { signal });
  }

  /** What is in the corpus, how it was made, what it weighs. */
  async about(options = {}) {
    return this.request("about", known(options, []));
  }

  /** Any request as the page makes it; the answer without its wrapping. */
  async request(request, options) {
    const response = await this.#handle.request(request, options);
    const [[kind, answer]] = Object.entries(response);
    if (kind === "failed") throw new Error(answer);
    return answer;
  }

  /** Frees the engine and its memory. */
  close() {
    this.#handle.close();
  }
}

/** A misspelt option would else be ignored without a word. */
function known(options, names) {
  for (const name of Object.keys(options)) {
    if (name !== "signal" && !names.includes(name)) {
      throw new TypeError(`there is no option ${name}; there are ${[...names, "signal"].join(", ")}`);
    }
  }
  return options;
}

/** Half a surrogate pair cannot cross into the engine. */
function wellFormed(text) {
  const string = String(text);
  return string.toWellFormed?.() ?? string.replace(/\p{Surrogate}/gu, "\uFFFD");
}
