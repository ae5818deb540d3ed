// Bytes as printable text, 13 bits in two characters: 8 % shorter than base64. The 91 characters need no
// escaping in an HTML script block nor in a JavaScript string in double quotes: all of ASCII from ! to ~ but
// for " < and \. Read by loader.js and src/engine/packed.ts.

const LETTERS = Array.from({ length: 94 }, (_, at) => String.fromCharCode(33 + at)).filter((letter) => !'"<\\'.includes(letter));

export function dense(bytes: Uint8Array): string {
  const made: string[] = [];
  const put = (number: number) => made.push(LETTERS[number] ?? "");
  let held = 0;
  let bits = 0;
  for (const byte of bytes) {
    held |= byte << bits;
    bits += 8;
    if (bits < 13) continue;
    put((held & 8191) % 91);
    put(Math.floor((held & 8191) / 91));
    held >>= 13;
    bits -= 13;
  }
  if (bits > 0) put(held % 91);
  if (bits > 6) put(Math.floor(held / 91));
  return made.join("");
}
