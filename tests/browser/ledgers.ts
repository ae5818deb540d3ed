// Ledgers for tests, and what is expected of the village's as it is kept.

import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

/** A file of the repository. */
export const repository = (path: string): string => fileURLToPath(new URL(`../../${path}`, import.meta.url));

const FOLDER = "crates/ledger/tests/ledgers";

/** A village's ledger as it is kept, in two forms. */
export const MESSY = {
  workbook: `${FOLDER}/messy.xlsx`,
  csv: `${FOLDER}/messy.csv`,
  residents: 63,
  /** The rows of an orphan with an urban register: a reading, which the expected answers take the other way. */
  otherReading: ["29"],
};

/** A county's figures for it. */
export const FIGURES = `[contribution]
tier_1 = { value = "220.00", source = "示例 / example", date = 2019-01-01 }
tier_2 = { value = "550.00", source = "示例 / example", date = 2019-01-01 }
`;

/** What the page's CSV calls what the expected answers call so. */
const STATUSES: Record<string, string> = { 给: "granted", 不给: "refused", 未定: "open" };

const lines = (text: string): string[][] => text.replace(/^\ufeff/, "").trim().split(/\r?\n/).map((line) => line.split(","));

/** The rows of the village's ledger in which the page's CSV is not as expected; `all` where it has other rows. */
export function unexpected(csv: string): string[] {
  const [header = [], ...rows] = lines(csv);
  const [, ...expected] = lines(readFileSync(repository(`${FOLDER}/messy.expected.csv`), "utf8"));
  // The columns of the ledger, then the provisions in the policy's order, then the amounts.
  const [name, first, aid] = [header.indexOf("姓名"), header.findIndex((one) => one.startsWith("居民医保费")), header.findIndex((one) => one.startsWith("财政代缴"))];
  // A name that would be a formula has an apostrophe before it.
  const got = rows.map((row) => [row[name]?.replace(/^'/, ""), ...row.slice(first, first + 5).map((status) => STATUSES[status]), row[aid], row[aid + 1]].join());
  if (got.length !== expected.length) return ["all"];
  return expected.filter(([, ...row], index) => got[index] !== row.join()).map(([number = ""]) => number);
}
