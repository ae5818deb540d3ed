// Shows dist as a site would, on this machine only, without caching, so that a rebuilt page is seen at once.
// `node build/serve.mjs PORT`: the next free one is taken if it is busy; 0 lets the system choose.

import { fileURLToPath } from "node:url";
import { preview } from "vite";

const server = await preview({
  root: fileURLToPath(new URL("..", import.meta.url)),
  configFile: false,
  // An address that is no file is not found: the page is no application with addresses of its own.
  appType: "mpa",
  build: { outDir: "dist" },
  preview: {
    host: "127.0.0.1",
    port: Number(process.argv[2]),
    headers: { "Cache-Control": "no-store", "X-Content-Type-Options": "nosniff" },
  },
});
console.log(`Mingbai is at ${server.resolvedUrls.local[0]}  (Ctrl-C ends it)`);
