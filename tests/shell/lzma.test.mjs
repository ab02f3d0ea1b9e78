// LZMA, on data that another encoder has made.

import assert from "node:assert/strict";
import { before, test } from "node:test";

import { load } from "./scripts.mjs";

/** Text that repeats itself in part, a run of one letter, every byte once. */
function expected() {
  const lines = Array.from({ length: 60 }, (_, n) => `${n} harbours, ${n * n} ships; `);
  const bytes = Uint8Array.from({ length: 256 }, (_, n) => n);
  return Buffer.concat([Buffer.from(lines.join("") + "a".repeat(300)), bytes]);
}

// Python's lzma module, raw: lc=3 lp=0 pb=0, and lc=1 lp=2 pb=3.
const USUAL =
  "AwAQAADQBwAAAAAAAAAYCErPVDds1+UyrBaQ3hn4cZDdYabHBJPEvPcayrj2yb3hGXbzDJvGp3nMYSquyV2pJBi0" +
  "SWLWA27dtzXOIlDASzgtkPMJnaiPbF/M9nc/f8VJ+FApC+NqUyDn9tk8CDJSXwTAOqFDRv6ISx4btTFcra0ts3qz" +
  "sj3UIJAD6wL3cW86Fbm/P5pO4IR4PlJf33hIGc4LmAu1fvatUw7c05z6HF6GFSyrCdjtxhTCO+vaz8hTONSzt0Nb" +
  "kh6TEq8C+5x5j039tUeNc5/ucNNWbEaYv/sTy7LaqCBzSOlhh/28ZvFN88z5cQ36M41+pAXfAlVsXL1OQEPSjLon" +
  "2wFAXJmd9H9lBOx/VYBdozmJvhI6YZyMSRGXjK0kO8muZTJn5cgEnC83wZoZIdASfFmEnWVyC5tFedrH9uGFhK5Q" +
  "dY9vAh0blEduBhgrAQ3qL7uJ4wvNI1rp9Ogco7zBP1m5ecifFYzt9jpGDA2ASBVJ2jznbEh8JQxXFjUQ0gVHjGwo" +
  "SPtpuxNgDgpKR0TkppaAzV4kobEUNwXo5Bxa0aYx3KxGWC5EedBjaP3QKKL/4Qcoh2mL25nlnxgkLr+SlsbFm51T" +
  "q6OqRStbl3p5XhYluz4yP5ScfCN1zDBi3efw+zFIsvsm/mf4JwXhrJE=";
const UNUSUAL =
  "mgAQAADQBwAAAAAAAAAYCAkGE7G0mtOO6u7DQzUJMaloE7uwQIOszklNii+nPOipuddBnHu8bzbnGvN+EA8eSMV8" +
  "l9oXq800CgXz27y3fgvsfzUQx5kVGn5PO02LPI1bBFBf84ZxG+LY6LL45Ktu8PbYznffKIdJYdMQCEF8CYDI1Vj/" +
  "9aQnX5pV0X/swmc1aB3ooPP0EdBdfRejBzExFLrPCWIXI4W1Qc9/+d3mxqMV63lBZhZ9tLcTbf98fX6IoJaq/Nzw" +
  "mEqSHN5hkhVtc7Aa3FqCFhCaN+k5JLH/NHOe8DccAnZidjhSN6a09+alykW++so8w1U/uG2tsFhR1PSi6IVhtQdG" +
  "z4f+fAT853ondUTvKDb/FWt7XgW6B1GQWo+BuGaGJeVzMCH4ak563ThPK/FKuU5G/ZyFB2S6pGWU50+/BqfJBr4h" +
  "6AuMmuY8M8bLhUMu0mr/gx+hVrVq3LBkB7dZuh1l1dndxNfTtjq+CTTTn1iNjnqJWQXbYC++1q4fswyZJqsAkuE4" +
  "jlMxmGwTkKwZmQU14C2zXchqRRidQZ/WFaEuKIN06lQBcegVNth72eOTa1YFANbhp70KbI+Ma+XYP/NT2/HtFuve" +
  "GuDiqmU5pis0jmj+5RP1np+mbb2rveO54M+4KkzVHvBNpCXddj3SOOM5M9PywRsMp2IG3QjXZjcUaNbs4A1vhPAz" +
  "qH0MHz1vRZ+W5PI9ghPovi9VufcaUCGh7cibLFkI+yIQuNExAxM5YYMtZLLWzbahuvEFb+9f4D3ZD3pj3CurT0t3" +
  "rqd1n4t3kzD2//XgKC8F4ayR";

let decompress;
before(async () => ({ decompress } = await load("lzma.js")));

test("data comes out as it went in, whatever the settings", () => {
  for (const text of [USUAL, UNUSUAL]) {
    assert.deepEqual(Buffer.from(decompress(Buffer.from(text, "base64"))), expected());
  }
});

test("no damage gives other bytes", () => {
  const whole = Buffer.from(USUAL, "base64");
  const data = expected();
  for (let at = 13; at < whole.length; at++) {
    assert.throws(() => decompress(whole.subarray(0, at)), `cut at ${at}`);
    const flipped = Uint8Array.from(whole);
    flipped[at] ^= 1 << at % 8;
    try {
      // The coder's first byte and its last ones carry nothing.
      assert.ok(data.equals(decompress(flipped)), `flipped at ${at}`);
    } catch (error) {
      assert.match(error.message, /this file is damaged/, `flipped at ${at}`);
    }
  }
});

test("its source is a whole function, as a worker gets it", () => {
  // A function that mentioned something outside itself would fail here.
  const copy = new Function(`return (${decompress})`)();
  assert.deepEqual(Buffer.from(copy(Buffer.from(USUAL, "base64"))), expected());
});
