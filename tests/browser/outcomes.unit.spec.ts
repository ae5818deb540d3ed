// Every outcome that is still possible, in one phrase; hints on bills; what a layer is called. The lines of single outcomes are
// held beside the command's by words.unit.spec.ts.

import { expect, test } from "@playwright/test";
import type { Outcome } from "../../www/src/engine/types.ts";
import type { Document, Told } from "../../www/src/state/document.ts";
import type { Reader } from "../../www/src/state/reader.ts";
import { hintsWords, layerName, outcomesWords, outcomeWords, ownLayerName, sharesWords } from "../../www/src/words/outcome.ts";
import { PERSONS } from "./persons.ts";
import { reader, sitting } from "./sitting.ts";

let zh: Reader, en: Reader;
/** Where contributions are by tier. */
let tiered: Reader[];
test.beforeAll(async () => {
  [zh, en] = [await reader("zh"), await reader("en")];
  tiered = [zh, en].map((reader) => ({ ...reader, facts: [{ id: "tier", values: ["tier_1"] }] }) as unknown as Reader);
});

const aid = (premium_aid: string): Outcome => ({ premium_aid });
const both = (words: (reader: Reader, outcomes: Outcome[]) => string, ...outcomes: Outcome[]) => [zh, en].map((reader) => words(reader, outcomes));
const whole = (reader: Reader, outcomes: Outcome[]) => outcomesWords({ document: reader, verdict: { outcomes } } as unknown as Told);

test("shares of the contribution are said once, the least first, by number", () => {
  expect(both(sharesWords, aid("100"), aid("70"))).toEqual(["个人缴费的70%，或者100%", "70%, or 100% of your contribution"]);
  expect(both(sharesWords, aid("100"), aid("9"), aid("70"))).toEqual(["个人缴费的9%、70%，或者100%", "9%, 70%, or 100% of your contribution"]);
  expect(both(sharesWords, aid("100"))).toEqual(["个人缴费的全部", "your whole contribution"]);
  expect(tiered.map((reader) => sharesWords(reader, [aid("70")]))).toEqual(["一档缴费的70%", "70% of the tier-1 contribution"]);
  expect(both(whole, aid("100"), aid("70"))).toEqual(["帮您交个人缴费的70%，或者100%", "70%, or 100% of your contribution is paid for you"]);
});

test("a share that is a floor, or not stated, is no exact share", () => {
  const floor: Outcome = { premium_aid: { at_least: "90" } };
  expect(both(sharesWords, floor, aid("100"))).toEqual(["个人缴费的全部，或者至少帮您交个人缴费的90%", "your whole contribution, or at least 90% of your contribution is paid for you"]);
  expect(both(whole, floor)).toEqual(["至少帮您交个人缴费的90%", "at least 90% of your contribution is paid for you"]);
  expect(both(whole, aid("not_stated"))).toEqual(["帮您交医保费，文件没写帮多少", "something is paid of your contribution; how much is not stated"]);
  expect(both(sharesWords, aid("not_stated"), aid("50"))).toEqual(["个人缴费的50%，或者帮您交医保费，文件没写帮多少", "50% of your contribution, or something is paid of your contribution; how much is not stated"]);
});

test("that nothing may be given is said with what it hangs on, never as the outcome", () => {
  expect(both(whole, "nothing", aid("70"))).toEqual([
    "帮您交个人缴费的70%；也可能没有，要看还没弄清的",
    "70% of your contribution is paid for you; or nothing, depending on what is not yet known",
  ]);
  expect(both(sharesWords, "nothing", { subsidy: "1200.00" })).toEqual(["补助1,200元；也可能没有，要看还没弄清的", "a subsidy of ¥1,200; or nothing, depending on what is not yet known"]);
  for (const words of [whole, sharesWords]) expect(both(words, "nothing")).toEqual(["没有", "nothing"]);
});

test("services, places, waits and hints", () => {
  const said = (outcome: Outcome) => [zh, en].map((reader) => outcomeWords(reader, outcome));
  expect(said("service")).toEqual(["有这项服务", "a service"]);
  expect(said({ service: "free" })).toEqual(["免费", "a free service"]);
  expect(said({ service: "pilot" })).toEqual(["试点，看当地有没有", "a pilot: not everywhere"]);
  expect(said({ service: { free_places: 30 } })).toEqual(["免费，名额有限（30个）", "free, limited places (30)"]);
  expect(said({ wait: { months: "6 - months_paid", at_least: 2 } })).toEqual(["要等一段时间才有、至少等2个月", "it begins after a wait, at least 2 months"]);
  expect(said({ hint: { out_of_scope_above: "10" } })).toEqual(["提示：医保不管的费用超过账单的10%", "a hint: more than 10% of the bill is outside the insurance"]);
  expect(said({ premium_aid_amount: "380.50" })).toEqual(["帮您交380.50元", "¥380.50 of your contribution is paid for you"]);
  expect(said({ contribution: "400.00" })).toEqual(["一年交400元", "¥400 a year"]);
  expect(said({ enrolment: "resident" })).toEqual(["参加居民医保", "join resident insurance"]);
});

test("a share of an amount names the amount by its label, its bands and its limit", () => {
  const share: Outcome = { share: { on: "family_own_cost_last_year", bands: [{ from: "30000.00", percent: "30" }, { from: "50000.00", percent: "50" }], cap: "150000.00" } };
  expect(outcomeWords(en, share)).toBe("worked out from “Family’s own medical cost last year”, paid in bands (30% from ¥30,000 on, 50% from ¥50,000 on), at most ¥150,000");
  expect(outcomeWords(zh, { share: { on: "no_fact", bands: [{ from: "0.00", percent: "30" }] } }), "without a limit none is said").toBe("按“no_fact”算、分段给（开头的部分报30%）");
});

test("terms stand behind the name of their layer, one outcome's layers apart", () => {
  expect([zh, en].map((reader) => outcomeWords(reader, { basic: { rate: "75", deductible: "0.00" }, assistance: "not_computed" }))).toEqual([
    "基本医保：每100元报75元、没有起付线；医疗救助：文件有规定，这里算不出，看结算单上付了多少",
    "basic insurance: pays ¥75 of every ¥100, no deductible; medical assistance: the document has a rule that is not worked out here: see what the settlement sheet says was paid",
  ]);
  expect(outcomeWords(en, { basic: { deductible_by_stay: ["100", "50", "0"] } })).toBe("basic insurance: deductible by stay of the year (stay 1: all of it, stay 2: 50% of it, from stay 3 on: none)");
  expect(outcomeWords(en, { assistance: { after: { reaches: "major_illness.deductible", sum: "assistance", rate: "70" } } }), "other terms from a sum on").toBe(
    "medical assistance: from the bill on which the year’s cost counted by medical assistance reaches the deductible of major-illness insurance (pays ¥70 of every ¥100)");
  expect(outcomeWords(en, { assistance: { cap_plus: "30000.00", cap_most: "50%" } })).toBe("medical assistance: the yearly limit is raised by ¥30,000, raised by at most 50% of the limit");
  // A term for which there is no line stays as it is written.
  expect(outcomeWords(en, { assistance: { rate: "50", own_term: "as stated" } } as unknown as Outcome)).toBe("medical assistance: pays ¥50 of every ¥100, as stated");
});

test("a layer is called as its document calls it, else by its line, else by its id", () => {
  const own = { ...en, policies: [{ words: { layers: {} } }, { words: { layers: { basic: { zh: "统筹", en: "pooled fund" } } } }] } as unknown as Reader;
  expect([ownLayerName(own, "basic"), ownLayerName(own, "assistance"), layerName(own, "basic")]).toEqual(["pooled fund", undefined, "pooled fund"]);
  expect([layerName(zh, "major_illness"), layerName(zh, "clinic")]).toEqual(["大病保险", "clinic"]);
});

test("a hint on a bill is its document's words with the clause and how its unclear text is read, each once", () => {
  const words = {
    provisions: { ratio: { rows: { above: { zh: "", en: "More than a tenth is outside" } } } },
    readings: { scope: { taken: { zh: "", en: "by bill" }, other: { zh: "", en: "over all" } } },
  };
  const told = (readings: Record<string, boolean>, provision = "ratio"): Told => ({
    document: { language: "en", policy: { words }, readings } as unknown as Document,
    verdict: { provision, cites: [{ at: "二(五)2" }, { at: "三" }], hints: [{ admission: 0, row: "above", readings: ["scope"] }, { admission: 1, row: "above", readings: ["scope"] }] } as unknown as Told["verdict"],
  });
  const hint = "More than a tenth is outside (二(五)2、三)";
  expect(hintsWords([told({}), told({})])).toEqual([`${hint} We read it as: by bill`]);
  expect(hintsWords([told({ scope: false })])).toEqual([`${hint} Now read the other way. over all`]);
  const { verdict: { hints: _, ...without }, document } = told({});
  expect(hintsWords([{ document, verdict: without as Told["verdict"] }]), "most results give none").toEqual([]);
});

test("in Liangping a bill of which much is outside the insurance has its hint, with its clause", async () => {
  const session = await sitting({ ...PERSONS["dibao, a bill and no figures"], stays: [{ total: "12800", in_scope: "6000", facts: { hospital_level: "district", in_district: true } }] }, "zh");
  const [hint, ...others] = hintsWords(session.verdicts);
  expect(hint).toBe("一张账单里，医保不管的费用超过了一成，可以问问医院为什么。 (二(五)2) 我们这样理解：建档立卡的（脱贫没脱贫都算）；还有农村户口的低保、特困、孤儿、低收入、因病致贫的重病人。");
  expect(others).toEqual([]);
});
