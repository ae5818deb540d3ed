// Generated from the Rust types by crates/compiler/src/typescript.rs: do not edit.

import type { Figures } from "./types.ts";

export type Text = { 
/**
 * Simplified Chinese.
 */
zh: string, 
/**
 * English.
 */
en: string, };
export type VocabularyWords = { 
/**
 * By fact, in vocabulary order.
 */
facts: Record<string, FactWords>, 
/**
 * What rows give: by kind of outcome, by term, by value (crates/policies/outcomes.toml).
 */
outcomes: Record<string, Text>, };
export type FactWords = { 
/**
 * A few characters, for lists and ledger headers.
 */
label: Text, 
/**
 * The question a person is asked.
 */
question: Text, 
/**
 * How to find out.
 */
help?: Text, 
/**
 * What a number counts.
 */
unit?: Text, 
/**
 * The values of a choice or a set.
 */
values?: Record<string, Text>, };
export type PolicyWords = { 
/**
 * Where it holds.
 */
place: Text, 
/**
 * What it is about, in plain words.
 */
title: Text, 
/**
 * One sentence on its validity or reach.
 */
note?: Text, 
/**
 * The policy's own facts, beside the shared ones.
 */
facts: Record<string, FactWords>, 
/**
 * By reading.
 */
readings: Record<string, ReadingWords>, 
/**
 * By provision.
 */
provisions: Record<string, ProvisionWords>, };
export type ReadingWords = { 
/**
 * Whether a case may take the other reading.
 */
kind: ReadingKind, 
/**
 * The clauses that leave it open.
 */
at: Array<string>, 
/**
 * What the text leaves open.
 */
question: Text, 
/**
 * How it is read here.
 */
taken: Text, 
/**
 * The other way to read it.
 */
other: Text, };
export type ReadingKind = "switch" | "note";
export type ProvisionWords = { 
/**
 * Its heading.
 */
title: Text, 
/**
 * What it gives and to whom.
 */
what: Text, 
/**
 * How to claim it, as far as the clause says so.
 */
claim?: Text, 
/**
 * How a damaged place of the text is read, and why.
 */
emended?: Text, 
/**
 * Why a row is the answer, for the rows that say it.
 */
rows: Record<string, Text>, };
export type FiguresFile = { 
/**
 * Invented for tests or a demonstration: whatever uses it says so.
 */
example: boolean, 
/**
 * Where to go; nothing where the file does not say.
 */
office: Office | null, 
/**
 * The figures in the shape of a case's `figures`.
 */
values: Figures, 
/**
 * By the path of the figure, `contribution.tier_1`: where it is from.
 */
sources: Record<string, FigureSource>, };
export type FigureSource = { 
/**
 * The title of the notice.
 */
source: string, 
/**
 * Its day.
 */
date: string, };
export type Office = { 
/**
 * What it is called.
 */
name?: Text, 
/**
 * Where it is.
 */
address?: Text, 
/**
 * Its telephone number.
 */
phone?: string, 
/**
 * When it is open.
 */
hours?: Text, 
/**
 * What to bring.
 */
bring?: Text, };
