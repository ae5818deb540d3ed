//! What a page carries beside its engine: JSON, and behind it the bytes that the JSON points to; gzip, as printable
//! text. Read by www/src/engine/data.ts.

use std::io::Write;

use flate2::Compression;
use flate2::write::GzEncoder;
use serde_json::{Value, json};

use crate::failure::Failure;

/// The bytes behind the JSON.
#[derive(Default)]
pub struct Payload {
    bytes: Vec<u8>,
}

impl Payload {
    /// Takes bytes in. What the JSON says of them: where they begin behind it, and how many they are.
    pub fn place(&mut self, bytes: &[u8]) -> Value {
        let start = self.bytes.len();
        self.bytes.extend_from_slice(bytes);
        json!([start, bytes.len()])
    }

    /// All of it as the text of a block in the page: four bytes that say how long the JSON is, the lowest first, the
    /// JSON, the bytes. The same input gives the same text on every machine.
    ///
    /// # Errors
    /// None that an input could cause.
    pub fn text(self, data: &Value) -> Result<String, Failure> {
        let json = data.to_string();
        let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
        encoder.write_all(&u32::try_from(json.len()).unwrap_or(u32::MAX).to_le_bytes())?;
        encoder.write_all(json.as_bytes())?;
        encoder.write_all(&self.bytes)?;
        Ok(dense(&encoder.finish()?))
    }
}

/// Bytes as printable text, 13 bits in two characters, as www/build/dense.ts writes them.
fn dense(bytes: &[u8]) -> String {
    let letters: Vec<char> =
        ('!'..='~').filter(|letter| !['"', '<', '\\'].contains(letter)).collect();
    let letter = |number: u32| letters.get(number as usize).copied().unwrap_or('!');
    let mut text = String::new();
    let (mut held, mut bits) = (0_u32, 0_u32);
    for &byte in bytes {
        held |= u32::from(byte) << bits;
        bits += 8;
        if bits >= 13 {
            let pair = held & 8191;
            text.extend([letter(pair % 91), letter(pair / 91)]);
            held >>= 13;
            bits -= 13;
        }
    }
    if bits > 0 {
        text.push(letter(held % 91));
    }
    if bits > 6 {
        text.push(letter(held / 91));
    }
    text
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::indexing_slicing)]

    use super::*;

    /// Written by www/build/dense.ts.
    #[test]
    fn text_is_that_of_the_pages_own_writer() {
        let rising: Vec<u8> = (0..=40).map(|n| n * 6).collect();
        for (bytes, text) in [
            (&b""[..], ""),
            (b"\0", "!!"),
            (b"\xff", "m$"),
            (&rising[..], "t2(Qx219H)6p/;H;-]y)!l]/27@(*(zWB)p_&H+&zEK=&qNtXR)"),
        ] {
            assert_eq!(dense(bytes), text);
        }
    }

    #[test]
    fn bytes_lie_behind_the_json_one_after_the_other() {
        let mut payload = Payload::default();
        assert_eq!(payload.place(b"abc"), json!([0, 3]));
        assert_eq!(payload.place(b""), json!([3, 0]));
        assert_eq!(payload.place(b"de"), json!([3, 2]));
        assert_eq!(payload.bytes, b"abcde");
    }
}
