// Amounts as shown and as typed. They are decimal strings from end to end: no binary floats.

/** "12800.00" as "12,800", "7308.50" as "7,308.50". */
export function yuan(amount: string): string {
  const [whole = "0", part = "00"] = amount.split(".");
  const grouped = whole.replace(/\B(?=(\d{3})+$)/g, ",");
  return part === "00" ? grouped : `${grouped}.${part}`;
}

/** The text with full-width digits, commas and points as plain ones. */
export const plainDigits = (typed: string): string =>
  typed.replace(/[０-９，．]/g, (wide) => String.fromCharCode(wide.charCodeAt(0) - 0xfee0)).replace("。", ".");

/** Threes set apart by commas or by spaces, the first without a zero before it. */
const GROUPED = /^[1-9]\d{0,2}([,\s])\d{3}(\1\d{3})*(\.\d+)?$/;

/** The marks of yuan before an amount and behind it. */
const YUAN = /^([¥￥]|RMB)\s*|\s*(元整?|[圆块]|yuan|RMB)$/gi;

/** An amount as a person types it, 12000, ¥12,000 or 12000元: digits, at most two decimals. Null when it is something else. */
export const typedAmount = (typed: string): string | null => typedNumber(plainDigits(typed).trim().replace(YUAN, ""));

/** A number of plain digits. A comma that groups no threes is a decimal mark: it is never dropped, for then 1300,50 would
 * be 130050. */
export function typedNumber(digits: string): string | null {
  const plain = GROUPED.test(digits) ? digits.replace(/[,\s]/g, "") : digits.replace(",", ".");
  return /^\d{1,10}(\.\d{1,2})?$/.test(plain) ? plain : null;
}

/** Fen: to compare amounts, for lengths in a picture and for the sums shown. */
export function fen(amount: string): bigint {
  const [whole = "0", part = ""] = amount.split(".");
  return BigInt(whole) * 100n + BigInt(part.padEnd(2, "0"));
}

/** Fen as an amount: 167420n is "1674.20". */
export function yuanOf(amount: bigint): string {
  const digits = String(amount).padStart(3, "0");
  return `${digits.slice(0, -2)}.${digits.slice(-2)}`;
}

// ---- exact sums: an amount in parts of a yuan so small that three percentages of it are whole ----

const FEN = 10n ** 12n;

/** An amount of an answer. */
export const whole = (amount: string): bigint => fen(amount) * FEN;

/** A percentage, in its hundredths, of an amount. */
export const times = (amount: bigint, hundredths: bigint): bigint => (amount * hundredths) / 10_000n;

/** To the fen, half up. */
export const rounded = (amount: bigint): bigint => ((amount + FEN / 2n) / FEN) * FEN;

/** Every digit of it: "12,000", "7,308.50", "200.005". */
export function exactly(amount: bigint): string {
  const digits = String(amount).padStart(15, "0");
  return yuan(`${digits.slice(0, -14)}.${digits.slice(-14).replace(/0+$/, "").padEnd(2, "0")}`);
}
