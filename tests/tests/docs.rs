//! What the documentation and the comments point to is in the repository.

use std::fs;
use std::path::{Path, PathBuf};

/// Folders whose content is built or fetched.
const NOT_OURS: [&str; 6] = ["target", "node_modules", ".git", "dist", "pkg", "test-results"];

/// Built files that documents may name.
const BUILT: [&str; 5] =
    ["www/dist", "www/engine", "www/office/engine", "target/", "tests/browser/playwright-report"];

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap().to_owned()
}

/// The files below `folder` with one of these endings.
fn files(folder: &Path, endings: &[&str]) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_name().unwrap().to_str().unwrap().to_owned();
        if path.is_dir() {
            if !NOT_OURS.contains(&name.as_str()) {
                found.extend(files(&path, endings));
            }
        } else if endings.iter().any(|ending| name.ends_with(ending)) {
            found.push(path);
        }
    }
    found
}

/// The words of `text` that look like paths: runs of letters, digits and `_ . / -`, with the line.
fn paths(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let part_of_a_path = |c: char| c.is_ascii_alphanumeric() || "_./-".contains(c);
    (1..).zip(text.lines()).flat_map(move |(line, text)| {
        text.split(move |c| !part_of_a_path(c)).map(move |word| (line, word.trim_end_matches('.')))
    })
}

/// Whether `path` stands below one of the roots.
fn stands(path: &str, roots: &[&Path]) -> bool {
    roots.iter().any(|root| root.join(path).exists())
}

#[test]
fn every_link_of_a_document_leads_to_a_file() {
    let (root, mut links, mut broken) = (root(), 0, Vec::new());
    for file in files(&root, &[".md"]) {
        let text = fs::read_to_string(&file).unwrap();
        for (line, text) in (1..).zip(text.lines()) {
            for rest in text.split("](").skip(1) {
                let target = rest.split(')').next().unwrap();
                let path = target.split('#').next().unwrap();
                if path.is_empty() || path.contains("://") {
                    continue;
                }
                links += 1;
                if !file.parent().unwrap().join(path).exists() {
                    broken.push(format!("{}:{line}: {target}", file.display()));
                }
            }
        }
    }
    assert!(links > 20, "{links} links were found");
    assert!(broken.is_empty(), "links that lead nowhere:\n{}", broken.join("\n"));
}

#[test]
fn every_file_that_documents_and_comments_cite_exists() {
    let (root, mut cited, mut missing) = (root(), 0, Vec::new());
    let rooms = ["docs/", "crates/", "www/", "tests/", "tools/", ".ci/"];
    for file in files(&root, &[".md", ".rs", ".ts", ".mjs", ".toml", ".css", ".sh"]) {
        let text = fs::read_to_string(&file).unwrap();
        let is_document = file.extension().is_some_and(|ending| ending == "md");
        let shown = file.strip_prefix(&root).unwrap();
        for (line, mut word) in paths(&text) {
            while let Some(rest) = word.strip_prefix('/').or_else(|| word.strip_prefix("../")) {
                word = rest;
            }
            let of_a_room = rooms.iter().any(|room| word.starts_with(room));
            let is_path = word.starts_with("docs/") || is_document && of_a_room;
            let is_page = word.strip_suffix(".md").is_some_and(|name| !name.is_empty());
            if !is_path && !is_page || BUILT.iter().any(|built| word.starts_with(built)) {
                continue;
            }
            cited += 1;
            if !stands(word, &[&root, file.parent().unwrap()]) {
                missing.push(format!("{}:{line}: {word}", shown.display()));
            }
        }
    }
    assert!(cited > 50, "{cited} citations were found");
    assert!(missing.is_empty(), "cited, but not there:\n{}", missing.join("\n"));
}

#[test]
fn the_index_names_every_decision() {
    let folder = root().join("docs/decisions");
    let index = fs::read_to_string(folder.join("README.md")).unwrap();
    for file in files(&folder, &[".md"]) {
        let name = file.file_name().unwrap().to_str().unwrap();
        if name != "README.md" {
            assert!(index.contains(&format!("({name})")), "docs/decisions/README.md lacks {name}");
            let text = fs::read_to_string(&file).unwrap();
            for part in ["\nDate: 20", "Status: ", "\n## Alternatives considered\n"] {
                assert!(text.contains(part), "{name} lacks {part:?}");
            }
        }
    }
}

#[test]
fn the_readme_says_what_each_crate_is() {
    let readme = fs::read_to_string(root().join("README.md")).unwrap();
    let rows: Vec<&str> = readme.lines().filter(|line| line.starts_with("| `")).collect();
    for folder in fs::read_dir(root().join("crates")).unwrap() {
        let name = format!("`crates/{}`", folder.unwrap().file_name().to_str().unwrap());
        let said =
            rows.iter().any(|row| row.split('|').nth(1).is_some_and(|own| own.contains(&name)));
        assert!(said, "README.md's table of folders lacks {name}");
    }
}

#[test]
fn the_version_is_the_same_everywhere() {
    let version = env!("CARGO_PKG_VERSION");
    assert_eq!(mingbai_core::answer::ENGINE, version, "the receipt's");
    let json = format!("\"version\": \"{version}\"");
    for folder in ["www", "tests/browser", "tests/mutation"] {
        for name in ["package.json", "package-lock.json"] {
            let text = fs::read_to_string(root().join(folder).join(name)).unwrap();
            assert!(text.contains(&json), "{folder}/{name} is not of version {version}");
        }
    }
    let changes = fs::read_to_string(root().join("CHANGELOG.md")).unwrap();
    assert!(changes.contains(&format!("\n## {version} ")), "CHANGELOG.md lacks {version}");
}
