// The site works without a network after one visit; the single file never needs one.

import { readFileSync } from "node:fs";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { fileURLToPath } from "node:url";
import { expect, test, SINGLE_FILE } from "./page.ts";

test("after one visit the site opens without a network, with any settings", async ({ page, context, surface, baseURL }) => {
  test.skip(surface === "file", "the single file has no service worker");
  await page.goto(baseURL ?? "");
  await page.evaluate(() => navigator.serviceWorker.ready);
  await context.setOffline(true);
  await page.goto(`${baseURL}?policy=liangping-2019&lang=en`);
  await expect(page.locator("[data-question]")).toHaveCount(1);
  await page.reload();
  await expect(page.locator("[data-question]")).toHaveCount(1);
});

test("the icon is shown under the page's own policy, also where the site is installed", async ({ page, surface, baseURL }) => {
  test.skip(surface === "file", "the single file has no icon");
  const problems: string[] = [];
  page.on("console", (message) => problems.push(message.text()));
  await page.goto(baseURL ?? "");
  await expect(page.locator("link[rel=icon]")).toHaveAttribute("href", /^data:image\/svg\+xml,/);
  const client = await page.context().newCDPSession(page);
  // Not `Page.getInstallabilityErrors` and `Page.getManifestIcons`: they are a windowed browser's, and say nothing without.
  const { data, errors } = await client.send("Page.getAppManifest");
  expect(errors).toEqual([]);
  const manifest = JSON.parse(data ?? "") as { start_url: string; display: string; icons: { src: string }[] };
  expect(manifest).toMatchObject({ start_url: expect.any(String), display: "standalone" });
  const sizes = await page.evaluate(
    (icons) =>
      Promise.all(
        icons.map(async ({ src }) => {
          const image = new Image();
          image.src = src;
          await image.decode();
          return image.naturalWidth;
        }),
      ),
    manifest.icons,
  );
  expect(sizes.length).toBeGreaterThan(0);
  expect(Math.min(...sizes)).toBeGreaterThan(0);
  expect(problems).toEqual([]);
});

test("the single file has neither manifest nor service worker", async ({ page, surface }) => {
  test.skip(surface === "site", "the site has them");
  await page.goto(`file://${SINGLE_FILE}`);
  await expect(page.locator("mingbai-checker main")).toBeVisible();
  await expect(page.locator("link")).toHaveCount(0);
  expect(await page.evaluate(() => document.querySelector("meta[http-equiv]")?.getAttribute("content"))).not.toContain("worker-src");
});

test.describe("two copies of the site on one origin", () => {
  test.skip(({ surface }) => surface === "file", "the single file has no service worker");

  const dist = (name: string) => readFileSync(fileURLToPath(new URL(`../../www/dist/${name}`, import.meta.url)), "utf8");
  /** Which version each copy is in, by the path where it stands. */
  const versions: Record<string, string> = {};
  let server: Server;
  const at = (path: string) => `http://127.0.0.1:${(server.address() as AddressInfo).port}${path}`;

  test.beforeAll(async () => {
    server = createServer(({ url = "" }, response) => {
      const [, path = "", name = ""] = /^(\/\w+\/)([^?]*)/.exec(url) ?? [];
      const version = versions[path] ?? "";
      const [type, text] = name === "service-worker.js" ? ["text/javascript", `${dist(name)}// ${version}`.replace(/(\$\{OWN\})\w+/, `$1${version}`)]
        : name === "mingbai.webmanifest" ? ["application/manifest+json", dist(name)]
        : ["text/html", dist("index.html").replace("<html", `<html data-version="${version}"`)];
      response.writeHead(200, { "content-type": type }).end(text);
    });
    await new Promise<void>((ready) => server.listen(0, "127.0.0.1", ready));
  });
  test.afterAll(() => server.close());

  test("a newer version says so and is taken when the resident says so; the other copy keeps its cache", async ({ page }) => {
    Object.assign(versions, { "/one/": "v1", "/two/": "v1" });
    const installed = () => page.evaluate(() => navigator.serviceWorker.ready.then(() => undefined));
    const kept = () => page.evaluate(() => caches.keys().then((keys) => keys.sort()));
    for (const path of ["/two/", "/one/"]) {
      await page.goto(at(path));
      await installed();
    }
    await expect.poll(kept).toEqual(["mingbai /one/ v1", "mingbai /two/ v1"]);
    await expect(page.locator("[data-newer]")).toHaveCount(0);

    versions["/one/"] = "v2";
    await page.goto(at("/one/?policy=liangping-2019&on=2019-11-01"));
    const newer = page.locator("[data-newer]");
    await expect(newer).toHaveText(/^有新的版本。\s+换上新的$/);
    const first = await page.locator("[data-question]").getAttribute("data-question");
    await page.locator("[data-question] input[value=unknown]").check();
    await page.locator("[data-action=next]").click();
    // Nothing is lost by itself, and what it costs is said.
    await expect(newer).toContainText("这里的回答要重新填");
    await expect(page.locator("[data-answered]")).toHaveCount(1);
    expect(await page.locator("html").getAttribute("data-version")).toBe("v1");

    await page.locator("[data-action=take-newer]").click();
    await expect(page.locator("html")).toHaveAttribute("data-version", "v2");
    await expect(page.locator("[data-question]")).toHaveAttribute("data-question", first ?? "");
    await expect(newer).toHaveCount(0);
    await expect.poll(kept).toEqual(["mingbai /one/ v2", "mingbai /two/ v1"]);
  });
});
