// What the answer rests on, so that it can be checked later.

import type { Session } from "../state/session.ts";
import { say } from "./say.ts";

/** The rules of each document that counts, the engine, the day. */
export const receiptWords = (session: Session, on: string): string => {
  const receipts = session.holding.map(({ whole }) => whole.receipt);
  const hash = receipts.map(({ policy_sha256 }) => policy_sha256.slice(0, 12)).join(say(session, "comma"));
  return say(session, "receipt", { hash, engine: receipts[0]?.engine ?? "", on });
};
