// Takes the README's pictures of the sample: `cargo xtask pictures`.

import { mkdir, stat } from "node:fs/promises";
import { join } from "node:path";

import { launch } from "./support/browsers.mjs";
import { built } from "./support/built.mjs";
import * as explorer from "./support/explorer.mjs";

/** Larger pictures make every clone of the repository slow. */
const LARGEST = 250_000;

const PICTURES = {
  "reader.png": { width: 1180, height: 740, fragment: "#q=%22security+guarantees%22", open: true },
  "reader-dark.png": { width: 1180, height: 740, dark: true, fragment: "#q=%22security+guarantees%22", open: true },
  "concordance.png": { width: 1080, height: 640, fragment: "#view=concordance&q=peace&by=1R&by=2R&where=1" },
  "phone.png": { width: 390, height: 844, fragment: "#q=Geneva+talks" },
  "about.png": { width: 1280, height: 800, fragment: "#view=about" },
};

const [output] = process.argv.slice(2);
await mkdir(output, { recursive: true });
const { address } = built("sample");
const browser = await launch("chromium");
for (const [name, { fragment, open, ...screen }] of Object.entries(PICTURES)) {
  const visit = await browser.visit(screen);
  await visit.go(address + fragment);
  await visit.until("the page", () => seen.has(".result mark") || seen.has(".line mark") || seen.has(".about h2"));
  if (open) {
    await visit.click('[data-result="0"]');
    await visit.until("the reader", () => seen.has(".reader .text mark"));
    await visit.press("n");
  }
  // A caret in the picture would blink.
  await visit.evaluate(() => seen.focus()?.blur());
  await new Promise((done) => setTimeout(done, 500));
  const path = join(output, name);
  await visit.page.screenshot({ path });
  const { size } = await stat(path);
  if (size > LARGEST) throw new Error(`${name} has ${size} bytes, more than ${LARGEST}`);
  console.log(`${path} ${size} bytes`);
  await visit.close();
}
await browser.close();
