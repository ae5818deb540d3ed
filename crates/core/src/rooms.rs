//! Checks that a room of the engine imports from the rooms below it only.

use std::fs;
use std::path::{Path, PathBuf};

/// The rooms, lowest first.
const ROOMS: [&str; 5] = ["kernel", "policy", "case", "amounts", "answer"];

fn files(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    entries.flat_map(|path| if path.is_dir() { files(&path) } else { vec![path] }).collect()
}

#[test]
fn no_room_imports_from_a_room_above_it() {
    let src = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut imports = 0;
    for (place, room) in ROOMS.iter().enumerate() {
        let mut own = files(&src.join(room));
        own.push(src.join(format!("{room}.rs")));
        for path in own {
            for (line, text) in (1..).zip(fs::read_to_string(&path).unwrap().lines()) {
                let named = text.split("crate::").skip(1);
                let named = named.chain(text.split("super::super::").skip(1));
                for name in named.map(|rest| rest.split(|c: char| !c.is_alphanumeric()).next()) {
                    let Some(other) = ROOMS.iter().position(|room| Some(*room) == name) else {
                        continue;
                    };
                    imports += 1;
                    let shown = path.display();
                    assert!(other <= place, "{shown}:{line}: {room} imports from {}", ROOMS[other]);
                }
            }
        }
    }
    assert!(imports > 50, "{imports} imports between rooms were found");
}
