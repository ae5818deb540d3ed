// What others change in the page's nodes. A browser's translator, or an extension, wraps and replaces the texts in which Lit
// keeps its places: what is drawn over that shows old words, or fails. So everything that others did since the page was last
// drawn is undone before it draws again, step by step, the last step first; a translator that still runs translates
// what is new.

const observed = new WeakMap<Node, Others>();

/** Draws something of this tree as if nobody else had touched it. */
export function undisturbed(root: Node, draw: () => void): void {
  let others = observed.get(root);
  if (!others) observed.set(root, (others = new Others(root)));
  others.undo();
  draw();
  others.forget();
}

class Others {
  private steps: MutationRecord[] = [];
  private readonly observer = new MutationObserver((steps) => this.steps.push(...steps));

  constructor(root: Node) {
    this.observer.observe(root, { childList: true, characterData: true, characterDataOldValue: true, subtree: true });
  }

  undo(): void {
    for (const step of [...this.steps, ...this.observer.takeRecords()].reverse()) back(step);
  }

  /** What was drawn is the page's own. */
  forget(): void {
    this.observer.takeRecords();
    this.steps = [];
  }
}

function back({ type, target, addedNodes, removedNodes, nextSibling, oldValue }: MutationRecord): void {
  if (type === "characterData") (target as CharacterData).data = oldValue ?? "";
  for (const node of addedNodes) target.removeChild(node);
  for (const node of removedNodes) target.insertBefore(node, nextSibling);
}
