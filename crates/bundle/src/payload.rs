//! What a page carries beside its engine: JSON, and behind it the bytes that the JSON points to; gzip, as dense
//! text. Read by www/src/engine/data.ts.

use std::io;
use std::num::NonZeroU64;

use serde_json::{Value, json};

/// How often packing is tried anew: fifteen times would save a thousandth more.
const ROUNDS: NonZeroU64 = NonZeroU64::MIN.saturating_add(2);

/// The bytes behind the JSON.
#[derive(Debug, Default)]
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
    pub fn text(self, data: &Value) -> io::Result<String> {
        let json = data.to_string();
        let mut all = u32::try_from(json.len()).unwrap_or(u32::MAX).to_le_bytes().to_vec();
        all.extend_from_slice(json.as_bytes());
        all.extend_from_slice(&self.bytes);
        let options = zopfli::Options { iteration_count: ROUNDS, ..zopfli::Options::default() };
        let mut packed = Vec::new();
        zopfli::compress(options, zopfli::Format::Gzip, all.as_slice(), &mut packed)?;
        Ok(dense(&packed))
    }
}

/// Bytes as text, seven bits a character, as www/build/dense.ts writes them and says why.
fn dense(bytes: &[u8]) -> String {
    const KEPT_OUT: [u32; 7] = [0, 10, 13, 26, 34, 60, 92];
    let mut text = String::new();
    let mut out = None;
    let mut put = |number: u32| text.extend(char::from_u32(number));
    let mut take = |seven: u32| match out.take() {
        Some(index) => put(256 + 128 * index + seven),
        None => match (0..).zip(KEPT_OUT).find(|(_, kept)| *kept == seven) {
            Some((index, _)) => out = Some(index),
            None => put(seven),
        },
    };
    let (mut held, mut bits) = (0_u32, 0_u32);
    for &byte in bytes {
        held |= u32::from(byte) << bits;
        bits += 8;
        while bits >= 7 {
            take(held & 127);
            held >>= 7;
            bits -= 7;
        }
    }
    if bits > 0 {
        take(held);
    }
    if let Some(index) = out {
        text.extend(char::from_u32(1152 + index));
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
            (b"\0", "\u{100}"),
            (b"\xff", "\u{7f}\u{1}"),
            (b"\"\0", "\u{300}\u{480}"),
            (
                &rising[..],
                "\u{10c}0\u{10}\u{1}C\u{7}\u{12}*`Xa#\u{8}\u{12}'T4\u{1}3FM\u{1c}\u{3fe}\u{8}*\u{4}i\u{12}'Q(]RU\u{b}X1fR1{&.\u{1d}\u{485}",
            ),
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
