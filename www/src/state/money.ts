// Money for the eye. Amounts are decimal strings from end to end: no binary floats.

/** "12800.00" as "12,800", "7308.50" as "7,308.50". */
export function yuan(amount: string): string {
  const [whole = "0", part = "00"] = amount.split(".");
  const grouped = whole.replace(/\B(?=(\d{3})+$)/g, ",");
  return part === "00" ? grouped : `${grouped}.${part}`;
}

/** The text with full-width digits as plain ones. */
export const plainDigits = (typed: string): string => typed.replace(/[０-９]/g, (digit) => String(digit.charCodeAt(0) - 0xff10));

/** An amount as a person types it: digits, at most two decimals. Null when it is something else. */
export function typedAmount(typed: string): string | null {
  const plain = plainDigits(typed).trim().replace(/[,，\s]/g, "").replace("。", ".");
  return /^\d{1,10}(\.\d{1,2})?$/.test(plain) ? plain : null;
}

/** Fen, for lengths in a picture and sums shown; never for the amounts themselves. */
export function fen(amount: string): bigint {
  const [whole = "0", part = ""] = amount.split(".");
  return BigInt(whole) * 100n + BigInt(part.padEnd(2, "0"));
}

/** Fen as an amount: 167420n is "1674.20". */
export function yuanOf(amount: bigint): string {
  const digits = String(amount).padStart(3, "0");
  return `${digits.slice(0, -2)}.${digits.slice(-2)}`;
}
