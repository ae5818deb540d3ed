//! Packs standard input as a small .xz file, to standard output.

use std::io::{self, Read, Write};

use lzma_rust2::{CheckType, XzOptions, XzWriter};

fn main() -> io::Result<()> {
    let mut bytes = Vec::new();
    io::stdin().lock().read_to_end(&mut bytes)?;
    let mut writer = XzWriter::new(Vec::new(), options(bytes.len()))?;
    writer.write_all(&bytes)?;
    io::stdout().lock().write_all(&writer.finish()?)
}

/// The best of the presets, told what a WebAssembly module is like: a byte depends on the one before it, not on where it
/// stands among four.
fn options(length: usize) -> XzOptions {
    let mut options = XzOptions::with_preset(9);
    options.lzma_options.lc = 4;
    options.lzma_options.pb = 0;
    // The memory that unpacking takes: no more than looking back over all of it needs. Never beyond the preset's.
    let all = u32::try_from(length.next_power_of_two()).unwrap_or(u32::MAX);
    options.lzma_options.dict_size = all.clamp(1 << 16, options.lzma_options.dict_size);
    options.set_check_sum_type(CheckType::Crc32);
    options
}
