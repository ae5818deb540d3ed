// Who decides, in words: the office of the document or our guess, with what the county says of its own.

import type { OfficeAddress } from "../engine/data.ts";
import type { Told } from "../state/document.ts";
import type { Reader } from "../state/reader.ts";
import { say, text } from "./say.ts";

/** Who decides a result. */
interface Office {
  words: string;
  /** No clause says so. */
  isGuessed: boolean;
}

/** Who decides; null where nobody does. */
export function officeOf({ document, verdict: { office: id, provision } }: Told): Office | null {
  if (id === undefined) return null;
  const isGuessed = document.description.provisions.find((own) => own.id === provision)?.office_guessed ?? false;
  const kind = text(document, document.data.vocabulary.words.offices[id]);
  return { words: addressWords(document, document.data.figures?.offices[id], kind), isGuessed };
}

/** By its own name, with address, telephone and hours, as far as the county's file says them; else what kind of office it is. */
export function addressWords(reader: Reader, office: OfficeAddress | undefined, kind: string): string {
  const { name, address, phone, hours } = office ?? {};
  const said = [
    text(reader, address),
    phone ? `${say(reader, "office_phone")}${say(reader, "colon")}${phone}` : "",
    hours ? `${say(reader, "office_hours")}${say(reader, "colon")}${text(reader, hours)}` : "",
  ].filter((part) => part !== "");
  const what = text(reader, name) || kind;
  return said.length > 0 ? say(reader, "with_values", { what, values: said.join(say(reader, "semicolon")) }) : what;
}

/** Whom to ask for the rules of the place: the county's own window, where its file names one. */
export const localOffice = (reader: Reader): string => addressWords(reader, reader.data.figures?.office ?? undefined, say(reader, "insurance_window"));

/** Who decides, as the document says or as we guess; empty where nobody does. */
export function officeWords(told: Told): string {
  const office = officeOf(told);
  return office ? say(told.document, office.isGuessed ? "office_guessed" : "office", { office: office.words }) : "";
}

/** Who decides these results, each office once with how many, the one for most of them first; below, that some are guessed. */
export function officesWords(all: Told[]): string[] {
  const [first] = all;
  if (!first) return [];
  const offices = all.flatMap((told) => officeOf(told) ?? []);
  const groups = [...new Set(offices.map(({ words }) => words))].map((words) => offices.filter((office) => office.words === words));
  const guessed = groups.filter((group) => group.every(({ isGuessed }) => isGuessed));
  const lines = groups.sort((one, other) => other.length - one.length).map((group) =>
    say(first.document, guessed.includes(group) ? "office_for_guessed" : "office_for", { office: group[0]?.words ?? "", n: group.length }));
  return guessed.length > 0 ? [...lines, say(first.document, "offices_guessed")] : lines;
}
