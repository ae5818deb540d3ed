// The page as a resident meets it: open it, answer, look at the results. Everything goes through the hooks
// that are fixed for acceptance checks (data-question, data-answered, data-provision, data-amount, data-action).

import { test as base, expect, type Page } from "@playwright/test";
import { fileURLToPath } from "node:url";

export { expect };

/** The served site, or the single file without a network. */
export type Surface = "file" | "site";

export const SINGLE_FILE = fileURLToPath(new URL("../../www/dist/mingbai.html", import.meta.url));

/** What a resident would answer; every other question gets "I don't know". */
export type Known = Record<string, string | string[]>;

export class Resident {
  constructor(
    readonly page: Page,
    private readonly surface: Surface,
  ) {}

  /** Opens the page with these settings in its address. */
  async open(settings: Record<string, string> = {}): Promise<void> {
    const query = new URLSearchParams(settings).toString();
    const address = this.surface === "file" ? `file://${SINGLE_FILE}` : "./";
    await this.page.goto(query ? `${address}?${query}` : address);
    // A busy machine takes its time to start.
    await expect(this.page.locator("mingbai-checker main")).toBeVisible({ timeout: 20_000 });
  }

  get question() {
    return this.page.locator("[data-question]");
  }

  /** What is now asked: a fact, or several flags with spaces between; null when nothing is left. A page that has only
   * been gone to may not have started. */
  async asked(): Promise<string | null> {
    await expect(this.page.locator("mingbai-checker main")).toBeVisible();
    return (await this.question.count()) === 0 ? null : this.question.getAttribute("data-question");
  }

  /** Answers the question that is asked: with a value, or as far as what it asks is known. */
  async answer(value: string | string[] | Known): Promise<void> {
    if (typeof value === "string" || Array.isArray(value)) return this.enter(value);
    const facts = (await this.asked())?.split(" ") ?? [];
    const [fact = ""] = facts;
    if (facts.length === 1) return this.enter(value[fact] ?? "unknown");
    for (const flag of facts.filter((flag) => value[flag] === "true")) await this.question.locator(`input[name="${flag}"]`).check();
    const unknown = facts.some((flag) => value[flag] === undefined);
    if (unknown) await this.question.locator("input[name=rest][value=unknown]").check();
    else if (facts.every((flag) => value[flag] === "false")) await this.question.locator("input[name=rest][value=none]").check();
    await this.act("next");
    // A question of several takes no "no" beside "I am not sure": each is changed afterwards.
    if (unknown) for (const flag of facts.filter((flag) => value[flag] === "false")) await this.change(flag, "false");
  }

  private async enter(value: string | string[]): Promise<void> {
    const number = this.question.locator("input[type=text]");
    if (typeof value === "string" && /^\d+$/.test(value) && (await number.count()) > 0) await number.fill(value);
    else for (const one of [value].flat()) await this.question.locator(`input[value="${one}"]`).check();
    await this.act("next");
  }

  /** Answers until nothing is asked any more; gives the facts in the order asked. */
  async answerAll(known: Known): Promise<string[]> {
    const asked: string[] = [];
    for (;;) {
      const question = await this.asked();
      if (question === null) return asked;
      const facts = question.split(" ");
      for (const fact of facts) expect(asked, "no question comes twice").not.toContain(fact);
      asked.push(...facts);
      await this.answer(known);
    }
  }

  async act(action: string): Promise<void> {
    await this.page.locator(`[data-action="${action}"]:visible`).first().click();
  }

  async change(fact: string, value: string | string[]): Promise<void> {
    await this.page.locator(`[data-answered="${fact}"] [data-action=change]`).click();
    await expect(this.question).toHaveAttribute("data-question", fact);
    await this.answer(value);
  }

  provision(id: string) {
    return this.page.locator(`[data-provision="${id}"]`);
  }

  async status(id: string): Promise<string | null> {
    return this.provision(id).getAttribute("data-status");
  }

  /** Every provision's status, by `provision`, in a place by `policy/provision`. */
  async statuses(): Promise<Record<string, string>> {
    const pairs = await this.page.locator("[data-provision]").evaluateAll((all) => {
      const several = new Set(all.map((element) => element.getAttribute("data-policy"))).size > 1;
      const name = (element: Element) => `${several ? `${element.getAttribute("data-policy")}/` : ""}${element.getAttribute("data-provision")}`;
      return all.map((element) => [name(element), element.getAttribute("data-status")]);
    });
    expect(new Set(pairs.map(([id]) => id)).size, "each provision once").toBe(pairs.length);
    return Object.fromEntries(pairs);
  }
}

/** A test fails if the page asks the network for anything but itself, stores anything or reports an error. */
export const test = base.extend<{ surface: Surface; resident: Resident }>({
  surface: ["file", { option: true }],
  resident: async ({ page, context, surface }, use) => {
    const requests: string[] = [];
    const errors: string[] = [];
    page.on("request", (request) => {
      const ownCopy = /\/(service-worker\.js|mingbai\.webmanifest)$/.test(request.url());
      if (!request.isNavigationRequest() && !(surface === "site" && ownCopy)) requests.push(request.url());
    });
    page.on("pageerror", (error) => errors.push(String(error)));
    page.on("console", (message) => {
      if (message.type() === "error") errors.push(message.text());
    });
    await context.setOffline(surface === "file");
    await use(new Resident(page, surface));
    expect(requests, "the page asks the network for nothing").toEqual([]);
    expect(errors, "no error in the console").toEqual([]);
    const kept = await page.evaluate(() => [document.cookie, localStorage.length, sessionStorage.length, location.hash]);
    expect(kept, "nothing is stored").toEqual(["", 0, 0, ""]);
    expect(new URL(page.url()).searchParams.size, "no answer in the address").toBeLessThanOrEqual(6);
  },
});
