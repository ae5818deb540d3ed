// The office page as a county office meets it: the built file, opened from disk without a network. A test fails if the
// page asks the network for anything, stores anything or reports an error.

import { test as base, expect, type Download, type Page } from "@playwright/test";
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { repository } from "./ledgers.ts";

export { expect, repository };

export const OFFICE_FILE = fileURLToPath(new URL("../../www/dist/office.html", import.meta.url));

export class Office {
  constructor(readonly page: Page) {}

  async open(tab: "ledger" | "studio" = "studio"): Promise<void> {
    await this.page.goto(`file://${OFFICE_FILE}`);
    await this.page.locator(`[data-tab=${tab}]`).click();
    await expect(this.page.locator(`office-${tab}`)).toBeVisible();
  }

  get policy() {
    return this.page.locator("textarea[data-policy-source]");
  }

  get count() {
    return this.page.locator("[data-lint-count]");
  }

  async begin(id: string): Promise<void> {
    await this.page.locator("#begin").selectOption(id);
    await this.page.locator("[data-action=begin]").click();
    // Who types before it is there is asked whether it may take the place of that.
    await expect(this.policy).not.toHaveValue("");
  }

  /** Opens files of the repository in the studio. */
  async files(...paths: string[]): Promise<void> {
    await this.page.locator("[data-drop=studio]").setInputFiles(paths.map(repository));
  }

  /** The bytes that an action saves, and their name. */
  async saved(action: string): Promise<{ name: string; bytes: Buffer }> {
    const waiting: Promise<Download> = this.page.waitForEvent("download");
    await this.page.locator(`[data-action="${action}"]`).click();
    const download = await waiting;
    return { name: download.suggestedFilename(), bytes: readFileSync(await download.path()) };
  }
}

export const test = base.extend<{ office: Office }>({
  office: async ({ page, context }, use) => {
    const requests: string[] = [];
    const errors: string[] = [];
    page.on("request", (request) => {
      if (!request.isNavigationRequest() && !request.url().startsWith("blob:")) requests.push(request.url());
    });
    page.on("pageerror", (error) => errors.push(String(error)));
    page.on("console", (message) => {
      if (message.type() === "error") errors.push(message.text());
    });
    await context.setOffline(true);
    await use(new Office(page));
    expect(requests, "the page asks the network for nothing").toEqual([]);
    expect(errors, "no error in the console").toEqual([]);
    expect(await page.evaluate(() => [document.cookie, localStorage.length, sessionStorage.length]), "nothing is stored").toEqual(["", 0, 0]);
  },
});
