// The page: reads its embedded data, starts the engine, shows <mingbai-checker>. Included by another site,
// it defines the element, and each one in the document has a session of its own.

import { Checker } from "./engine/checker.ts";
import { alone, offered, readData } from "./engine/data.ts";
import { goBackWithHistory } from "./shell/history.ts";
import { stayOffline } from "./shell/offline.ts";
import { unpacked } from "./engine/packed.ts";
import { isEmbedded, takeParts } from "./engine/payload.ts";
import { Session } from "./state/session.ts";
import { settingsFrom, settingsOf } from "./state/settings.ts";
import { MingbaiChecker } from "./shell/shell.ts";

async function start(): Promise<void> {
  const embedded = isEmbedded();
  const parts = takeParts();
  const ready = Promise.all([
    readData(parts.data),
    unpacked(parts.engine).then((bytes) => WebAssembly.compile(bytes)),
  ]);
  if (embedded) {
    // The element is defined at once: it shows that it is loading, or that it cannot start.
    MingbaiChecker.begin = async (element) => {
      const [data, module] = await ready;
      return new Session(data, await Checker.begin(module, data.vocabulary, null), settingsOf(element));
    };
    customElements.define("mingbai-checker", MingbaiChecker);
    return;
  }
  const [data, module] = await ready;
  const settings = settingsFrom(location.search);
  const session = new Session(data, await Checker.begin(module, data.vocabulary, settings.kiosk ? settings.policy ? data.policies.map(alone) : offered(data) : null), settings);
  // That of a saved copy.
  document.querySelector("mingbai-checker")?.remove();
  customElements.define("mingbai-checker", MingbaiChecker);
  const checker = new MingbaiChecker();
  checker.session = session;
  checker.toggleAttribute("data-page", true);
  document.body.append(checker);
  document.getElementById("mingbai-message")?.toggleAttribute("hidden", true);
  await checker.updateComplete;
  performance.mark("mingbai-ready");
  if (!session.settings.kiosk) goBackWithHistory(session);
  stayOffline(() => session.foundNewer());
}

start().catch((error: unknown) => {
  console.error(error);
  document.getElementById("mingbai-broken")?.classList.remove("late");
});
