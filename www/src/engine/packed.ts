// What travels in the page as text, back to bytes: gzip as dense text (build/dense.ts), or as base64.

const BASE64_OF_GZIP = "H4sI";

export async function unpacked(text: string): Promise<ArrayBuffer> {
  const plain = text.trim();
  const bytes = plain.startsWith(BASE64_OF_GZIP) ? fromBase64(plain) : fromDense(plain);
  return new Response(new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"))).arrayBuffer();
}

export function fromBase64(base64: string): Uint8Array<ArrayBuffer> {
  const text = atob(base64);
  const bytes = new Uint8Array(text.length);
  for (let at = 0; at < text.length; at++) bytes[at] = text.charCodeAt(at);
  return bytes;
}

/** The place of a character among ! # $ … ~ without " < and \. */
function digit(code: number): number {
  return code - 33 - Number(code > 34) - Number(code > 60) - Number(code > 92);
}

export function fromDense(text: string): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(Math.floor((text.length * 13) / 16));
  let [held, bits, to] = [0, 0, 0];
  for (let at = 0; at < text.length; at += 2) {
    const pair = at + 1 < text.length;
    held |= (digit(text.charCodeAt(at)) + (pair ? 91 * digit(text.charCodeAt(at + 1)) : 0)) << bits;
    bits += pair ? 13 : 6;
    for (; bits >= 8; bits -= 8, held >>= 8) bytes[to++] = held & 255;
  }
  return bytes.subarray(0, to);
}
