// What a voice and a screen reader are given: a question with its answers, results after what holds, what the last answer settled.

import { expect, test } from "@playwright/test";
import type { Told } from "../../www/src/state/document.ts";
import type { Session } from "../../www/src/state/session.ts";
import { spokenOpening } from "../../www/src/words/sentences.ts";
import { lapsedWords, newsWords, oldWords, spokenQuestion, spokenResults, timeWords } from "../../www/src/words/spoken.ts";
import { PERSONS } from "./persons.ts";
import { sitting } from "./sitting.ts";

test.beforeAll(() => {
  Object.assign(globalThis, { window: {} });
});

const GUIDANCE = "This is guidance worked out from the document, not a decision of any office.";

test("a question is read with its help and every answer, and that one may not know", async () => {
  const session = await sitting(PERSONS["nothing answered"], "zh");
  expect(spokenQuestion(session)).toEqual(["您家是建档立卡的贫困户吗？", "家里有《扶贫手册》的一般就是。脱贫没有、是哪年脱的，问村干部。", "不是", "是，还没有脱贫", "是，已经脱贫", "我不知道"]);
});

test("of several flags each is read as a statement that one ticks, with none of them and not being sure at the end", async () => {
  const session = await sitting({ ...PERSONS["nothing answered"], people: [{ residence: "rural", registered_poor: "none" }] }, "en");
  expect(session.ask?.facts.slice(0, 2)).toEqual(["dibao", "low_income"]);
  const read = spokenQuestion(session);
  expect(read.slice(0, 5)).toEqual([
    "As which of these has an office recognised you?",
    "Tick all that fit. What is not ticked counts as no.",
    "What you have only applied for does not count. The person in charge of civil affairs in your village or town knows.",
    "Low-income allowance (dibao)",
    "Low-income person given assistance (not dibao)",
  ]);
  expect(read.slice(-2)).toEqual(["None of these", "I am not sure about the rest"]);
  expect(read.length).toBe(3 + (session.ask?.facts.length ?? 0) + 2);
});

test("once all was asked the results are read, in the sentences they begin with", async () => {
  const session = await sitting(PERSONS["dibao, everything known"], "en");
  const read = spokenQuestion(session);
  expect(read[0]).toBe("That was the last question");
  expect(read.slice(1)).toEqual(spokenResults(session));
  expect(read.slice(-1)).toEqual([GUIDANCE]);
  expect(spokenResults(session).filter((one) => one !== "")).toEqual([...spokenOpening(session), GUIDANCE]);
  session.answer = null;
  expect(spokenResults(session), "without an answer there is nothing to read").toEqual([]);
});

test("that figures are made up is read before all else", async () => {
  const session = await sitting(PERSONS["dibao, everything known"], "en");
  const example = Object.assign(Object.create(session) as Session, { data: { ...session.data, figures: { example: true, office: null, offices: {}, values: {}, sources: {} } } });
  expect(spokenResults(example)[0]).toBe("Example figures, not real");
});

test("whether it holds is read first: of a lapsed document, of a place whose own has lapsed, of an older time", async () => {
  const alone = await sitting(PERSONS["the lapsed document by itself, dibao"], "en");
  expect(spokenResults(alone)[1]).toBe("Lapsed");
  const place = await sitting(PERSONS["Liangping now, dibao"], "en");
  expect(spokenResults(place)[1]).toBe("The local document held until 31 December 2020. What holds now comes first.");
  expect(lapsedWords(place, place.lapsedHere[0]!)).toBe(spokenResults(place)[1]);
  const [time] = place.olderTimes;
  place.readOn(time!.until);
  expect(oldWords(place)).toBe("These are the rules of 8 October 2019 to 31 December 2020, not today’s.");
  expect(spokenResults(place)[1]).toBe(oldWords(place));
  place.setLanguage("zh");
  expect([oldWords(place), timeWords(place, time!)]).toEqual(["您看的是2019年10月8日到2020年12月31日的规定，不是现在的。", "2019年10月8日到2020年12月31日"]);
  const now = await sitting(PERSONS["Wuhan, dibao"], "en");
  expect(spokenResults(now)[1], "what holds is not said to").toBe(spokenOpening(now)[0]);
});

test("a screen reader is told what the last answer settled, and what it opened again", () => {
  const told = (provision: string, status: string): Told =>
    ({ document: { language: "en", policy: { words: { provisions: { [provision]: { title: { zh: "", en: provision } } } } } }, verdict: { provision, status } }) as unknown as Told;
  const news = (...all: Told[]) => newsWords({ language: "en", past: false, news: all } as unknown as Session);
  expect(news()).toBe("");
  expect(news(told("Aid", "granted"), told("Cap", "refused"))).toBe("Settled: Aid Yes; Cap No");
  expect(news(told("Aid", "open"))).toBe("Open again: Aid Need to know");
  expect(news(told("Aid", "granted"), told("Cap", "open"))).toBe("Settled: Aid Yes Open again: Cap Need to know");
});
