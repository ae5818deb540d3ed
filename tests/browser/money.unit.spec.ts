import { expect, test } from "@playwright/test";
import { fen, typedAmount, yuan } from "../../www/src/state/money.ts";

test("amounts are grouped, and whole ones lose their zeros", () => {
  expect(["0.00", "300.00", "12800.00", "7308.50", "1234567.05"].map(yuan)).toEqual(["0", "300", "12,800", "7,308.50", "1,234,567.05"]);
});

test("amounts are read as people type them, and nothing else", () => {
  expect(["12000", "12,000.5", " 1，500.50 ", "１２３", "0"].map(typedAmount)).toEqual(["12000", "12000.5", "1500.50", "123", "0"]);
  expect(["", "-5", "1.234", "12a", "1e5", "99999999999"].map(typedAmount)).toEqual([null, null, null, null, null, null]);
});

test("fen are exact beyond what a double holds", () => {
  expect(fen("9999999999.99")).toBe(999999999999n);
  expect(fen("0.1")).toBe(10n);
});
