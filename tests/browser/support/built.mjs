// The pages under test, made by `cargo xtask test browser` before the tests.

import { existsSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";

/** The folder of one fixture's pages: `site/`, and `page.html` or another form of it. */
export function built(name, page = "page.html") {
  const folder = process.env.CORPUSCOPE_BUILT;
  if (!folder || !existsSync(join(folder, name))) {
    throw new Error("the pages under test are not built: run them with `cargo xtask test browser`");
  }
  const file = join(folder, name, page);
  return { site: join(folder, name, "site"), file, address: pathToFileURL(file).href };
}
