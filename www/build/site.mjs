// Puts all places with their documents into the page's template, www/dist/mingbai.html, and makes of that single file what
// stands beside it: the site's index.html with its manifest and service worker, and the script for other sites.
// `node build/site.mjs`, when the template is built.

import { createHash } from "node:crypto";
import { readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath, pathToFileURL } from "node:url";
import { bundle, DATA_PLACE, places } from "./bundle.mjs";
import { once } from "./once.mjs";

const MANIFEST = "mingbai.webmanifest";
/** The end of the single file's content policy, and what the site may do beyond it. Of images only those that travel
 * in their own address: the icon. */
const POLICY_END = "form-action 'none'";
const SITE_POLICY = `${POLICY_END}; worker-src 'self'; manifest-src 'self'; img-src data:`;

/** The single file, with leave to have a manifest, a service worker and an icon. */
export function indexOf(single, icon) {
  const links = `<link rel="manifest" href="${MANIFEST}">\n<link rel="icon" href="${icon}">\n<title>`;
  return once(once(single, POLICY_END, SITE_POLICY), "<title>", links);
}

/** The text of the data block. */
export function dataOf(single) {
  const found = /id="mingbai-data">([^<]*)<\/script>/.exec(single);
  if (!found) throw new Error("the single file has no data block: see www/build/shell.html");
  return found[1];
}

function make() {
  const dist = new URL("../dist/", import.meta.url);
  const site = new URL("../site/", import.meta.url);
  const read = (name, folder) => readFileSync(new URL(name, folder), "utf8");
  const write = (name, text) => writeFileSync(new URL(name, dist), text);

  const ids = places();
  bundle("--place", ids, fileURLToPath(new URL("mingbai.html", dist)));
  const single = read("mingbai.html", dist);
  const manifest = read(MANIFEST, site);
  const index = indexOf(single, JSON.parse(manifest).icons[0].src);
  const worker = read("service-worker.js", site);
  // Another page, or another worker, is another version.
  const version = createHash("sha256").update(index).update(worker).digest("hex").slice(0, 16);
  write(MANIFEST, manifest);
  write("index.html", index);
  write("service-worker.js", once(worker, "{{version}}", version));
  write("mingbai-checker.js", once(read("template.js", dist), DATA_PLACE, dataOf(single)));
  console.log(`www/dist/mingbai.html: ${Buffer.byteLength(single)} bytes, ${ids.length} places`);
}

if (import.meta.url === pathToFileURL(process.argv[1]).href) make();
