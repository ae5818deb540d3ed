//! Files that are protected by a password, as offices keep their ledgers: called so, in whatever way they are.

use std::io::{Cursor, Write as _};

use mingbai_core::kernel::lang::Lang;
use mingbai_ledger::workbook::{Kind, Unreadable, Workbook};

use crate::bombs::{ods, ods_cell, ods_row, package, with_part, xls_of, xlsx};

fn locked(what: &str, bytes: &[u8]) {
    assert_eq!(Workbook::read(bytes).err(), Some(Unreadable::Locked), "{what}");
}

/// What nobody can read.
fn scrambled(length: usize) -> Vec<u8> {
    (0..length).map(|at| u8::try_from((at * 167 + 91) % 256).unwrap_or(0)).collect()
}

#[test]
fn an_xlsx_with_a_password_lies_in_a_container_and_is_not_damaged() {
    let file = |streams: &[&str]| {
        let file = Cursor::new(Vec::new());
        let mut file = cfb::CompoundFile::create_with_version(cfb::Version::V3, file).unwrap();
        for name in streams {
            file.create_stream(name).unwrap().write_all(&scrambled(5000)).unwrap();
        }
        file.into_inner().into_inner()
    };
    locked("password", &file(&["/EncryptionInfo", "/EncryptedPackage"]));
    // A container of something else.
    let other = Workbook::read(&file(&["/WordDocument"])).err();
    assert_eq!(other, Some(Unreadable::Damaged(Kind::Xls)));
    let said = Unreadable::Locked.text(Lang::En);
    assert!(said.contains("password") && said.contains("save it without one"), "{said}");
}

#[test]
fn an_xls_with_a_password_is_not_taken_for_one_that_is_too_large() {
    // Behind the record that says so only the kinds and the lengths of records can be read: a sheet's size is anything.
    let size = scrambled(14);
    let file = |pass: &[u8]| xls_of(&[(0x2F, pass)], 1, &[(0x200, &size)]);
    locked("RC4", &file(&[&[1, 0, 1, 0, 1, 0][..], &scrambled(48)].concat()));
    locked("XOR", &file(&[0, 0, 0x12, 0x34, 0x56, 0x78]));
}

#[test]
fn an_ods_with_a_password_lists_how_its_parts_are_encrypted() {
    let encrypted = "<?xml version=\"1.0\"?><manifest:manifest xmlns:manifest=\"urn:oasis:names:tc:opendocument:xmlns:manifest:1.0\">\
                     <manifest:file-entry manifest:full-path=\"content.xml\" manifest:media-type=\"text/xml\" manifest:size=\"9\">\
                     <manifest:encryption-data manifest:checksum-type=\"SHA1/1K\"/></manifest:file-entry></manifest:manifest>";
    // Part by part, and the whole package as one part.
    for part in ["content.xml", "encrypted-package"] {
        locked(
            part,
            &package(&[
                ("mimetype", b"application/vnd.oasis.opendocument.spreadsheet"),
                (part, &scrambled(3000)),
                ("META-INF/manifest.xml", encrypted.as_bytes()),
            ]),
        );
    }
    // The word alone, where cells are, says nothing.
    let plain = ods(&ods_row(1, &ods_cell(1, "encryption-data")));
    assert!(Workbook::read(&plain).is_ok());
}

#[test]
fn a_package_with_a_password_of_its_own_is_locked_too() {
    let mut bytes = with_part(xlsx("<sheetData/>", ""), "docProps/own.xml", b"<own/>");
    // Bit 0 of the flags of every part: it is encrypted.
    for (mark, flags) in [(b"PK\x03\x04", 6), (b"PK\x01\x02", 8)] {
        let places: Vec<usize> =
            bytes.windows(4).enumerate().filter(|(_, own)| own == mark).map(|(at, _)| at).collect();
        for at in places {
            bytes[at + flags] |= 1;
        }
    }
    locked("zip", &bytes);
}
