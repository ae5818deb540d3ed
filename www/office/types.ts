import type { Text } from "../src/engine/policy-words.ts";

export type Offered = { id: string, place: Text, title: Text, };
export type Texts = { policy: string, figures: string, cases: string, clauses: Array<[string, string]>, };
export type Checked = { findings: Array<Found>, cases: Array<Tried>, coverage: Array<Clause>, };
export type Found = { file: string, line: number, start: number, end: number, rule: string, message: Text, };
export type Tried = { name: string, line: number, start: number, problems: Text[], differences: Array<[string, string, string]>, };
export type Clause = { at: string, text: string, provisions: Array<string>, elsewhere: string | null, };
export type Cut = { tables: Array<string>, left_out: number, doubtful: Array<string>, };
export type Page = { id: string, data: string, };
