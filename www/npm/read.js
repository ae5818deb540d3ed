// What is given to the engine is read here first, once: a getter or a proxy that throws throws before the engine is
// entered, whose stack would be left as it stood.

/** Deeper than the engine goes. */
const DEEPEST = 40;

/** Lists, maps and objects as plain ones; anything else is what it is, and the engine says what is wrong with it. */
function read(value, depth = 0) {
  if (typeof value !== "object" || value === null || depth > DEEPEST) return value;
  if (Array.isArray(value)) return Array.from(value, (item) => read(item, depth + 1));
  if (value instanceof Map) return new Map(Array.from(value, ([key, item]) => [key, read(item, depth + 1)]));
  if (Symbol.iterator in value || value instanceof ArrayBuffer) return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, read(item, depth + 1)]));
}

/** Has these methods of classes read their first argument. */
export function readFirst(...methods) {
  for (const [{ prototype }, name] of methods) {
    const own = prototype[name];
    prototype[name] = function (input, ...rest) {
      return own.call(this, read(input), ...rest);
    };
  }
}
