// What an answer comes to: which points are made of it, in which order, and the one thing to do first. Of made-up verdicts, one
// rule at a time; the sentences of real residents are in openings.txt.

import { expect, test } from "@playwright/test";
import type { Advice, Because, FactDescription, Outcome, Premium, Range, Settlement, Settling, Verdict } from "../../www/src/engine/types.ts";
import type { Document, Told } from "../../www/src/state/document.ts";
import type { Given } from "../../www/src/state/person.ts";
import type { Session } from "../../www/src/state/session.ts";
import { isEverybodys, mainReason, openingOf, premiumOf, toFindOut, type Point } from "../../www/src/words/opening.ts";

const fact = (id: string, more: Partial<FactDescription> = {}): FactDescription => ({ id, kind: "flag", values: [], scope: "person", change: "prove", ...more });
const FACTS = [
  fact("dibao"), fact("tekun"), fact("orphan"), fact("ill", { private: ["true"] }), fact("own_opinion", { change: "fixed" }), fact("register", { change: "fixed" }),
  fact("age", { kind: "number" }), fact("status", { kind: "choice", values: ["none", "poor"], scope: "household" }), fact("sex", { kind: "choice", values: ["female", "male"] }),
  fact("scheme", { kind: "choice", values: ["none", "resident"], change: "choose" }), fact("level", { kind: "choice", values: ["high"], scope: "admission", change: "choose" }),
];
const t = (en: string) => ({ zh: en, en });
/** In Chinese form, which both languages of a made-up word have: "您吃甲吗？" is a statement in either. */
const question = (what: string) => ({ zh: `您是${what}吗？`, en: `Are you ${what}?` });
const WORDS = {
  facts: Object.fromEntries([...FACTS.map(({ id, kind }) => [id, { label: t(id), question: kind === "choice" ? { zh: "您家是甲的还是乙的？", en: "Are you one or other?" } : question(id), help: id === "register" ? { zh: "问村里。", en: "Ask the village." } : t("") }])]),
  outcomes: {}, groups: {}, offices: {},
};

const AID: Outcome = { premium_aid: "100" };
const RATE: Outcome = { assistance: { rate: "70" } };
const one = (amount: string): Range => ({ least: amount, most: amount });
const because = (fact: string, value: Because["value"] = true): Because => ({ fact, value });
const verdict = (provision: string, more: Partial<Verdict> = {}): Verdict =>
  ({ provision, kind: "money", status: "granted", because: [because("dibao")], outcomes: [AID], asks: [], readings: [], cites: [], notes: [], rows: [], row: null, ...more }) as Verdict;
const way = (outcome: Outcome, ...conditions: Settling[]) => ({ outcome, if: conditions });
const when = (fact: string, ...values: (string | boolean)[]): Settling => ({ fact, values: values.length > 0 ? values : [true] });

interface Made {
  verdicts?: Verdict[];
  advice?: Partial<Advice>[];
  answers?: Record<string, Given>;
  premium?: Premium;
  settlement?: Partial<Settlement>;
  ask?: true;
  more?: Partial<Session>;
}

function sitting({ verdicts = [], advice = [], answers = { dibao: true }, premium, settlement, ask, more = {} }: Made): Session {
  const document = { answer: { advice } } as unknown as Document & { verdicts: Told[] };
  const told = verdicts.map((verdict) => ({ document, verdict }));
  Object.assign(document, { verdicts: told });
  return {
    language: "zh", past: false, data: { vocabulary: { words: WORDS } }, policies: [], facts: FACTS, readings: {},
    answers: new Map(Object.entries(answers)), verdicts: told, holding: [document], paying: document, premium: premium ?? null, settlement: settlement ?? null,
    people: [{}], stays: [], alone: false, validity: "in_force", reviewed: [], ask: ask ? { facts: ["tekun"] } : null,
    fact: (id: string) => FACTS.find((fact) => fact.id === id),
    ...more,
  } as unknown as Session;
}

const points = (made: Made) => openingOf(sitting(made)).points;
const first = (made: Made) => openingOf(sitting(made)).first;
const kinds = (made: Made) => points(made).map(({ kind }) => kind);
const point = <Kind extends Point["kind"]>(made: Made, kind: Kind) => points(made).find((one): one is Extract<Point, { kind: Kind }> => one.kind === kind);
const named = (made: Made, kind: "gives" | "if" | "join") => point(made, kind)?.items.map(({ told }) => told.verdict.provision) ?? [];

test("while nothing was answered nothing is said, and one goes on answering", () => {
  expect(openingOf(sitting({ verdicts: [verdict("a")], answers: {} }))).toEqual({ points: [{ kind: "waiting" }], first: { kind: "answer" } });
  expect(kinds({})).toEqual(["waiting"]);
});

test("what is given for one's own answers is named, three of money; the others are counted", () => {
  const four = ["a", "b", "c", "d"].map((id) => verdict(id));
  expect([named({ verdicts: four }, "gives"), point({ verdicts: four }, "gives")?.more]).toEqual([["a", "b", "c"], 1]);
  expect(point({ verdicts: four.slice(1) }, "gives")?.more).toBe(0);
  const services = ["a", "b", "c"].map((id) => verdict(id, { kind: "service", outcomes: ["service"] }));
  expect([named({ verdicts: services }, "gives"), point({ verdicts: services }, "gives")?.more], "a law of services alone").toEqual([["a", "b"], 1]);
  expect(named({ verdicts: [...services, verdict("m")] }, "gives"), "beside money services do not count").toEqual(["m"]);
});

test("neither what everybody has, nor what is open, nor an illness is given to this person", () => {
  for (const other of [{ because: [] }, { status: "open" as const }, { status: "refused" as const }, { private: true }]) expect(named({ verdicts: [verdict("a", other)] }, "gives")).toEqual([]);
  expect([isEverybodys({ verdict: verdict("a", { because: [] }) } as Told), isEverybodys({ verdict: verdict("a") } as Told), isEverybodys({ verdict: verdict("a", { because: [], status: "stated" }) } as Told)]).toEqual([true, false, false]);
});

test("a limit, a wait, a price, or what is not worked out is no gain by itself", () => {
  const gains = (...outcomes: Outcome[]) => named({ verdicts: [verdict("a", { outcomes })] }, "gives").length === 1;
  for (const outcome of [RATE, { basic: { bands: [] } }, { basic: { at_least: "1" } }, { basic: { rate_plus: "1" } }, { basic: { deductible_less: "1" } }, { basic: { no_deductible: true } }, { basic: { cap_lifted: true } }, { basic: { cap_plus: "1" } },
    { basic: { cap: "1" }, assistance: { rate: "1" } }, { subsidy: "1.00" }, { enrolment: "resident" }, "service", { share: { on: "x", bands: [] } }, { premium_aid_amount: "1.00" }] as Outcome[]) expect(gains(outcome), JSON.stringify(outcome)).toBe(true);
  for (const outcome of ["nothing", { basic: { cap: "1" } }, { basic: { deductible: "1" } }, { basic: "not_computed" }, { wait: { months: "1", at_least: 1 } }, { contribution: "1.00" }] as Outcome[]) expect(gains(outcome), JSON.stringify(outcome)).toBe(false);
  expect(gains(AID, "nothing"), "every outcome still possible must be one").toBe(false);
});

test("what is known to the yuan comes first", () => {
  const exact = verdict("exact", { outcomes: [{ subsidy: "1.00" }], amount: one("1.00") });
  expect(named({ verdicts: [verdict("a"), exact] }, "gives")).toEqual(["exact", "a"]);
  expect(named({ verdicts: [verdict("a"), verdict("range", { amount: { least: "1.00", most: "2.00" } })] }, "gives")).toEqual(["a", "range"]);
  const premium = { aid: one("250.00") } as Premium;
  expect(named({ verdicts: [verdict("a", { outcomes: [RATE] }), verdict("aid")], premium }, "gives")).toEqual(["aid", "a"]);
});

test("the year's contribution is of the result that pays of it, in the document that pays, once it is exact", () => {
  const of = (outcome: Outcome, aid: Range, more: Partial<Session> = {}) => {
    const session = sitting({ verdicts: [verdict("a", { outcomes: [outcome] })], premium: { aid } as Premium, more });
    return premiumOf(session, session.verdicts[0]!) !== null;
  };
  expect([of(AID, one("1.00")), of({ premium_aid_amount: "1.00" }, one("1.00"))]).toEqual([true, true]);
  const several = sitting({ verdicts: [verdict("a", { outcomes: ["nothing", AID] })], premium: { aid: one("1.00") } as Premium });
  expect(premiumOf(several, several.verdicts[0]!) !== null, "one of its outcomes pays of it").toBe(true);
  expect([of("service", one("1.00")), of(RATE, one("1.00")), of(AID, { least: "1.00", most: "2.00" }), of(AID, { least: null, most: null }), of(AID, one("1.00"), { paying: null })]).toEqual(Array(5).fill(false));
});

const BILL = { total: "100.00", patient_pays: one("30.00"), admissions: [] };

test("a bill is told where it is known what the patient pays, or within which bounds; a layer's terms are then not named beside it", () => {
  expect(kinds({ settlement: BILL, verdicts: [verdict("a", { outcomes: [RATE] })] })).toEqual(["told", "bill"]);
  expect(kinds({ settlement: BILL, verdicts: [verdict("a")] })).toEqual(["told", "bill", "gives"]);
  const bounds = { least: "1.00", most: "2.00", supposing: [] };
  expect(kinds({ settlement: { ...BILL, patient_pays: { least: null, most: null, bounds } } })).toEqual(["bill"]);
  for (const unknown of [{ ...BILL, total: null }, { ...BILL, patient_pays: { least: null, most: null } }]) expect(kinds({ settlement: unknown })).toEqual(["waiting"]);
  expect(kinds({ settlement: BILL, verdicts: [verdict("s", { kind: "service", outcomes: ["service"] })] }), "services do not stand beside a bill").toEqual(["told", "bill"]);
});

test("a sheet that paid too little comes before everything, also where nothing was answered", () => {
  const short = { ...BILL, admissions: [{ check: [{ layer: "basic", paid: "1.00", least: "2.00", most: "2.00", differs: true }] }] } as unknown as Settlement;
  expect(kinds({ settlement: short, verdicts: [verdict("a"), verdict("o", { status: "open", ways: [way(AID, when("tekun"))] })] })).toEqual(["short", "bill", "gives"]);
  expect(kinds({ settlement: short, answers: {} })).toEqual(["short", "bill"]);
  expect(first({ settlement: short, ask: true })).toMatchObject({ kind: "short", shortfall: { stay: 0, check: { layer: "basic" } } });
});

test("a family of several hears what they pay together, once it is exact", () => {
  const whole = (pays: Range | undefined, people = 2) => ({ more: { people: Array(people).fill({}), paying: { whole: { totals: { premium: pays && { pays } } } } } as unknown as Partial<Session> });
  expect(points(whole(one("375.00")))).toEqual([{ kind: "household", pays: one("375.00") }]);
  for (const none of [whole(one("1.00"), 1), whole({ least: "1.00", most: "2.00" }), whole({ least: null, most: null }), whole(undefined)]) expect(kinds(none)).toEqual(["waiting"]);
});

// ---- who one is ----

test("who one is are the answers on which it rests that are a status: two at most, each once, nothing of illness", () => {
  const who = (answers: Record<string, Given>, ...rests: Because[]) => point({ answers, verdicts: [verdict("a", { because: rests })] }, "told")?.facts.map(({ fact }) => fact);
  expect(who({ dibao: true, tekun: true, orphan: true }, because("dibao"), because("tekun"), because("dibao"), because("orphan"))).toEqual(["dibao", "tekun"]);
  expect(who({ status: "poor" }, because("status", "poor"))).toEqual(["status"]);
  for (const [answers, rests, why] of [
    [{ ill: true }, because("ill"), "an illness"], [{ dibao: false }, because("dibao", false), "a no"], [{ dibao: null }, because("dibao"), "not answered so"], [{ status: "none" }, because("status", "none"), "no status"],
    [{ sex: "male" }, because("sex", "male"), "a choice that everybody has"], [{ scheme: "resident" }, because("scheme", "resident"), "what one chooses"], [{ level: "high" }, because("level", "high"), "of a stay"], [{ other: true }, because("other"), "of no document here"],
  ] as [Record<string, Given>, Because, string][]) expect(who(answers, rests), why).toBeUndefined();
  // What rests on nothing that is named says who one is by all the results.
  expect(points({ verdicts: [verdict("a", { because: [because("age", 67)] }), verdict("r", { status: "refused", because: [because("dibao")] })] })[0]).toEqual({ kind: "told", facts: [because("dibao")] });
});

// ---- nothing ----

const refused = (id: string, ...rests: Because[]) => verdict(id, { status: "refused", because: rests });

test("no money is said once more of it is refused than open, with the answers on which half of the refusals rest", () => {
  const made = { answers: { status: "poor", dibao: false }, verdicts: [refused("a", because("status", "poor")), refused("b", because("status", "poor"), because("dibao", false)), verdict("o", { status: "open" })] };
  expect(points(made)).toEqual([{ kind: "nothing", because: [because("status", "poor")] }]);
  expect(kinds({ ...made, verdicts: [...made.verdicts, verdict("p", { status: "open" })] })).not.toContain("nothing");
  expect(kinds({ ...made, verdicts: [...made.verdicts, verdict("g", { because: [because("age", 1)] })] })).not.toContain("nothing");
  expect(kinds({ ...made, settlement: BILL })).not.toContain("nothing");
});

test("a reason is one that most share, that can be said, and that tells no illness", () => {
  const reasons = (...all: Because[][]) => {
    const session = sitting({ verdicts: all.map((rests, at) => refused(String(at), ...rests)) });
    return mainReason(session, session.verdicts).map(({ fact }) => fact);
  };
  expect(reasons([because("dibao")], [because("dibao")], [because("tekun")])).toEqual(["dibao"]);
  expect(reasons([because("dibao"), because("tekun"), because("orphan")])).toEqual(["dibao", "tekun"]);
  expect(reasons([because("status", "poor")], [because("status", "none")]), "of each value apart").toEqual(["status"]);
  expect(reasons([because("ill")], [because("dibao", false)], [because("nowhere")])).toEqual([]);
});

// ---- if, and by joining ----

const open = (id: string, ...ways: ReturnType<typeof way>[]) => verdict(id, { status: "open", ways, because: [] });

test("what most money hangs on is the condition that is said", () => {
  const made = { verdicts: [open("a", way(AID, when("tekun"))), open("b", way(RATE, when("orphan"))), open("c", way(AID, when("orphan")))] };
  expect([named(made, "if"), point(made, "if")?.if]).toEqual([["b", "c"], [when("orphan")]]);
  // Of two that are as good the shorter.
  expect(point({ verdicts: [open("a", way(AID, when("tekun"), when("dibao"))), open("b", way(AID, when("orphan")))] }, "if")?.if).toEqual([when("orphan")]);
  // The shortest way to a gain, of each result.
  expect(point({ verdicts: [open("a", way("nothing", when("dibao")), way(AID, when("tekun"), when("orphan")), way(AID, when("tekun")))] }, "if")?.if).toEqual([when("tekun")]);
});

test("a condition is one thing or two that can be said and found out: no illness, no opinion, nothing of a stay, no number", () => {
  const said = (...conditions: Settling[]) => kinds({ verdicts: [open("a", way(AID, ...conditions))] }).includes("if");
  expect([said(when("tekun")), said(when("tekun"), when("orphan")), said(when("register"))]).toEqual([true, true, true]);
  expect([said(), said(when("tekun"), when("orphan"), when("dibao")), said(when("ill")), said(when("own_opinion")), said(when("level", "high")), said({ fact: "age", least: 60, most: 120 }), said(when("tekun", false)), said(when("nowhere")), said(when("tekun"), when("ill"))]).toEqual(Array(9).fill(false));
});

test("beside money that is certain a condition for services is not said", () => {
  const services = open("s", way("service", when("tekun")));
  const law = { answer: { advice: [] }, verdicts: [] as Told[] } as unknown as Document;
  const ofLaw = { document: law, verdict: { ...services, kind: "service" } } as Told;
  (law as unknown as { verdicts: Told[] }).verdicts.push(ofLaw);
  const made = (verdicts: Verdict[]) => {
    const session = sitting({ verdicts });
    return openingOf(Object.assign(session, { verdicts: [...session.verdicts, ofLaw] })).points.map(({ kind }) => kind);
  };
  expect([made([verdict("m")]), made([])]).toEqual([["told", "gives"], ["if"]]);
});

const joins: Made = { answers: { scheme: "none", dibao: true }, verdicts: [refused("a"), refused("b")], advice: [{ change: { scheme: "resident" }, gains: ["a", "b"], outcomes: [[AID], [RATE]] }] };

test("who is not insured hears what joining gives, and where", () => {
  expect(point(joins, "join")).toMatchObject({ fact: "scheme", value: "resident", more: 0 });
  expect([named(joins, "join"), kinds(joins).includes("if"), kinds(joins).includes("nothing")]).toEqual([["a", "b"], false, false]);
  expect(first(joins)).toMatchObject({ kind: "go", told: { verdict: { provision: "a" } } });
  // Who enrols goes before who gives.
  expect(first({ ...joins, verdicts: [...joins.verdicts!, verdict("help", { kind: "service", outcomes: [{ enrolment: "help" }] })] })).toMatchObject({ kind: "go", told: { verdict: { provision: "help" } } });
  const enrols = (more: Partial<Verdict>) => first({ ...joins, verdicts: [...joins.verdicts!, verdict("help", { kind: "service", outcomes: ["service", { enrolment: "help" }], ...more })] });
  expect(enrols({})).toMatchObject({ told: { verdict: { provision: "help" } } });
  for (const none of [{ status: "open" as const }, { outcomes: ["service"] as Outcome[] }, { outcomes: [AID] }]) expect(enrols(none)).toMatchObject({ told: { verdict: { provision: "a" } } });
  const more = { ...joins, advice: [...joins.advice!, { change: { scheme: "employee" }, gains: ["b"], outcomes: [[AID]] }] };
  expect(named(more, "join"), "of one insurance only").toEqual(["a", "b"]);
});

test("nobody is told to join for what a choice of another kind gives, what they have, or a document that does not hold", () => {
  const change = (change: Advice["change"]) => kinds({ ...joins, advice: [{ ...joins.advice![0]!, change }] });
  for (const other of [{ dibao: true }, { "admissions[0].level": "high" }, { "figures.basic.cap": "1" }]) expect(change(other as Advice["change"])).not.toContain("join");
  expect(kinds({ ...joins, verdicts: [refused("a"), verdict("b")] }), "one of them is given already").not.toContain("join");
  expect(kinds({ ...joins, verdicts: [verdict("a", { status: "refused", private: true })] })).not.toContain("join");
  for (const more of [{ validity: "lapsed" as const }, { past: true }]) expect(kinds({ ...joins, more })).not.toContain("join");
});

// ---- first ----

test("one goes on answering while something is asked, but not while an answer is looked at again", () => {
  expect(first({ verdicts: [verdict("a")], ask: true })).toEqual({ kind: "answer" });
  expect(first({ verdicts: [verdict("a")], ask: true, more: { reviewed: ["dibao"] } })).toMatchObject({ kind: "go", told: { verdict: { provision: "a" } } });
});

test("what does not hold now is not claimed; where nothing is given one asks elsewhere", () => {
  for (const more of [{ validity: "not_yet_in_force" as const }, { past: true }]) expect(first({ verdicts: [verdict("a")], more })).toEqual({ kind: "not_in_force" });
  expect(first({ verdicts: [refused("a")] })).toEqual({ kind: "elsewhere" });
});

test("what is named and hangs on an answer of not knowing is found out first: of conditions before others", () => {
  const unknown = { dibao: true, tekun: null, orphan: null };
  const a = verdict("a", { asks: ["tekun"] });
  expect(first({ answers: unknown, verdicts: [a] })).toMatchObject({ kind: "find_out", fact: "tekun", told: { verdict: { provision: "a" } } });
  const conditional = { ...open("b", way(AID, when("orphan"))), asks: ["tekun", "orphan"] };
  expect(first({ answers: unknown, verdicts: [a, conditional] })).toMatchObject({ kind: "find_out", fact: "orphan", told: { verdict: { provision: "b" } } });
  expect(first({ answers: { dibao: true, tekun: true }, verdicts: [a] }), "what is known is not").toMatchObject({ kind: "go" });
});

test("nobody is sent to ask about a stay, an illness, or what they know best themselves; three things at most, first what most money hangs on", () => {
  const asks = (...all: string[][]) => toFindOut(sitting({ answers: Object.fromEntries(FACTS.map(({ id }) => [id, null])), verdicts: all.map((asks, at) => verdict(String(at), { status: "open", asks })) })).map(({ fact }) => fact);
  expect(asks(["level", "ill", "own_opinion", "nowhere", "register"])).toEqual(["register"]);
  expect(asks(["dibao", "tekun"], ["tekun"], ["orphan", "status", "sex"])).toEqual(["tekun", "dibao", "orphan"]);
  const of = (more: Partial<Verdict>) => toFindOut(sitting({ answers: { tekun: null }, verdicts: [verdict("a", { status: "open", asks: ["tekun"], ...more })] })).length;
  expect([of({}), of({ kind: "service" }), of({ private: true })]).toEqual([1, 0, 0]);
});
