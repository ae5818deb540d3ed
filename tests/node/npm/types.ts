// What TypeScript is to see in the package: tests/node/npm.mjs checks this file against the packed one. None of it runs.
import { Engine, type Answer, type Case, type HouseholdAnswer, type PersonAnswer, type Prepared, type Problems } from "mingbai";
import { Engine as Compiler, type Findings } from "mingbai/compiler";

const person: Case = {
  facts: { residence: "rural", dibao: true, age: 66, diseases: ["tuberculosis"] },
  figures: { basic: { rate: { tier_1: { village: "81" } } } },
  admissions: [{ hospital_level: "district", in_scope: "12000.00" }],
};
const engine: Engine = Engine.builtIn("liangping-2019");
const answer: PersonAnswer = engine.assess(person, "2019-11-01");
const pays: string | null | undefined = answer.premium?.pays.least;
const status: "granted" | "refused" | "open" | "stated" | undefined = answer.verdicts[0]?.status;
const household: HouseholdAnswer = engine.assessHousehold({ members: [{ facts: { dibao: true } }] }, "2019-11-01");
const prepared: Prepared = engine.prepare({ figures: { contribution: { tier_1: "200.00" } } });
const codes: Uint8Array = prepared.codes(person);
const parts: number = prepared.answer(codes, new BigInt64Array(2), new BigInt64Array(11), new Uint16Array(64));
const ids: string[] = Engine.builtInIds();
const own: Compiler = Compiler.compile("", "");
const same: Answer = own.assess(person, "2019-11-01");
const placeOf = (error: Problems): string[] => error.problems.map(({ path, message }) => path + message);
const lineOf = (error: Findings): number[] => error.findings.map(({ line, column }) => line + column);

// @ts-expect-error money is a text
engine.assess({ facts: {}, admissions: [{ in_scope: 12000 }] }, "2019-11-01");
// @ts-expect-error a case has its facts in `facts`
engine.assess({ dibao: true }, "2019-11-01");
// @ts-expect-error a day is a text
engine.assess(person, new Date());
// @ts-expect-error an answer has no such part
answer.premiums;
// @ts-expect-error one makes an engine with builtIn, fromBytes or compile
new Engine();
// @ts-expect-error the first entry cannot compile
Engine.compile("", "");
// @ts-expect-error the compiler has no policies
Compiler.builtIn("liangping-2019");

export { codes, household, ids, lineOf, parts, pays, placeOf, same, status };
