// The hooks that others rely on (docs/contract.md, "The page's hooks"), for every question of every document.

import { expect, test } from "./page.ts";

const POLICIES = [
  "liangping-2019", "shangyu-2012", "jiangsu-2012", "lincang-2024", "shaoxing-2023", "wuhan-2023", "beijing-2023",
  "social-assistance-law-2026", "zhejiang-regulation-2021", "medical-security-law-2026",
];

for (const policy of POLICIES) {
  test(`${policy}: one question at a time, with native inputs named after it`, async ({ resident }) => {
    test.slow();
    const { page, question } = resident;
    await resident.open({ policy, on: "2019-11-01" });
    const kinds = new Set<string>();
    for (let asked = await resident.asked(); asked !== null; asked = await resident.asked()) {
      await expect(question).toHaveCount(1);
      const facts = asked.split(" ");
      const inputs = await question.locator("input").evaluateAll((all) =>
        (all as HTMLInputElement[]).map(({ type, name, value, checked }) => ({ type, name, value, checked })));
      expect(inputs.some(({ checked }) => checked), "nothing is chosen beforehand").toBe(false);
      expect(inputs.map(({ value }) => value), "one can always say: I don't know").toContain("unknown");
      if (facts.length > 1) {
        // Several flags at once: a checkbox a flag, and two for the rest.
        kinds.add("several");
        expect(inputs.map(({ type, name, value }) => `${type} ${name}=${value}`)).toEqual([
          ...facts.map((fact) => `checkbox ${fact}=true`), "checkbox rest=none", "checkbox rest=unknown",
        ]);
      } else {
        const names = new Set(inputs.map(({ name }) => name));
        expect([...names], "every input bears the fact's name").toEqual(facts);
        const values = inputs.filter(({ type }) => type !== "text").map(({ value }) => value);
        const types = [...new Set(inputs.map(({ type }) => type))].sort().join(" ");
        const kind = values.includes("true") ? "flag" : values.includes("none") && types === "checkbox" ? "set" : types === "radio" ? "choice" : "number";
        kinds.add(kind);
        expect(types).toBe({ flag: "radio", choice: "radio", set: "checkbox", number: "checkbox text" }[kind]);
        if (kind === "flag") expect(values).toEqual(["true", "false", "unknown"]);
      }
      // Choosing alone does not go on.
      await question.locator("input[value=unknown]").check();
      expect(await resident.asked()).toBe(asked);
      for (const action of ["next", "read-aloud"]) await expect(page.locator(`[data-action=${action}]`)).toHaveCount(1);
      await resident.act("next");
      for (const fact of facts) await expect(page.locator(`[data-answered="${fact}"]`)).toHaveCount(1);
    }
    await expect(question).toHaveCount(0);
    expect(kinds.size).toBeGreaterThan(0);
    for (const action of ["print", "add-member", "restart", "back", "read-aloud"]) {
      await expect(page.locator(`[data-action=${action}]`), action).toHaveCount(1);
      await expect(page.locator(`[data-action=${action}]`), action).toBeVisible();
    }
  });
}

test("amounts stand in the page from the first question on, with both bounds, known or not", async ({ resident }) => {
  const { page } = resident;
  await resident.open({ policy: "liangping-2019", on: "2019-11-01" });
  const bounds = async (name: string) => {
    const amount = page.locator(`[data-amount="${name}"]`);
    await expect(amount).toHaveCount(1);
    return [await amount.getAttribute("data-least"), await amount.getAttribute("data-most")];
  };
  for (const name of ["premium.aid", "premium.pays"]) expect(await bounds(name), name).toEqual(["", ""]);
  await page.locator("[data-room=bill]").click();
  await page.locator("[data-action=add-stay]").click();
  for (const layer of ["basic", "major_illness", "assistance", "patient_pays"]) {
    expect(await bounds(`settlement.${layer}`), layer).toEqual(["", ""]);
  }
});

test("the address sets the day and the language, and a day that is none is taken as today", async ({ resident }) => {
  await resident.open({ policy: "liangping-2019", on: "2021-01-01", lang: "en" });
  await expect(resident.page.locator("footer")).toContainText("2021-01-01");
  await expect(resident.page.locator("h2").first()).toContainText("?");
  await resident.open({ policy: "liangping-2019", on: "2019-02-30" });
  await expect(resident.page.locator("footer")).not.toContainText("2019-02-30");
  await expect(resident.page.locator("footer")).toContainText(/\d{4}-\d\d-\d\d/);
});
