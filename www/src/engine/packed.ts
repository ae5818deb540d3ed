// What travels in the page as text, back to bytes: gzip as dense text (build/dense.ts, crates/bundle/src/payload.rs).

export async function unpacked(text: string): Promise<ArrayBuffer> {
  return new Response(new Blob([fromDense(text)]).stream().pipeThrough(new DecompressionStream("gzip"))).arrayBuffer();
}

const KEPT_OUT = [0, 10, 13, 26, 34, 60, 92];

export function fromDense(text: string): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(Math.floor((text.length * 7) / 4));
  let [held, bits, to] = [0, 0, 0];
  const take = (seven: number): void => {
    held |= seven << bits;
    bits += 7;
    if (bits < 8) return;
    bytes[to++] = held & 255;
    held >>= 8;
    bits -= 8;
  };
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (code < 256) take(code);
    else if (code >= 1152) take(KEPT_OUT[code - 1152] ?? 0);
    else {
      take(KEPT_OUT[(code >> 7) - 2] ?? 0);
      take(code & 127);
    }
  }
  return bytes.subarray(0, to);
}
