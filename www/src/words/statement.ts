// A question with its answer as one statement: "您吃低保吗？" and yes are "您吃低保". The words are those of the
// question; only its form is changed, by the patterns below. Whom to ask about it stands in its help.

import type { Language } from "../engine/data.ts";
import type { FactValue } from "../engine/types.ts";
import { factOf, type Reader } from "../state/reader.ts";
import { factWords, labelOf, optionWords, valueWords } from "./names.ts";
import { say, text } from "./say.ts";

/** A form of question, and the statement it becomes; {value} is what was answered. */
type Pattern = [question: RegExp, statement: string];

/** Questions to which one says yes. */
const YES: Record<Language, Pattern[]> = {
  zh: [[/^(?:除了[^，]+，)?([^吗]+)吗(（[^？]+）)?？$/, "$1$2"]],
  en: [
    [/^Are you ([^,]+)\?$/, "you are $1"],
    [/^Have you joined (.+)\?$/, "you have joined $1"],
    [/^Do you (.+)\?$/, "you $1"],
    [/^Is your (household|family) (on .+)\?$/, "your $1 is $2"],
    [/^Has it been (.+)\?$/, "it has been $1"],
    [/^(?:.+, h|H)as (the .+?|an office) ((?:recogni|record|regist|confirm)\w+ .+)\?$/, "$1 has $2"],
  ],
};

/** Questions to which one names a thing. */
const WHICH: Record<Language, Pattern[]> = {
  zh: [
    [/^(.*)哪一[种级]\p{Script=Han}{2}(.*)？$/u, "$1{value}$2"],
    [/^(.*是)[^是]+的还是[^是]+的？$/, "$1{value}的"],
    [/^(.*是)[^是]+还是[^是]+？$/, "$1{value}"],
  ],
  en: [
    [/^Which .+ are you in\?$/, "you are in {value}"],
    [/^Are you \S+ or \S+\?$/, "you are {value}"],
    [/^Is your ([^?]*?) \S+(?: \d)? or \S+(?: \d)?\?$/, "your $1 is {value}"],
  ],
};

/** An answer that begins with yes, and what it adds: "是，还没有脱贫". */
const YES_AND: Record<Language, RegExp> = { zh: /^是(，.+)?$/, en: /^Yes(, .+)?$/ };

/** Inside a sentence English words have no capital. */
export const inside = (value: string): string => value.replace(/^[A-Z](?=[a-z ])/, (letter) => letter.toLowerCase());

function changed(patterns: Pattern[], question: string, value = ""): string | null {
  const found = patterns.find(([form]) => form.test(question));
  return found ? question.replace(found[0], found[1]).replace("{value}", value) : null;
}

/** The statement that this fact has one of these values; null where no pattern fits. */
function statement(reader: Reader, fact: string, values: FactValue[]): string | null {
  const { language } = reader;
  const question = text(reader, factWords(reader, fact)?.question);
  const kind = factOf(reader, fact)?.kind;
  if (kind === "flag") return values.length === 1 && values[0] === true ? changed(YES[language], question) : null;
  if (kind !== "choice") return null;
  const words = values.map((value) => optionWords(reader, fact, String(value)));
  const yes = words.map((one) => YES_AND[language].exec(one));
  if (yes.every((one) => one !== null)) {
    const so = changed(YES[language], question);
    return so && so + (yes.length === 1 ? (yes[0]?.[1] ?? "") : "");
  }
  // "None" is no kind of what is asked for.
  return values.includes("none") ? null : changed(WHICH[language], question, words.map(inside).join(say(reader, "way_or")));
}

/** Whether it can be said as a statement, in either language: both say the same. */
export const canBeSaid = ({ past, data, policies, facts, readings }: Reader, fact: string, values: FactValue[]): boolean =>
  (["zh", "en"] as const).every((language) => statement({ language, past, data, policies, facts, readings }, fact, values) !== null);

/** That this fact has one of these values, as a statement or as "label: value". */
export const isSo = (reader: Reader, fact: string, values: FactValue[]): string =>
  (canBeSaid(reader, fact, values) ? statement(reader, fact, values) : null) ??
  `${labelOf(reader, fact)}${say(reader, "colon")}${values.map((value) => valueWords(reader, fact, value)).join(say(reader, "way_or"))}`;

/** In the help of a question, the sentence that says whom to ask. */
const WHOM: Record<Language, RegExp> = { zh: /(?:^|[^另])问(?!过)|[^不]知道/, en: /(?:\bask|\bknows|[^t] know|\bcan (?:say|tell (?:you|whether)|look))\b/i };
const SENTENCES: Record<Language, RegExp> = { zh: /[^。]+。/g, en: /.+?\.(?=\s|$)/g };

/** Whom to ask about a fact, in the words of its question's help; empty where these name nobody. */
export function whomToAsk(reader: Reader, fact: string): string {
  const help = text(reader, factWords(reader, fact)?.help);
  return (help.match(SENTENCES[reader.language]) ?? []).find((sentence) => WHOM[reader.language].test(sentence))?.trim() ?? "";
}
