//! Compiled bytes: a header, then what is packed. They may come from anywhere, so everything is checked.

use std::fmt;

use sha2::{Digest, Sha256};

use crate::kernel::packed::{Bytes, Packed};

const MAGIC: &[u8; 4] = b"MBAI";

/// The version of the format. Bytes of another version are refused.
pub const FORMAT: u8 = 5;

const DIGEST: usize = 32;

/// What the bytes hold.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Content {
    /// A vocabulary.
    Vocabulary = 1,
    /// A policy.
    Policy = 2,
}

/// Why bytes were refused.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum BadBytes {
    /// Not written by Mingbai's compiler, or cut off.
    NotCompiled,
    /// Another version of the format.
    Format(u8),
    /// A policy was given for a vocabulary, or the other way round.
    Content,
    /// The bytes have changed since they were written.
    Digest,
    /// The content does not have the shape of the format.
    Shape,
    /// The content contradicts itself: where and how.
    Contradiction(String),
}

impl fmt::Display for BadBytes {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NotCompiled => f.write_str("these are not compiled Mingbai bytes"),
            Self::Format(version) => {
                write!(f, "the bytes have format {version}, this engine reads format {FORMAT}")
            }
            Self::Content => f.write_str("the bytes hold something else (a vocabulary, a policy)"),
            Self::Digest => f.write_str("the bytes are damaged: their digest does not match"),
            Self::Shape => f.write_str("the bytes do not have the shape of their format"),
            Self::Contradiction(what) => write!(f, "the bytes contradict themselves: {what}"),
        }?;
        f.write_str("; compile the policy again with this version of mingbai")
    }
}

impl std::error::Error for BadBytes {}

/// Writes `value` with its header.
pub fn write(content: Content, value: &impl Packed) -> Vec<u8> {
    let mut body = Vec::new();
    value.pack(&mut body);
    let digest = Sha256::digest(&body);
    [MAGIC.as_slice(), &[FORMAT, content as u8], digest.as_slice(), &body].concat()
}

/// Reads what [`write`] wrote.
///
/// # Errors
/// See [`BadBytes`].
pub fn read<T: Packed>(content: Content, bytes: &[u8]) -> Result<T, BadBytes> {
    let rest = bytes.strip_prefix(MAGIC).ok_or(BadBytes::NotCompiled)?;
    let (&[format, kind], rest) = rest.split_first_chunk().ok_or(BadBytes::NotCompiled)?;
    if format != FORMAT {
        return Err(BadBytes::Format(format));
    }
    if kind != content as u8 {
        return Err(BadBytes::Content);
    }
    let (digest, body) = rest.split_first_chunk::<DIGEST>().ok_or(BadBytes::NotCompiled)?;
    if Sha256::digest(body).as_slice() != digest {
        return Err(BadBytes::Digest);
    }
    Bytes::read(body).ok_or(BadBytes::Shape)
}

/// The SHA-256 of `bytes` in lower-case hexadecimal digits.
pub fn sha256(bytes: &[u8]) -> String {
    let digit = |nibble: u8| char::from_digit(u32::from(nibble), 16).unwrap_or('0');
    Sha256::digest(bytes).iter().flat_map(|byte| [digit(byte >> 4), digit(byte & 15)]).collect()
}

#[cfg(test)]
mod tests {
    use super::sha256;

    #[test]
    fn a_digest_is_written_as_everybody_writes_it() {
        // The example of FIPS 180-2.
        assert_eq!(
            sha256(b"abc"),
            "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
        );
    }
}
