//! Standard output and standard error as people read them: text of others is made visible in both.

use std::io::{self, Stderr, Stdout, Write};

use mingbai_plain::visible::visible;

/// A writer of text for people. What is for programs is not written through it: JSON escapes by itself, and keeps what it
/// carries.
pub struct Visible<W>(W);

/// Standard output for people.
pub fn stdout() -> Visible<Stdout> {
    Visible(io::stdout())
}

/// Standard error for people.
pub fn stderr() -> Visible<Stderr> {
    Visible(io::stderr())
}

impl<W: Write> Write for Visible<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        // Whole texts are written, never a part of a character.
        let text = String::from_utf8_lossy(bytes);
        self.0.write_all(visible(&text).as_bytes())?;
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        self.0.flush()
    }
}
