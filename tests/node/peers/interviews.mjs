// Interviews: 10,000 persons are asked one fact after the other until the aid with the contribution is known, each
// answering as is so. How many questions that takes by an engine's own word on what is missing, and how many of them
// could not change the aid any more; beside the best tree there is, worked out over all 8,748 states.
import { cases } from "./cases.mjs";
import { exact } from "./handwritten.mjs";

/** What is asked: every value with how likely the cases have it. */
const flag = (yes) => [[true, yes], [false, 1 - yes]];
const VALUES = {
  residence: [["rural", 0.5], ["urban", 0.5]],
  registered_poor: [["none", 0.5], ["not_lifted", 0.25], ["lifted", 0.25]],
  dibao: flag(0.2),
  tekun: flag(0.2),
  orphan: flag(0.1),
  low_income: flag(0.3),
  illness_poverty: flag(0.3),
  tier: [["tier_1", 0.5], ["tier_2", 0.5]],
};
const NAMES = Object.keys(VALUES);

const reference = exact();
// A bill that changes nothing of it.
const BILL = { scheme: "resident", hospital_level: "village", in_district: true, in_scope: 0, out_of_scope: 0 };
const aid = (one) => Number(reference.answer(reference.shape({ ...one, ...BILL }))[1]);

const key = (known) => NAMES.map((fact) => String(known[fact])).join();

const possible = new Map();
/** Every aid that the person may have. */
function aids(known) {
  const at = key(known);
  let all = possible.get(at);
  if (all === undefined) {
    const fact = NAMES.find((name) => known[name] === undefined);
    all = fact === undefined ? new Set([aid(known)]) : new Set(VALUES[fact].flatMap(([value]) => [...aids({ ...known, [fact]: value })]));
    possible.set(at, all);
  }
  return all;
}

const mattering = new Map();
/** Whether the aid hangs on a fact: two persons who differ in nothing else have not the same. */
function matters(known, fact) {
  const at = `${fact}:${key(known)}`;
  let does = mattering.get(at);
  if (does === undefined) {
    const other = NAMES.find((name) => name !== fact && known[name] === undefined);
    does = other === undefined
      ? aids(known).size > 1
      : aids(known).size > 1 && VALUES[other].some(([value]) => matters({ ...known, [other]: value }, fact));
    mattering.set(at, does);
  }
  return does;
}

const trees = new Map();
/** The mean number of questions of the best tree. */
function best(known) {
  if (aids(known).size === 1) return 0;
  const at = key(known);
  if (!trees.has(at)) {
    const open = NAMES.filter((fact) => known[fact] === undefined);
    const mean = (fact) => 1 + VALUES[fact].reduce((sum, [value, share]) => sum + share * best({ ...known, [fact]: value }), 0);
    trees.set(at, Math.min(...open.map(mean)));
  }
  return trees.get(at);
}

/** Asks until `next` has no more questions: how many, and how many could not matter. */
function interview(person, next) {
  const known = {};
  let asked = 0;
  let idle = 0;
  for (let fact = next(known); fact !== undefined; fact = next(known)) {
    asked += 1;
    if (!matters(known, fact)) idle += 1;
    known[fact] = person[fact];
  }
  if (aids(known).size !== 1) throw new Error(`the interview ended before the aid was settled: ${JSON.stringify(known)}`);
  return [asked, idle];
}

/** The question after what is known, worked out once for each state. */
function remembered(next) {
  const all = new Map();
  return (known) => {
    const at = key(known);
    if (!all.has(at)) all.set(at, next(known));
    return all.get(at);
  };
}

/** Mingbai's own order, as far as it serves the aid. */
export const mingbai = (engine, day) =>
  remembered((known) => {
    const { verdicts, questions } = engine.assess({ facts: { scheme: "resident", ...known } }, day);
    const { asks } = verdicts.find(({ provision }) => provision === "premium-aid");
    return questions.find((fact) => asks.includes(fact));
  });

/** What publicodes says is missing for the aid, the highest score first: its list of missing variables. */
export const publicodes = (engine, situation) => {
  const OF = { rural: "residence", "not lifted": "registered_poor", lifted: "registered_poor", "tier 1": "tier", contribution: "tier" };
  return remembered((known) => {
    engine.setSituation(situation({ ...BILL, ...known }));
    const { missingVariables } = engine.evaluate("aid");
    const [[name] = []] = Object.entries(missingVariables).sort(([, one], [, other]) => other - one);
    return name && (OF[name] ?? name.replaceAll(" ", "_"));
  });
};

/** An engine that does not say what is missing is given everything. */
export const everything = (known) => NAMES.find((fact) => known[fact] === undefined);

/** Rows of a table: by name who asks. */
export function compared(participants, count = 10_000) {
  const persons = cases(count);
  const rows = participants.map(([title, next]) => {
    let asked = 0;
    let idle = 0;
    let most = 0;
    for (const person of persons) {
      const [own, inVain] = interview(person, next);
      asked += own;
      idle += inVain;
      most = Math.max(most, own);
    }
    return `| ${title} | ${(asked / count).toFixed(2)} | ${most} | ${(idle / count).toFixed(2)} |`;
  });
  return ["| | questions, mean | most | of them in vain, mean |", "| --- | ---: | ---: | ---: |", ...rows, `| the best tree there is | ${best({}).toFixed(2)} | | 0.00 |`];
}
