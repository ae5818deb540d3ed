import { expect, test } from "@playwright/test";
import { typedBands, typedPercent } from "../../www/src/state/figures.ts";
import { fen, typedAmount, yuan } from "../../www/src/state/money.ts";

test("amounts are grouped, and whole ones lose their zeros", () => {
  expect(["0.00", "300.00", "12800.00", "7308.50", "1234567.05"].map(yuan)).toEqual(["0", "300", "12,800", "7,308.50", "1,234,567.05"]);
});

test("amounts are read as people type them, and nothing else", () => {
  expect(["12000", "12,000.5", " 1，500.50 ", "１２３", "0"].map(typedAmount)).toEqual(["12000", "12000.5", "1500.50", "123", "0"]);
  expect(["", "-5", "1.234", "12a", "1e5", "99999999999"].map(typedAmount)).toEqual([null, null, null, null, null, null]);
});

test("a comma or a space groups threes, else a comma is the decimal mark; none is dropped in silence", () => {
  const read = (all: string[]) => all.map(typedAmount);
  expect(read(["1300，50", "1300,5", "6,5", "0，05", "１３００．５０", "1300。50"])).toEqual(["1300.50", "1300.5", "6.5", "0.05", "1300.50", "1300.50"]);
  expect(read(["1,300", "1，300，000", "12 000.5", "1\u00a0300"])).toEqual(["1300", "1300000", "12000.5", "1300"]);
  expect(read(["1300,500", "1,30,000", "0,500", "1.300,50", "1,300,50", "1,2,3", "1300 50", "1 2 3", "1，000 000", ",5", "5,", "1、300", "1-300"]))
    .toEqual(Array.from({ length: 13 }, () => null));
});

test("the sign of yuan before an amount or behind it belongs to it; a rate has none", () => {
  expect(["12000元", "¥12,000", "￥１２，０００．５０", " 1 300 元 ", "¥1300,5元", "500圆", "500块", "¥ 7", "500元整", "12,000 yuan", "RMB 500.5", "\t12000\u3000"].map(typedAmount))
    .toEqual(["12000", "12000", "12000.50", "1300", "1300.5", "500", "500", "7", "500", "12000", "500.5", "12000"]);
  expect(["元", "¥", "1.2万", "12万元", "1元2", "¥¥5", "5元元", "$5", "5元/天", "-5元", "一万二", "¥1,2000", "12.345元", "1e5", "0x10", "12000\t800", "12000～13000", "١٢", "5 yuan yuan"].map(typedAmount))
    .toEqual(Array.from({ length: 19 }, () => null));
  expect(["62元", "¥62", "62%%"].map(typedPercent)).toEqual([null, null, null]);
});

test("a rate has the same marks, and is at most 100", () => {
  expect(["6,5", "62，5%", "６２％", "100", "62.5 %"].map(typedPercent)).toEqual(["6.5", "62.5", "62", "100", "62.5"]);
  expect(["6,500", "650", "100,5", "6 5", "%"].map(typedPercent)).toEqual([null, null, null, null, null]);
  expect(typedBands("0|6,5\n30，000|70")).toEqual([{ from: "0", percent: "6.5" }, { from: "30000", percent: "70" }]);
});

test("fen are exact beyond what a double holds", () => {
  expect(fen("9999999999.99")).toBe(999999999999n);
  expect(fen("0.1")).toBe(10n);
});
