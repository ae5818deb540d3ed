// What an address and another site's element set, and days as a resident writes and hears them.

import { expect, test } from "@playwright/test";
import { settingsFrom, settingsOf, spokenDay, today } from "../../www/src/state/settings.ts";

const NOTHING = { place: null, policy: null, language: null, kiosk: false, on: null, badDay: false, paper: null };

test("an address sets place, document, language, kiosk, paper and day; one that says nothing sets nothing", () => {
  expect(settingsFrom("")).toEqual(NOTHING);
  expect(settingsFrom("?place=wuhan&policy=wuhan-2023&lang=en&kiosk=1&paper=receipt&on=2026-11-26")).toEqual({
    place: "wuhan", policy: "wuhan-2023", language: "en", kiosk: true, paper: "receipt", on: "2026-11-26", badDay: false,
  });
  expect(settingsFrom("?lang=zh&paper=a5")).toEqual({ ...NOTHING, language: "zh", paper: "a5" });
});

test("what an address says that is none of the choices sets nothing", () => {
  expect(settingsFrom("?lang=fr&kiosk=true&paper=letter")).toEqual(NOTHING);
  expect(settingsFrom("?lang=ZH&kiosk=0&paper=A5")).toEqual(NOTHING);
});

test("a day that is none is not taken, and it is said that there was one", () => {
  const day = (on: string) => {
    const { on: taken, badDay } = settingsFrom(`?on=${on}`);
    return [taken, badDay];
  };
  expect(day("2024-02-29")).toEqual(["2024-02-29", false]);
  for (const none of ["2023-02-29", "2026-13-01", "2026-1-1", "26-01-01", "x2026-01-01", "2026-01-011", "today", "2026-01-01T00:00"]) expect(day(none), none).toEqual([null, true]);
  expect(day(""), "an empty one is none at all").toEqual([null, false]);
});

const element = (attributes: Record<string, string>) => ({ getAttribute: (name: string) => attributes[name] ?? null }) as unknown as HTMLElement;

test("another site's element sets place, document, day and any kind of Chinese or English, and is never a kiosk", () => {
  expect(settingsOf(element({}))).toEqual(NOTHING);
  expect(settingsOf(element({ place: "wuhan", policy: "wuhan-2023", on: "2026-11-26", kiosk: "1", paper: "receipt" }))).toEqual({ ...NOTHING, place: "wuhan", policy: "wuhan-2023", on: "2026-11-26" });
  const language = (lang: string) => settingsOf(element({ lang })).language;
  expect(["zh", "zh-Hans-CN", "ZH-cn", "en", "EN-gb", "fr", "x-zh", "x-en"].map(language)).toEqual(["zh", "zh", "zh", "en", "en", null, null, null]);
  expect(settingsOf(element({ on: "2026-02-30" }))).toEqual({ ...NOTHING, badDay: true });
});

test("today is the day of the resident's own calendar, also before six in the morning and late at night", () => {
  const Real = Date;
  const at = (...now: [year: number, month: number, day: number, hour: number]) => {
    globalThis.Date = class extends Real {
      constructor() {
        super(...now);
      }
    } as DateConstructor;
    try {
      return today();
    } finally {
      globalThis.Date = Real;
    }
  };
  expect([at(2026, 0, 5, 1), at(2026, 10, 28, 23), at(2026, 11, 31, 12)]).toEqual(["2026-01-05", "2026-11-28", "2026-12-31"]);
  const early = new Real(2026, 0, 1);
  early.setFullYear(987);
  expect(at(early.getFullYear(), 0, 1, 0), "a clock that was never set").toBe("0987-01-01");
});

test("a day in words", () => {
  expect([spokenDay("2020-12-31", "zh"), spokenDay("2020-12-31", "en")]).toEqual(["2020年12月31日", "31 December 2020"]);
  expect([spokenDay("2026-01-05", "zh"), spokenDay("2026-01-05", "en")]).toEqual(["2026年1月5日", "5 January 2026"]);
});
