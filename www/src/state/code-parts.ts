// A long code in several QR codes, for one would be too fine for a receipt's printer: MB1+ID+2+3/…/CHECK is the second of
// three. They are read in any order.

import { checked, MARK, plain, unchecked } from "./code.ts";

/** Characters of a QR code: 38 mm wide, a square of it is then half a millimetre, four dots of a receipt's printer. */
const MOST = 400;
/** What stands around the text of a part. */
const FRAME = 24;
/** More than so many nobody scans. */
const MOST_PARTS = 12;

/** The texts of its QR codes; null where it is too long for any. */
export function partsOf(code: string): string[] | null {
  if (code.length <= MOST) return [code];
  const count = Math.ceil(code.length / (MOST - FRAME));
  if (count > MOST_PARTS) return null;
  const id = code.slice(code.lastIndexOf("/") + 1);
  const length = Math.ceil(code.length / count);
  return Array.from({ length: count }, (_, at) => checked(`${MARK}+${id}+${at + 1}+${count}/${code.slice(at * length, (at + 1) * length)}`));
}

/** The codes in a text one after the other, whatever blanks, lines and words some program put before or into them. */
export function codesIn(typed: string): string[] {
  const text = plain(typed).replace(/[^!-~]/g, "");
  return text.match(/MB1[+/].*?\/[0-9A-Z]{5}(?=MB1[+/]|$)/g) ?? [text];
}

/** Whether it is a code or a part of one, whole. */
export const isIntact = (text: string): boolean => unchecked(text)?.startsWith(MARK) ?? false;

/** The parts of one card that were read so far. */
export class Parts {
  private id = "";
  private count = 0;
  private readonly read = new Map<number, string>();

  /** Takes what was read. The whole code once all parts are there; null before. What is no part is as it was. */
  take(text: string): string | null {
    const [, id, at, count, part] = /^MB1\+(\w+)\+(\d+)\+(\d+)\/(.*)$/.exec(unchecked(text) ?? "") ?? [];
    if (!id || part === undefined) return text;
    // The last card that was begun is the one that is wanted.
    if (id !== this.id) this.read.clear();
    this.id = id;
    this.count = Number(count);
    this.read.set(Number(at), part);
    if (this.missing.length > 0) return null;
    return this.numbers.map((number) => this.read.get(number)).join("");
  }

  private get numbers(): number[] {
    return Array.from({ length: Math.min(this.count, MOST_PARTS) }, (_, at) => at + 1);
  }

  /** The numbers of those still to read. */
  get missing(): number[] {
    return this.numbers.filter((number) => !this.read.has(number));
  }
}
