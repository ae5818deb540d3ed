//! What a bundled page carries, read back as the page reads it (www/src/engine/data.ts).

#![allow(clippy::unwrap_used, clippy::indexing_slicing)]

use std::io::Read;

use flate2::read::GzDecoder;
use serde_json::Value;

/// The JSON, and the bytes behind it.
pub struct Carried {
    pub data: Value,
    bytes: Vec<u8>,
}

impl Carried {
    /// Of a page made from the template `<html><!--mingbai-data--></html>`.
    pub fn of(page: &str) -> Self {
        let text = page.trim_start_matches("<html>").trim_end_matches("</html>");
        let mut all = Vec::new();
        GzDecoder::new(bytes(text).as_slice()).read_to_end(&mut all).unwrap();
        let (length, rest) = all.split_first_chunk().unwrap();
        let (json, bytes) = rest.split_at(u32::from_le_bytes(*length) as usize);
        Self { data: serde_json::from_slice(json).unwrap(), bytes: bytes.to_vec() }
    }

    /// The bytes that a `[start, count]` of the JSON points to.
    pub fn bytes(&self, place: &Value) -> &[u8] {
        let at = |index: usize| usize::try_from(place[index].as_u64().unwrap()).unwrap();
        &self.bytes[at(0)..at(0) + at(1)]
    }
}

/// A character is seven bits; from U+0100 on it is one that is kept out and seven bits more, from U+0480 on the former
/// alone (www/build/dense.ts).
fn bytes(text: &str) -> Vec<u8> {
    let kept_out = [0, 10, 13, 26, 34, 60, 92];
    let sevens = text.chars().flat_map(|own| match u32::from(own) {
        code @ ..128 => vec![code],
        code @ 256..1152 => vec![kept_out[code as usize / 128 - 2], code % 128],
        code => vec![kept_out[code as usize - 1152]],
    });
    let (mut made, mut held, mut bits) = (Vec::new(), 0, 0);
    for seven in sevens {
        held |= seven << bits;
        bits += 7;
        if bits >= 8 {
            made.push(u8::try_from(held & 255).unwrap());
            held >>= 8;
            bits -= 8;
        }
    }
    made
}
