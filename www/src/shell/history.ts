// The browser's own back button goes back a question. The history holds no answer, only that there is one.

import type { Session } from "../state/session.ts";

export function goBackWithHistory(session: Session): void {
  let kept = false;
  const keep = () => {
    if (kept || !session.canLeave) return;
    history.pushState({ mingbai: true }, "");
    kept = true;
  };
  session.watch(keep);
  addEventListener("popstate", () => {
    kept = false;
    session.leave();
    keep();
  });
}
