// Where the page is opened from: the file on a disk, or a site on this machine that can go away.

import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { extname, join } from "node:path";
import { fileURLToPath } from "node:url";
import type { Surface } from "../page.ts";

const WWW = fileURLToPath(new URL("../../../www/", import.meta.url));

const TYPES: Record<string, string> = { ".html": "text/html", ".js": "text/javascript", ".webmanifest": "application/manifest+json" };

/** The office page's address: a file, and nothing else. */
export const OFFICE = `file://${WWW}dist/office.html`;

export interface Site {
  /** The page's address, without settings. */
  page: string;
  /** The address of another site's page with the element in it. */
  example: string;
  /** From now on nothing answers there. */
  goAway(): Promise<void>;
}

/** The built page as it is, or with a script that runs before everything in it: before the page's own policy, which
 * allows no other script. So every browser takes it, whatever its protocol can do. */
function read(path: string, first?: () => void): Buffer | string {
  const file = readFileSync(join(WWW, path));
  if (!first) return file;
  return String(file).replace('<meta charset="utf-8">', (charset) => `${charset}<script>(${first})()</script>`);
}

export async function siteOf(surface: Surface, first?: () => void): Promise<Site> {
  return surface === "file" ? onDisk(first) : served(first);
}

function onDisk(first?: () => void): Site {
  const example = `file://${WWW}example/embed.html`;
  if (!first) return { page: `file://${WWW}dist/mingbai.html`, example, goAway: async () => undefined };
  const folder = mkdtempSync(join(tmpdir(), "mingbai-file-"));
  const file = join(folder, "mingbai.html");
  writeFileSync(file, read("dist/mingbai.html", first));
  return { page: `file://${file}`, example, goAway: async () => rmSync(folder, { recursive: true, force: true }) };
}

async function served(first?: () => void): Promise<Site> {
  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url ?? "", "http://127.0.0.1");
    const path = pathname.endsWith("/") ? `${pathname}index.html` : pathname;
    try {
      const body = read(path, pathname === "/dist/" ? first : undefined);
      response.writeHead(200, { "Content-Type": TYPES[extname(path)] ?? "application/octet-stream", "Cache-Control": "no-store" }).end(body);
    } catch {
      response.writeHead(404).end();
    }
  });
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  const address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const goAway = () => new Promise<void>((done) => {
    server.close(() => done());
    server.closeAllConnections();
  });
  return { page: `${address}/dist/`, example: `${address}/example/embed.html`, goAway };
}
