// The families of queries, each as every program takes it. In: the words of a
// corpus (a frequent one, a middling one …). Out: rows of a name, our request
// and what the peers are asked; a peer without such a query has no entry.

/**
 * @typedef {{ word: string, common: string, phrase: string, prefix: string,
 *   typo: string, pair: [string, string], not: string }} Words
 * @typedef {{ name: string, request: object, fts5?: string, tantivy?: string,
 *   minisearch?: [string, object], flexsearch?: string }} Family
 */

/** @param {Words} words @returns {Family[]} */
export function families(words) {
  const { word, common, phrase, prefix, typo, pair, not } = words;
  const search = (query, more = {}) => ({ search: { query, ...more } });
  const [first, second] = phrase.split(" ");
  return [
    { name: `word ${word}`, request: search(word), fts5: word, tantivy: word, minisearch: [word, {}], flexsearch: word },
    { name: `word ${common}`, request: search(common), fts5: common, tantivy: common, minisearch: [common, {}], flexsearch: common },
    { name: `phrase "${phrase}"`, request: search(`"${phrase}"`), fts5: `"${phrase}"`, tantivy: `"${phrase}"` },
    { name: `prefix ${prefix}*`, request: search(`${prefix}*`), fts5: `${prefix}*`, minisearch: [prefix, { prefix: true }] },
    { name: "prefix s*", request: search("s*"), fts5: "s*", minisearch: ["s", { prefix: true }] },
    { name: "ending *ing", request: search("*ing") },
    { name: `typing errors ${typo}~2`, request: search(`${typo}~2`), minisearch: [typo, { fuzzy: 2 }] },
    { name: "regular expression /un.*able/", request: search("/un.*able/") },
    {
      name: `boolean (${pair.join(" OR ")}) -${not}`,
      request: search(`(${pair.join(" OR ")}) -${not}`),
      fts5: `(${pair.join(" OR ")}) NOT ${not}`,
      tantivy: `(${pair.join(" OR ")}) -${not}`,
    },
    { name: `near ${pair.join(" NEAR/10 ")}`, request: search(pair.join(" NEAR/10 ")), fts5: `NEAR(${pair.join(" ")}, 9)` },
    { name: `CQL with a gap`, request: search(`[word="${first}"] []{0,3} [word="${word}"]`, { syntax: "cql" }) },
    { name: "every document, with facets", request: search("") },
    {
      name: `concordance of ${common}, sorted by three words`,
      request: {
        concordance: {
          query: common,
          sort: [1, 2, 3].map((position) => ({ by: { position } })),
          limit: 50,
        },
      },
    },
  ];
}
