#!/usr/bin/env bash
# Builds Rust's standard library for wasm32 with Debian's compiler from Debian's sources (packages cargo-web,
# rustc-web, rust-web-src, rust-web-llvm and the linker rust-lld names), for machines where rustup cannot reach
# its server.
#
#   tools/debian-wasm32.sh FOLDER    FOLDER becomes:
#     bin/cargo, bin/rustc                                     rustc looks for libraries in sysroot/
#     sysroot/lib/rustlib/HOST                                 linked to Debian's
#     sysroot/lib/rustlib/wasm32-unknown-unknown/lib/*.rlib
#
# It is made under another name and renamed when complete: an interrupted build never looks finished.
set -euo pipefail

folder="$1"
part="$folder.part"
target=wasm32-unknown-unknown
# What the user's own Rust, or the cargo that runs this, has set.
unset CARGO CARGO_BUILD_TARGET CARGO_ENCODED_RUSTFLAGS LD_LIBRARY_PATH RUSTC_WORKSPACE_WRAPPER RUSTC_WRAPPER \
  RUSTDOC RUSTFLAGS RUSTUP_TOOLCHAIN

rm -rf "$part"
mkdir -p "$part/build/src" "$part/bin" "$part/sysroot/lib/rustlib/$target/lib"

# An empty library, so that cargo builds the standard library for it.
printf '[package]\nname = "empty"\nversion = "0.0.0"\nedition = "2021"\n[workspace]\n' >"$part/build/Cargo.toml"
printf '#![no_std]\n' >"$part/build/src/lib.rs"
cd "$part/build"
# Building std is an unstable feature, of a stable compiler. Without the bitcode, link-time optimisation fails later.
RUSTC=/usr/bin/rustc RUSTC_BOOTSTRAP=1 \
  CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUSTFLAGS="-Cembed-bitcode=yes -Zforce-unstable-if-unmarked" \
  /usr/bin/cargo build --release --target "$target" --target-dir target \
  -Zbuild-std=std,panic_abort,panic_unwind,test,proc_macro

# Exactly the libraries of std: with any other, cargo reports crates that do not match.
for library in "target/$target/release/deps/"*.rlib; do
  case "$library" in
    */libempty-*) ;;
    *) cp "$library" "$part/sysroot/lib/rustlib/$target/lib/" ;;
  esac
done
host="$(/usr/bin/rustc -vV | sed -n 's/^host: //p')"
ln -s "$(/usr/bin/rustc --print sysroot)/lib/rustlib/$host" "$part/sysroot/lib/rustlib/$host"

printf '#!/bin/sh\nexec /usr/bin/cargo "$@"\n' >"$part/bin/cargo"
printf '#!/bin/sh\nexec /usr/bin/rustc --sysroot %q "$@"\n' "$folder/sysroot" >"$part/bin/rustc"
chmod +x "$part/bin/cargo" "$part/bin/rustc"
rm -rf "$part/build" "$folder"
mv "$part" "$folder"
