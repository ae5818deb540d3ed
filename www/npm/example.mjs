// One person and a household under liangping-2019, and what is said of a case with mistakes. The figures are invented.
// `node example.mjs`, where the package mingbai is installed.
import { Engine } from "mingbai";

const engine = Engine.builtIn("liangping-2019");
const figures = { contribution: { tier_1: "200.00", tier_2: "500.00" } };

const person = engine.assess(
  { facts: { residence: "rural", dibao: true, scheme: "resident", tier: "tier_2" }, figures },
  "2019-11-01",
);
console.log(`pays ${person.premium.pays.least} yuan`);

const household = engine.assessHousehold(
  {
    household: { residence: "rural", registered_poor: "none" },
    members: [
      { name: "grandmother", facts: { scheme: "resident", tier: "tier_1", tekun: true } },
      { name: "mother", facts: { scheme: "resident", tier: "tier_1" } },
    ],
    figures,
  },
  "2019-11-01",
);
const { least, most } = household.totals.premium.pays;
console.log(`together they pay ${least} to ${most} yuan; ask member ${household.next.member} for ${household.next.fact}`);

try {
  engine.assess({ facts: { dibao: "yes", teir: "tier_2" } }, "2019-11-01");
} catch (error) {
  if (error.name !== "Problems") throw error;
  for (const { path, message } of error.problems) console.log(`${path} | ${message}`);
}
