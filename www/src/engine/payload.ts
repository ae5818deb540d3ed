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

/** Takes the parts out, so that their text does not stay in memory. */
export function takeParts(): Parts {
  const given = window.mingbaiParts;
  delete window.mingbaiParts;
  if (given) return given;
  const take = (id: string): string => {
    const block = document.getElementById(id);
    const text = block?.textContent ?? "";
    block?.remove();
    return text;
  };
  take("mingbai-script");
  return { data: take("mingbai-data"), engine: take("mingbai-engine") };
}

/** Whether another site includes the script. */
export const isEmbedded = (): boolean => window.mingbaiParts !== undefined;
