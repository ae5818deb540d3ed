// Settings come from the address (?place=&policy=&lang=&kiosk=1&paper=&on=), never answers.

import type { Language } from "../engine/data.ts";

/** What the card is printed on: an A5 sheet, or a strip of 80 mm. */
export const PAPERS = ["a5", "receipt"] as const;
export type Paper = (typeof PAPERS)[number];

export interface Settings {
  place: string | null;
  /** One document alone. */
  policy: string | null;
  language: Language | null;
  kiosk: boolean;
  /** What is in the printer; null: the resident says. */
  paper: Paper | null;
  /** The day the document is read for, ISO; null is today. */
  on: string | null;
  /** A day was given that is none. */
  badDay?: boolean;
}

export function settingsFrom(query: string): Settings {
  const given = new URLSearchParams(query);
  const language = given.get("lang");
  return {
    place: given.get("place"),
    policy: given.get("policy"),
    language: language === "zh" || language === "en" ? language : null,
    kiosk: given.get("kiosk") === "1",
    ...dayOf(given.get("on")),
    paper: PAPERS.find((paper) => paper === given.get("paper")) ?? null,
  };
}

/** What another site sets on the element. */
export function settingsOf(element: HTMLElement): Settings {
  const language = element.getAttribute("lang")?.toLowerCase() ?? "";
  return {
    place: element.getAttribute("place"),
    policy: element.getAttribute("policy"),
    language: language.startsWith("zh") ? "zh" : language.startsWith("en") ? "en" : null,
    kiosk: false,
    ...dayOf(element.getAttribute("on")),
    paper: null,
  };
}

/** Today, as a resident's calendar shows it. */
export function today(): string {
  const date = new Date();
  const two = (number: number) => String(number).padStart(2, "0");
  return `${String(date.getFullYear()).padStart(4, "0")}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
}

/** What the text says of the day, if it says anything. */
function dayOf(text: string | null): Pick<Settings, "on" | "badDay"> {
  const date = new Date(`${text}T00:00:00Z`);
  const isDay = text !== null && /^\d{4}-\d\d-\d\d$/.test(text) && !Number.isNaN(date.getTime()) && date.toISOString().startsWith(text);
  return { on: isDay ? text : null, badDay: Boolean(text) && !isDay };
}

/** "2020-12-31" in words. */
export function spokenDay(day: string, language: Language): string {
  const [year = "", month = "", date = ""] = day.split("-").map((part) => String(Number(part)));
  if (language === "zh") return `${year}年${month}月${date}日`;
  const months = "January February March April May June July August September October November December".split(" ");
  return `${date} ${months[Number(month) - 1] ?? month} ${year}`;
}
