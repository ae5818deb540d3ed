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

/// Two characters are 13 bits (www/build/dense.ts); one at the end is six.
fn bytes(text: &str) -> Vec<u8> {
    let letters: Vec<char> = ('!'..='~').filter(|letter| !"\"<\\".contains(*letter)).collect();
    let digits: Vec<u32> = text
        .chars()
        .map(|own| {
            u32::try_from(letters.iter().position(|letter| *letter == own).unwrap()).unwrap()
        })
        .collect();
    let (mut made, mut held, mut bits) = (Vec::new(), 0, 0);
    for pair in digits.chunks(2) {
        held |= (pair[0] + 91 * pair.get(1).copied().unwrap_or(0)) << bits;
        bits += if pair.len() == 2 { 13 } else { 6 };
        while bits >= 8 {
            made.push(u8::try_from(held & 255).unwrap());
            held >>= 8;
            bits -= 8;
        }
    }
    made
}
