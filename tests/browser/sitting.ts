// A sitting without a browser: the page's own session on the engine and the data that are in the built page.

import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import type { Checker } from "../../www/src/engine/checker.ts";
import { readData, type Data, type Language, type Place } from "../../www/src/engine/data.ts";
import type { Engine, Instance } from "virtual:mingbai-engine";
import type { Given } from "../../www/src/state/person.ts";
import type { Reader } from "../../www/src/state/reader.ts";
import { Person } from "../../www/src/state/person.ts";
import { Session } from "../../www/src/state/session.ts";
import { newStay } from "../../www/src/state/stays.ts";
import { dataOf } from "../../www/build/site.mjs";

const fileOf = (path: string) => fileURLToPath(new URL(`../../www/${path}`, import.meta.url));

/** What a resident told: where, on which day, the answers of each person, the bills and the figures as typed. */
export interface Told {
  place?: string;
  policy?: string;
  on: string;
  people: Record<string, Given>[];
  stays?: { total: string; in_scope: string; facts?: Record<string, Given>; paid?: Record<string, string> }[];
  figures?: Record<string, string>;
  /** Questions are still to come; else all others were answered "I don't know". */
  asked?: true;
}

const bound = () => new Function(`${readFileSync(fileOf("engine/mingbai_wasm.js"), "utf8")}\nreturn wasm_bindgen;`)() as Instance & { initSync(from: object): void };

/** The engine as the page has it (engine/checker.ts), without the spare one that a browser needs. */
export function checkerOf({ vocabulary }: Data): Checker {
  const glue = bound();
  glue.initSync({ module: readFileSync(fileOf("engine/mingbai_wasm_bg.wasm")) });
  let engine: Engine;
  const made = ({ id, local, same, policies }: Place): Engine => {
    const engine = new glue.Engine(vocabulary.bytes, id, local, same);
    for (const { bytes } of policies) engine.add(bytes);
    return engine;
  };
  const open: Checker["open"] = (place) => (engine = made(place)).describe();
  const describe: Checker["describe"] = (place) => made(place).describe();
  const assess: Checker["assess"] = (input, on) => engine.assess(input, on);
  return { open, describe, assess, preferredLanguage: "zh" } as unknown as Checker;
}

let page: Promise<Data> | null = null;

/** What the built page carries. */
export const builtData = (): Promise<Data> => (page ??= readData(dataOf(readFileSync(fileOf("dist/mingbai.html"), "utf8")) ?? ""));

/** The session of one who told this. */
export async function sitting(told: Told, language: Language): Promise<Session> {
  const { place = null, policy = null, on, people, stays = [], figures = {} } = told;
  const data = await builtData();
  const session = new Session(data, checkerOf(data), { place, policy, on, language, kiosk: false, paper: null });
  session.people = people.map((facts, at) => Object.assign(new Person(at + 1), { answers: new Map(Object.entries(facts)) }));
  session.person.stays = stays.map(({ facts = {}, paid, ...entries }) =>
    ({ ...newStay(), ...entries, facts: new Map(Object.entries(facts)), ...(paid ? { paid: new Map(Object.entries(paid)) } : {}) }));
  session.figures = new Map(Object.entries(figures));
  session.update();
  while (!told.asked && session.ask) session.give(session.ask.facts.map((fact) => [fact, null]));
  return session;
}

/** One who reads in this language what the built page carries, of no document unless others are given. */
export const reader = async (language: Language, of: Partial<Reader> = {}): Promise<Reader> =>
  ({ language, past: false, data: await builtData(), policies: [], facts: [], readings: {}, ...of });
