// Both tabs of the office page without a mouse: Tab, arrows, letters, Space and Enter. Wherever the focus is, it is seen.

import type { Page } from "@playwright/test";
import { FIGURES, MESSY } from "./ledgers.ts";
import { expect, OFFICE_FILE, repository, test, type Office } from "./office.ts";

/** More than there are places to go to in a tab. */
const MOST = 400;

/** What has the focus. */
interface At {
  id: string;
  action: string;
  tab: string;
  part: string;
  /** The cell of a form that it is in, the row and the column of a ledger. */
  cell: string;
  row: string;
  column: string;
  text: string;
  /** Whether it is in the preview, a page of its own. */
  preview: boolean;
  /** Whether the focus has left the page. */
  out: boolean;
  /** Whether a line is drawn round it, and it is in sight. */
  seen: boolean;
}

/** Runs in the page. */
function at(): At {
  let element = document.activeElement;
  while (element?.shadowRoot?.activeElement) element = element.shadowRoot.activeElement;
  const own = element as HTMLElement;
  const near = (name: string) => own.closest(`[data-${name}]`)?.getAttribute(`data-${name}`) ?? "";
  // An editor draws the line round itself and its numbers.
  const ring = (one: Element | null): boolean => {
    const { outlineStyle, outlineWidth, boxShadow } = one ? getComputedStyle(one) : { outlineStyle: "none", outlineWidth: "0px", boxShadow: "none" };
    return (outlineStyle !== "none" && parseFloat(outlineWidth) >= 2) || boxShadow !== "none";
  };
  const { left, top, right, bottom } = own.getBoundingClientRect();
  const inSight = right > 0 && bottom > 0 && left < innerWidth && top < innerHeight;
  return {
    id: own.id, action: own.dataset["action"] ?? "", tab: own.dataset["tab"] ?? "", part: own.dataset["part"] ?? "",
    cell: near("cell"), row: near("row"), column: near("column"), text: (own.textContent ?? "").trim().slice(0, 40),
    preview: own.tagName === "IFRAME", out: own === document.body,
    seen: own === document.body || own.tagName === "IFRAME" || (inSight && (ring(own) || ring(own.closest(".editor")))),
  };
}

class Hands {
  constructor(private readonly page: Page) {}

  async at(): Promise<At> {
    return this.page.evaluate(at);
  }

  press(key: string): Promise<void> {
    return this.page.keyboard.press(key);
  }

  /** Tab, or Shift+Tab, until the focus is where it is wanted; it must be seen all the way. */
  async to(what: string, wanted: (at: At) => boolean, key: "Tab" | "Shift+Tab" = "Tab"): Promise<At> {
    for (let presses = 0; presses < MOST; presses += 1) {
      await this.press(key);
      const now = await this.at();
      expect(now.seen, `the focus is seen on ${JSON.stringify(now)}`).toBe(true);
      if (wanted(now)) return now;
    }
    throw new Error(`${key} does not reach ${what}; it stands on ${JSON.stringify(await this.at())}`);
  }

  /** To the button with this action, and presses it. */
  async act(action: string, key: "Tab" | "Shift+Tab" = "Tab"): Promise<void> {
    await this.to(action, (now) => now.action === action, key);
    await this.press("Enter");
  }

  /** Chooses in the menu that has the focus, by the arrow keys. While the page works out what was chosen before, the menu
   * may show that once more: then from there. */
  async choose(value: string): Promise<void> {
    const places = () => this.page.evaluate((value) => {
      let element = document.activeElement;
      while (element?.shadowRoot?.activeElement) element = element.shadowRoot.activeElement;
      const menu = element as HTMLSelectElement;
      return { chosen: menu.selectedIndex, wanted: [...menu.options].findIndex((option) => option.value === value) };
    }, value);
    await expect(async () => {
      const { chosen, wanted } = await places();
      expect(wanted).not.toBe(-1);
      for (let steps = Math.abs(wanted - chosen); steps > 0; steps -= 1) await this.press(wanted > chosen ? "ArrowDown" : "ArrowUp");
      expect(await places()).toEqual({ chosen: wanted, wanted });
    }).toPass({ timeout: 10_000 });
  }

  /** Opens a file by the field that has the focus. Chromium opens no second dialogue directly after the first. */
  open(file: string | { name: string; mimeType: string; buffer: Buffer }): Promise<void> {
    return expect(async () => {
      const chooser = this.page.waitForEvent("filechooser", { timeout: 2_000 });
      await this.press("Space");
      await (await chooser).setFiles(file);
    }).toPass({ timeout: 20_000 });
  }

  /** Types over what the field that has the focus holds. */
  async write(text: string): Promise<void> {
    await this.press("Control+a");
    await this.page.keyboard.type(text);
  }

  /** What a press of Enter saves. */
  async saved(action: string): Promise<string> {
    const download = this.page.waitForEvent("download");
    await this.act(action);
    return (await download).suggestedFilename();
  }
}

/** The page, and the tab by the arrow keys. */
async function begin({ page }: Office, name: "ledger" | "studio"): Promise<Hands> {
  const hands = new Hands(page);
  await page.goto(`file://${OFFICE_FILE}`);
  await expect(page.locator("office-ledger")).toBeVisible();
  await hands.to("the tabs", ({ tab }) => tab === "ledger");
  if (name === "studio") await hands.press("ArrowRight");
  expect((await hands.at()).tab).toBe(name);
  return hands;
}

test("a ledger: opened, its mapping corrected, answered, filtered, saved, told on paper", async ({ office }) => {
  const { page } = office;
  await page.addInitScript(() => Object.assign(window, { printed: 0, print: () => ((window as unknown as { printed: number }).printed += 1) }));
  const hands = await begin(office, "ledger");
  await hands.to("the documents", ({ id }) => id === "ledger-document");
  await hands.choose("liangping-2019");
  await hands.to("the day", ({ id }) => id === "ledger-on");
  await hands.write("2019-11-01");
  await hands.to("the files", ({ id }) => id === "ledger-file");
  await hands.open({ name: "figures.toml", mimeType: "", buffer: Buffer.from(FIGURES) });
  await expect(page.getByText("数字用的是 figures.toml")).toBeVisible();
  await hands.open(repository(MESSY.workbook));
  await expect(page.locator("[data-residents]")).toBeVisible();

  await hands.to("what 缴费档次 is", ({ column }) => column === "缴费档次");
  await hands.choose("");
  await expect(page.locator('[data-column="缴费档次"] select')).toHaveCount(1);
  expect((await hands.at()).column, "the focus stays where one was").toBe("缴费档次");
  await hands.choose("tier");
  await expect(page.locator('[data-column="缴费档次"] select').first()).toHaveValue("tier");
  await hands.act("answer");
  await expect(page.locator("[data-ledger-rows]")).toHaveAttribute("data-ledger-rows", `${MESSY.residents}`);

  expect(await hands.saved("save-answers")).toBe("messy-answers.xlsx");
  await hands.to("the filter", ({ id }) => id === "filter");
  await page.keyboard.type("孙小强");
  await expect(page.locator("[data-row]")).toHaveCount(1);
  await hands.to("the provisions", ({ id }) => id === "filter-provision");
  await hands.choose("0:granted");
  await hands.choose("");
  await hands.to("the row", ({ row, id }) => row !== "" && id !== "filter");
  await hands.press("Space");
  await hands.act("print-notices");
  await expect(page.locator("[data-notice]")).toHaveCount(1);
  await expect.poll(() => page.evaluate(() => (window as unknown as { printed: number }).printed)).toBe(1);
});

test("the studio: a document opened, a cell edited, the finding seen and mended, saved, the page tried", async ({ office }) => {
  const { page } = office;
  const hands = await begin(office, "studio");
  await hands.to("the documents", ({ id }) => id === "begin");
  await hands.choose("liangping-2019");
  await hands.act("begin");
  await expect(office.count).toHaveAttribute("data-lint-count", "0");

  await hands.to("the document's part", ({ part }) => part === "document");
  await hands.press("Enter");
  await hands.to("its id", ({ cell }) => cell === "policy.id");
  await hands.write("not an id");
  await hands.press("Tab");
  await expect(office.count).toHaveAttribute("data-lint-count", "1");
  // From the list of what is to be put right to the cell.
  await hands.to("the list", ({ action }) => action === "to-cell", "Shift+Tab");
  await hands.press("Enter");
  await expect.poll(async () => (await hands.at()).cell, "led to its cell").toBe("policy.id");
  await hands.write("liangping-2019");
  await hands.press("Tab");
  await expect(office.count).toHaveAttribute("data-lint-count", "0");

  // Through the preview, which is a page of its own, and out of it.
  await expect(page.frameLocator("[data-preview]").locator("[data-question]")).toBeVisible();
  await hands.to("the preview", ({ preview }) => preview);
  expect(await hands.saved("save-policy")).toBe("policy.toml");
});

for (const name of ["ledger", "studio"] as const) {
  test(`Tab goes through all of the ${name}'s tab and out of it, and back`, async ({ office }) => {
    const hands = await begin(office, name);
    for (const key of ["Tab", "Shift+Tab"] as const) await hands.to("the end", ({ out }) => out, key);
  });
}

test("a field that is set and at once set back is as before", async ({ office }) => {
  const { page } = office;
  await office.open();
  await office.begin("liangping-2019");
  await expect(office.count).toHaveAttribute("data-lint-count", "0");
  await page.locator("[data-part=document]").click();
  // Before the first of the two is written and read again; then another field, by which one sees that all is written.
  await page.locator("[data-forms=document]").evaluate((form) => {
    const set = (cell: string, value: string) => {
      const field = form.querySelector<HTMLInputElement>(`[data-cell="${cell}"] input`);
      if (!field) throw new Error(`no ${cell}`);
      field.value = value;
      field.dispatchEvent(new Event("change"));
    };
    set("policy.id", "another-id");
    set("policy.id", "liangping-2019");
    set("policy.instrument", "最后写的");
  });
  await expect(office.policy).toHaveValue(/"最后写的"/);
  await expect(office.policy).toHaveValue(/^id = "liangping-2019"$/m);
});
