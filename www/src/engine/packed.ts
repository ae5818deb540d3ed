// What travels in the page as text, back to bytes: gzip as dense text (build/dense.ts, crates/cli/src/payload.rs).

export async function unpacked(text: string): Promise<ArrayBuffer> {
  return new Response(new Blob([fromDense(text.trim())]).stream().pipeThrough(new DecompressionStream("gzip"))).arrayBuffer();
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
