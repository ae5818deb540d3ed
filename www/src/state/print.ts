// Printing by the browser, where it can print.

/** How long a browser may take until it begins to print. */
const PRINTING_BEGINS = 1000;

/** Prints the page. False where the browser has no printing, refuses it, or does nothing at all, as the web views
 * inside other programs do. */
export async function printed(): Promise<boolean> {
  let begun = false;
  const begin = () => (begun = true);
  addEventListener("beforeprint", begin);
  try {
    window.print();
    // It returns after printing, or at once; then printing begins soon.
    if (!begun) await new Promise((done) => setTimeout(done, PRINTING_BEGINS));
  } catch {
    return false;
  } finally {
    removeEventListener("beforeprint", begin);
  }
  return begun;
}
