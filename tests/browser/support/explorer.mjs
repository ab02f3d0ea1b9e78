// What readers do with an explorer, and what they must never see.

import assert from "node:assert/strict";

/** Opens a page and waits until its corpus answers. */
export async function openExplorer(visit, address) {
  await visit.go(address);
  await ready(visit);
}

/** Waits until the number of documents is told. */
export function ready(view) {
  return view.until("the corpus to be open", () => seen.has(".count", "document"), undefined, 40);
}

/** Replaces what is in the search box, as a person does. */
export async function search(visit, query) {
  await visit.click("input[type=search]");
  await visit.press("Control+a", "Delete");
  await visit.type(query);
}

/** Waits for the number of documents and hits above the results. */
export function untilCount(view, count) {
  return view.until(`the count “${count}”`, (it) => seen.has(".count", it), count);
}

/** Waits until the keyboard is at such an element: lists give it on once they are filled. */
export function untilFocus(view, selector) {
  return view.until(`the keyboard at ${selector}`, (it) => seen.focus()?.matches(it), selector);
}

/** Titles of the results that are shown. */
export function titles(view) {
  return view.evaluate(() => seen.all(".result h3").map((it) => it.textContent));
}

/** Hits that are marked in the results, in the order of the page. */
export function marks(view, inside = ".results") {
  return view.evaluate((it) => seen.all(`${it} mark`).map((mark) => mark.textContent), inside);
}

/** No error, no violation of the policy. */
export function assertClean(visit) {
  assert.deepEqual(visit.problems, []);
}

/** Nothing was asked for but what the page itself consists of. */
export function assertOnlyOwnRequests(visit, own) {
  const foreign = visit.requests.filter((address) => {
    const inMemory = address.startsWith("blob:") || address.startsWith("data:");
    return !inMemory && !own(address.split("#")[0]);
  });
  assert.deepEqual(foreign, []);
}

/** From a file: nothing at all but that file. */
export function assertSilent(visit, page) {
  assertOnlyOwnRequests(visit, (address) => address === page);
}
