// Where policies and engine travel: in the page's own blocks, or in the script that another site includes.

export interface Parts {
  data: string;
  engine: string;
}

declare global {
  interface Window {
    mingbaiParts?: Parts;
  }
}

/** The parts. The page's own blocks stay where they are: a copy that a browser saves of the page, as it stands then, starts too. */
export function takeParts(): Parts {
  const given = window.mingbaiParts;
  delete window.mingbaiParts;
  const block = (id: string): string => document.getElementById(id)?.textContent ?? "";
  return given ?? { data: block("mingbai-data"), engine: block("mingbai-engine") };
}

/** Whether another site includes the script. */
export const isEmbedded = (): boolean => window.mingbaiParts !== undefined;
