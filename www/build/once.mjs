/** `text` with `part` replaced; throws unless it stands there once. */
export function once(text, part, by) {
  const pieces = text.split(part);
  if (pieces.length !== 2) throw new Error(`${part} is expected once, found ${pieces.length - 1} times: see www/build/template.ts`);
  return pieces.join(by);
}
