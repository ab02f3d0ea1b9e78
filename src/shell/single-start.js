// Starts a single-file page. Everything it needs stands in the same file, in
// `<script type="text/plain">` elements behind it: its index as base64, its code
// as base 85 (`data-85`), or all as bytes where the page is in the encoding
// windows-1252 (`data-bytes`).
//
// This much stands in the page as it is. The page's other scripts are one text,
// packed; it becomes an element of its own, which the policy knows by its hash,
// and finds what it needs at that element (`single-file.js`).

import { fromBase85 } from "./base85.js";
import { decompress } from "./lzma.js";

/** The data blocks of a name, in order; they are complete when `last` is there. */
function blocks(name) {
  const found = [...document.querySelectorAll(`script[type="text/plain"][data-${name}]`)];
  const numbers = found.map((block) => block.getAttribute(`data-${name}`));
  const total = found.at(-1)?.getAttribute("data-of");
  const whole = String(found.length) === total && numbers.every((n, i) => n === String(i + 1));
  if (!whole) throw new Error("this file is cut off or damaged; get it again or build it again");
  return found;
}

/** Letters of windows-1252 for the bytes from 0x80 on; the others have their own number. */
const LETTERS =
  "\u20ac\u0081\u201a\u0192\u201e\u2026\u2020\u2021\u02c6\u2030\u0160\u2039\u0152\u008d\u017d\u008f" +
  "\u0090\u2018\u2019\u201c\u201d\u2022\u2013\u2014\u02dc\u2122\u0161\u203a\u0153\u009d\u017e\u0178";

/** @type {Uint8Array | undefined} */
let byteOfLetter;

/** A block's bytes; base64 by the browser's own decoder where it has one. */
function decode(block) {
  const text = block.textContent;
  if (block.hasAttribute("data-bytes")) return decodeLetters(text);
  try {
    if (block.hasAttribute("data-85")) return fromBase85(text);
    if (typeof Uint8Array.fromBase64 === "function") return Uint8Array.fromBase64(text);
    return Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));
  } catch {
    throw new Error("this file is damaged; get it again or build it again");
  }
}

/** Each letter is a byte; `=` announces one that is written 64 higher. */
function decodeLetters(text) {
  if (document.characterSet !== "windows-1252") {
    throw new Error(
      `this file is in the encoding windows-1252, and its host says ${document.characterSet}; ` +
        "open it from disk, or build it without --smallest",
    );
  }
  if (byteOfLetter === undefined) {
    byteOfLetter = new Uint8Array(0x2200);
    for (let byte = 0; byte < 256; byte++) byteOfLetter[byte] = byte;
    for (let i = 0; i < LETTERS.length; i++) byteOfLetter[LETTERS.charCodeAt(i)] = 128 + i;
  }
  const bytes = new Uint8Array(text.length);
  let length = 0;
  for (let i = 0; i < text.length; i++) {
    const letter = text.charCodeAt(i);
    bytes[length++] = letter === 61 ? text.charCodeAt(++i) - 64 : byteOfLetter[letter];
  }
  return bytes.subarray(0, length);
}

/** The bytes of a name as one; for those of a few hundred kilobytes. */
function whole(name) {
  const parts = blocks(name).map(decode);
  const bytes = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    bytes.set(part, at);
    at += part.length;
  }
  return bytes;
}

/** The bytes of a name piece by piece; the page paints between two of them. */
async function* parts(name) {
  for (const block of blocks(name)) {
    yield decode(block);
    await new Promise((go) => setTimeout(go));
  }
}

function start() {
  const script = document.createElement("script");
  script.type = "module";
  script.setAttribute("data-bundle", "");
  script.given = { blocks, whole, parts, decompress };
  script.textContent = new TextDecoder().decode(decompress(whole("script")));
  document.body.append(script);
}

try {
  start();
} catch (error) {
  // The element that would say it is not there yet; a page that is cut off may
  // lack even what shows until then.
  const line = document.createElement("p");
  line.setAttribute("role", "alert");
  line.textContent = error.message.charAt(0).toUpperCase() + error.message.slice(1) + ".";
  document.querySelector("corpus-explorer")?.replaceWith(line);
}
