// The page: reads what travels in it, starts the engine, shows <mingbai-checker>.

import { Checker } from "./checker.ts";
import { readData, unpacked } from "./data.ts";
import { Session } from "./session.ts";
import { settingsFrom } from "./settings.ts";
import { MingbaiChecker } from "./shell.ts";

const textOf = (id: string) => document.getElementById(id)?.textContent ?? "";

async function start(): Promise<void> {
  const [data, module] = await Promise.all([
    readData(textOf("mingbai-data")),
    unpacked(textOf("mingbai-engine")).then((bytes) => WebAssembly.compile(bytes)),
  ]);
  for (const id of ["mingbai-data", "mingbai-engine", "mingbai-script"]) document.getElementById(id)?.remove();
  const session = new Session(data, new Checker(module, data.vocabulary), settingsFrom(location.search));
  customElements.define("mingbai-checker", MingbaiChecker);
  const checker = new MingbaiChecker();
  checker.session = session;
  document.body.append(checker);
  await checker.updateComplete;
  performance.mark("mingbai-ready");
}

start().catch((error: unknown) => {
  console.error(error);
  document.getElementById("mingbai-broken")?.removeAttribute("hidden");
});
