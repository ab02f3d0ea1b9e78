// A static file host, as small as can be: files below a folder, under a path
// of one's choice, with the mistakes that real hosts make if asked for.

import { createServer } from "node:http";
import { readFile } from "node:fs/promises";
import { extname, join, normalize } from "node:path";

const TYPES = {
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".css": "text/css; charset=utf-8",
  ".json": "application/json",
  ".wasm": "application/wasm",
  ".svg": "image/svg+xml",
  ".png": "image/png",
};

/**
 * Serves folders and texts.
 *
 * @param {Record<string, string | { html: string }>} places by path: a folder
 *   (`"/a/b/": "dist"`), or a page's text (`"/": { html: "…" }`)
 * @param {{ wasmType?: string, headers?: Record<string, string> }} options
 */
export async function serve(places, { wasmType = TYPES[".wasm"], headers = {} } = {}) {
  /** @type {{ path: string, status: number }[]} */
  const answered = [];
  const server = createServer(async (request, response) => {
    const path = decodeURIComponent(new URL(request.url, "http://host").pathname);
    const { status, type, body } = await find(places, path);
    // Browsers ask for an icon wherever a page names none.
    if (path !== "/favicon.ico") answered.push({ path, status });
    const contentType = type === TYPES[".wasm"] ? wasmType : type;
    response.writeHead(status, { "content-type": contentType, ...headers });
    response.end(body);
  });
  await new Promise((done) => server.listen(0, "127.0.0.1", done));
  return {
    origin: `http://127.0.0.1:${server.address().port}`,
    answered,
    close: () => {
      server.closeAllConnections();
      return new Promise((done) => server.close(done));
    },
  };
}

async function find(places, path) {
  const exact = places[path];
  if (exact?.html !== undefined) return { status: 200, type: TYPES[".html"], body: exact.html };
  for (const [prefix, folder] of Object.entries(places)) {
    if (typeof folder !== "string" || !path.startsWith(prefix)) continue;
    const below = path.slice(prefix.length);
    const name = normalize(below === "" || below.endsWith("/") ? `${below}index.html` : below);
    if (name.startsWith("..")) break;
    const body = await readFile(join(folder, name)).catch(() => undefined);
    const type = TYPES[extname(name)] ?? "application/octet-stream";
    if (body) return { status: 200, type, body };
  }
  return { status: 404, type: "text/plain", body: "not found" };
}
