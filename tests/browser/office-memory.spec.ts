// Twenty files in a row through the ledger's tab: what is held stays level.

import { counting } from "./held.mjs";
import { MESSY } from "./ledgers.ts";
import { expect, repository, test } from "./office.ts";

/** Files before what is held is counted: until then memory finds its form (it once grows by a megabyte, and no more in 40 files). */
const BEFORE = 16;

const FILES = 20;

/** Residents of the largest file. */
const MANY = 3_000;

const LARGE = ["姓名,户口性质,人员类别,参保情况,缴费档次", ...Array.from({ length: MANY }, (_, index) => `某${index},农村,低保户,居民,${index % 2 ? "一档" : "二档"}`)].join("\n");

/** The files in turn, and how many residents each has. */
const ROUND = [
  { file: repository(MESSY.workbook), residents: MESSY.residents },
  { file: { name: "large.csv", mimeType: "", buffer: Buffer.from(LARGE) }, residents: MANY },
  { file: repository("crates/ledger/tests/ledgers/ticks.xls"), residents: 4 },
  { file: repository(MESSY.csv), residents: MESSY.residents },
];

test("twenty files in a row, each answered, shown and saved: what is held stays level", async ({ office }) => {
  test.setTimeout(180_000);
  const { page } = office;
  await office.open("ledger");
  const held = await counting(page);
  await page.locator("#ledger-document").selectOption("liangping-2019");
  await page.locator("#ledger-on").fill("2019-11-01");
  const rounds: Awaited<ReturnType<typeof held>>[] = [];
  for (let number = 0; number < BEFORE + FILES; number += 1) {
    const { file, residents } = ROUND[number % ROUND.length] ?? ROUND[0]!;
    await page.locator("[data-drop=ledger]").setInputFiles(file);
    await expect(page.locator("[data-residents]")).toHaveAttribute("data-residents", `${residents}`);
    await page.locator("[data-action=answer]").click();
    await expect(page.locator("[data-row]").first()).toBeVisible();
    expect((await office.saved("save-csv")).bytes.length).toBeGreaterThan(100);
    if (number + 1 >= BEFORE && (number + 1) % ROUND.length === 0) rounds.push(await held());
  }
  const [first, ...later] = rounds;
  for (const { objects, memories } of later) {
    expect(memories, "memories of WebAssembly, MB").toBe(first?.memories);
    expect(objects, "objects, MB").toBeLessThan((first?.objects ?? 0) + 0.3);
  }
});
