// Bytes as text, seven bits a character of one byte. Seven of the 128 characters would not survive in an HTML script
// block, in a JavaScript string in double quotes or in a text that some program copies (NUL, the ends of lines, the end
// of a file, " < and \): one of them and the seven bits behind it are one character of two bytes in UTF-8, from
// U+0100 on. At the very end it stands alone, from U+0480 on. Read by loader.js and src/engine/packed.ts.

const KEPT_OUT = [0, 10, 13, 26, 34, 60, 92];

export function dense(bytes: Uint8Array): string {
  const made: string[] = [];
  let out = -1;
  const put = (seven: number): void => {
    if (out >= 0) {
      made.push(String.fromCharCode(256 + 128 * out + seven));
      out = -1;
    } else if ((out = KEPT_OUT.indexOf(seven)) < 0) {
      made.push(String.fromCharCode(seven));
    }
  };
  let held = 0;
  let bits = 0;
  for (const byte of bytes) {
    held |= byte << bits;
    for (bits += 8; bits >= 7; bits -= 7, held >>= 7) put(held & 127);
  }
  if (bits > 0) put(held);
  if (out >= 0) made.push(String.fromCharCode(1152 + out));
  return made.join("");
}
