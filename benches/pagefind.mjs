// The peer: Pagefind 1.6 over the same documents, wrapped as plain HTML.

import { spawnSync } from "node:child_process";
import { createRequire } from "node:module";
import { mkdir, rm, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";

import { rawSize } from "./sizes.mjs";
import { timed } from "./timing.mjs";

/** Writes a page of HTML for each document. */
export async function wrap(documents, folder) {
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder, { recursive: true });
  for (const [number, { title, text }] of documents.entries()) {
    const paragraphs = text.split(/\n\s*\n/).map((it) => `<p>${escape(it.trim())}</p>`);
    const page =
      `<!doctype html>\n<html lang="en"><head><meta charset="utf-8"><title>${escape(title)}</title></head>\n` +
      `<body data-pagefind-body><h1>${escape(title)}</h1>\n${paragraphs.join("\n")}\n</body></html>\n`;
    await writeFile(join(folder, `${number}.html`), page);
  }
}

/** Builds the bundle; its seconds. */
export async function build(site, output) {
  await rm(output, { recursive: true, force: true });
  return timed(() => {
    const { status, stderr } = spawnSync(program(), ["--site", site, "--output-path", output], {
      encoding: "utf8",
    });
    if (status !== 0) throw new Error(`Pagefind failed: ${stderr}`);
  });
}

/** Bytes of the bundle: its own files are compressed already. */
export const bundle = rawSize;

/** The program is in the package of its platform. */
function program() {
  const require = createRequire(new URL("../tests/browser/package.json", import.meta.url));
  const manifest = require.resolve(`@pagefind/linux-${process.arch}/package.json`);
  return join(dirname(manifest), "bin/pagefind_extended");
}

function escape(text) {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
}
