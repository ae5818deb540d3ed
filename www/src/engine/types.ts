// Generated from the Rust types by crates/core/src/typescript.rs: do not edit.

export type Answer = { 
/**
 * The policy.
 */
policy: string, 
/**
 * The day of the answer.
 */
on: Date, 
/**
 * Whether the document holds on that day. Changes no status and no amount.
 */
validity: Validity, 
/**
 * What the answer rests on.
 */
receipt: Receipt, } & (Person | { 
/**
 * In the order of the case.
 */
members: Array<Person>, 
/**
 * The household's sums.
 */
totals: Totals, 
/**
 * What to ask next, of whom.
 */
next: Next | null, });
export type HouseholdAnswer = Extract<Answer, { members: unknown }>;
export type PersonAnswer = Exclude<Answer, HouseholdAnswer>;
export type Person = { 
/**
 * Their name in the household's case.
 */
name?: string, 
/**
 * One for each provision, in the order of the policy.
 */
verdicts: Array<Verdict>, 
/**
 * Contribution, aid, and what is left to pay; null where there is no such part.
 */
premium: Premium | null, 
/**
 * The year's hospital bills; null where there is no such part.
 */
settlement: Settlement | null, 
/**
 * What to ask next; null when nothing is open.
 */
next: Next | null, 
/**
 * Every fact still asked, by verdicts or amounts, in the order to ask them.
 */
questions: Array<string>, 
/**
 * What would change the result.
 */
advice: Array<Advice>, };
export type Totals = { 
/**
 * Null where no member has a premium part.
 */
premium: Premium | null, 
/**
 * Null where no member has a settlement part. Has no admissions of its own.
 */
settlement: Settlement | null, };
export type Validity = "not_yet_in_force" | "in_force" | "lapsed";
export type Verdict = { 
/**
 * The provision.
 */
provision: string, 
/**
 * Its kind.
 */
kind: Kind, 
/**
 * Its status.
 */
status: Status, 
/**
 * The row, when only one is left.
 */
row: string | null, 
/**
 * The rows still possible.
 */
rows: Array<string>, 
/**
 * The outcomes still possible.
 */
outcomes: Array<Outcome>, 
/**
 * Exactly the unknown facts on which the outcome still depends.
 */
asks: Array<string>, 
/**
 * The clauses it rests on.
 */
cites: Array<Cite>, 
/**
 * The readings it rests on.
 */
readings: Array<string>, 
/**
 * The notes shown with it.
 */
notes: Array<string>, 
/**
 * The known facts that the outcome rests on.
 */
because: Array<Because>, 
/**
 * The bills it gives a hint on, in the order of the case; left out where it never gives one.
 */
hints?: Array<Hint>, };
export type Status = "granted" | "refused" | "open" | "stated";
export type Kind = "money" | "service" | "commitment" | "duty";
export type Outcome = "nothing" | { "premium_aid": Percent } | { "basic": Terms } | { "major_illness": Terms } | { "assistance": Assistance } | { "subsidy": Subsidy } | { "enrolment": Enrolment } | "service" | { service: Exclude<Service, "given"> } | { "premium_aid_amount": Money } | { "hint": HintTerms };
export type Terms = { 
/**
 * Percentage points on every rate.
 */
rate_plus?: Percent, 
/**
 * Percent off the deductible.
 */
deductible_less?: Percent, 
/**
 * The annual cap does not hold.
 */
cap_lifted?: boolean, };
export type Assistance = { 
/**
 * At least this percentage of what is left.
 */
at_least: Percent, 
/**
 * The clause says that there is no deductible.
 */
no_deductible?: boolean, };
export type Subsidy = string;
export type Enrolment = "employee" | "resident" | "not_stated" | "help";
export type Service = "given" | "free" | "pilot";
export type HintTerms = { 
/**
 * A bill whose out-of-scope cost is more than this share of its total.
 */
out_of_scope_above: Percent, };
export type Cite = { 
/**
 * As the document numbers it.
 */
at: string, };
export type Because = { 
/**
 * The fact.
 */
fact: string, 
/**
 * Its value.
 */
value: FactValue, };
export type Hint = { 
/**
 * Which admission, from 0.
 */
admission: number, 
/**
 * The row that gives it, whose words it is told in.
 */
row: string, };
export type Range = { 
/**
 * Some completion reaches it.
 */
least: Money | null, 
/**
 * Some completion reaches it.
 */
most: Money | null, };
export type Premium = { 
/**
 * The person's contribution for the year.
 */
contribution: Range, 
/**
 * What is paid for them.
 */
aid: Range, 
/**
 * What is left to pay.
 */
pays: Range, 
/**
 * The facts and figures it still depends on.
 */
asks: Array<Ask>, 
/**
 * The arithmetic, where nothing is open.
 */
steps: Array<Step>, };
export type Settlement = { 
/**
 * The facts, entries and figures it still depends on.
 */
asks: Array<Ask>, 
/**
 * In-scope and out-of-scope cost together; null if an entry is missing.
 */
total: Money | null, 
/**
 * Basic insurance, over the year.
 */
basic: Range, 
/**
 * Major-illness insurance, over the year.
 */
major_illness: Range, 
/**
 * Medical assistance, over the year.
 */
assistance: Range, 
/**
 * The patient, over the year.
 */
patient_pays: Range, 
/**
 * In the order of the case.
 */
admissions: Array<Layers>, 
/**
 * The arithmetic, where nothing is open.
 */
steps: Array<Step>, };
export type Layers = { 
/**
 * Basic insurance.
 */
basic: Range, 
/**
 * Major-illness insurance.
 */
major_illness: Range, 
/**
 * Medical assistance.
 */
assistance: Range, 
/**
 * The patient.
 */
patient_pays: Range, };
export type Step = { 
/**
 * Which admission, from 0.
 */
admission?: number, 
/**
 * The part of the answer.
 */
layer: Layer, 
/**
 * What the number is: `deductible`, `rate_plus`, `payment`…
 */
what: What, 
/**
 * Yuan.
 */
value?: Money, 
/**
 * Percent or percentage points.
 */
percent?: Percent, 
/**
 * Where it comes from.
 */
from?: Source, };
export type Layer = "premium" | "basic" | "major_illness" | "assistance" | "patient";
export type What = "contribution" | "base" | "share" | "aid" | "pays" | "in_scope" | "deductible" | "deductible_less" | "rate" | "rate_plus" | "sum" | "band" | "payment_on_sum" | "payment_on_sum_before" | "left" | "at_least" | "payment" | "cap" | "paid" | "in_scope_left" | "out_of_scope";
export type Source = string;
export type Ask = string;
export type Next = { 
/**
 * Whom to ask, in a household.
 */
member?: number, 
/**
 * The fact.
 */
fact: string, 
/**
 * The provisions that depend on it.
 */
why: Array<string>, };
export type Advice = { 
/**
 * The facts to change and their new values.
 */
change: Facts, 
/**
 * How much less the person would pay, yuan; null where figures are missing.
 */
saves: Range, 
/**
 * The provisions that would give more for certain.
 */
gains: Array<string>, 
/**
 * The clauses of those provisions.
 */
cites: Array<Cite>, };
export type Receipt = { 
/**
 * The SHA-256 of the compiled policy.
 */
policy_sha256: string, 
/**
 * The engine's version.
 */
engine: string, 
/**
 * The day of the answer.
 */
on: Date, };
export type Description = { 
/**
 * The policy.
 */
id: string, 
/**
 * The number of the document.
 */
instrument: string, 
/**
 * The day it was issued.
 */
issued: Date, 
/**
 * When it holds.
 */
in_force: InForce, 
/**
 * The SHA-256 of the compiled bytes.
 */
policy_sha256: string, 
/**
 * The engine's version.
 */
engine: string, 
/**
 * The parts an answer may have.
 */
has: Parts, 
/**
 * The facts it uses, in order.
 */
facts: Array<FactDescription>, 
/**
 * The provisions, in the order of the file.
 */
provisions: Array<ProvisionDescription>, 
/**
 * Its readings of both kinds.
 */
readings: Array<ReadingDescription>, };
export type Parts = { 
/**
 * Contribution and aid.
 */
premium: boolean, 
/**
 * Hospital bills.
 */
settlement: boolean, };
export type FactDescription = { 
/**
 * The fact.
 */
id: string, 
/**
 * What values it takes.
 */
kind: FactKind, 
/**
 * The values a question offers; of a set, those that the policy tests.
 */
values: Array<string>, 
/**
 * The least number.
 */
min?: number, 
/**
 * The greatest number.
 */
max?: number, 
/**
 * Whose fact it is.
 */
scope: Scope, 
/**
 * Whether and how a person can change it.
 */
change: Changeable, };
export type ProvisionDescription = { 
/**
 * The provision.
 */
id: string, 
/**
 * Its kind.
 */
kind: Kind, 
/**
 * Its clauses; the first is the one it is named by.
 */
at: Array<string>, };
export type ReadingDescription = { 
/**
 * The reading.
 */
id: string, 
/**
 * Whether a case may take the other one.
 */
switchable: boolean, };
export type InForce = { 
/**
 * The first day.
 */
from: Date, 
/**
 * The last day, if the document has one.
 */
until: Date | null, };
export type Scope = "household" | "person" | "admission";
export type Changeable = "fixed" | "choose" | "prove";
export type Money = string;
export type Percent = string;
export type Date = string;

export type FactKind = "choice" | "flag" | "number" | "set";
export type FactValue = string | boolean | number | string[];
export type Facts = Record<string, FactValue>;
export type Admission = { in_scope?: Money; out_of_scope?: Money; [fact: string]: FactValue | undefined; };
export type Figures = { contribution?: Record<string, Money>; basic?: { deductible?: Record<string, Money>; rate?: Record<string, Record<string, Percent>>; cap?: "none" | Record<string, Money | "none">; }; major_illness?: { deductible?: Money; bands?: ({ from: Money; percent: Percent; })[]; bands_from?: "zero" | "deductible"; cap?: Money | "none"; }; assistance?: { cap?: Money | "none"; }; };
export type Member = { name?: string; facts?: Facts; admissions?: Admission[]; };
export type Case = { facts?: Facts; readings?: Record<string, boolean>; figures?: Figures; admissions?: Admission[]; };
export type Household = { household?: Facts; members: Member[]; figures?: Figures; readings?: Record<string, boolean>; };
