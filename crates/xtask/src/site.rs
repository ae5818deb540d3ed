//! What stands beside the single file in www/dist: the site's index.html with its manifest and
//! service worker, and the script for other sites. All of it is made from the single file.

use std::fs;

use anyhow::{Context, Result, bail};

use crate::place;

/// Where the data goes in the script for other sites, and in the page's template.
const DATA: &str = "<!--mingbai-data-->";

/// The end of the single file's policy: what the site may do beyond it is put after it.
const POLICY_END: &str = "form-action 'none'";
/// Of images only those that travel in their own address: the icon.
const SITE_POLICY: &str =
    "form-action 'none'; worker-src 'self'; manifest-src 'self'; img-src data:";

const TITLE: &str = "<title>";
const MANIFEST: &str = "mingbai.webmanifest";

/// Writes everything that is made from the single file.
pub fn make() -> Result<()> {
    let dist = place::dist();
    let single = read(&dist.join("mingbai.html"))?;
    let site = place::www().join("site");
    let manifest = read(&site.join(MANIFEST))?;
    write(&dist.join(MANIFEST), &manifest)?;
    let index = index_of(&single, &icon_of(&manifest)?)?;
    write(&dist.join("index.html"), &index)?;
    let worker = read(&site.join("service-worker.js"))?;
    write(
        &dist.join("service-worker.js"),
        &worker.replace("{{version}}", &version(&index, &worker)),
    )?;
    let script = read(&dist.join("template.js"))?;
    write(&dist.join("mingbai-checker.js"), &once(&script, DATA, data_of(&single)?)?)
}

/// The single file, with leave to have a manifest, a service worker and an icon.
fn index_of(single: &str, icon: &str) -> Result<String> {
    let links = format!(
        "<link rel=\"manifest\" href=\"{MANIFEST}\">\n<link rel=\"icon\" href=\"{icon}\">\n{TITLE}"
    );
    once(&once(single, POLICY_END, SITE_POLICY)?, TITLE, &links)
}

/// The address of the manifest's icon.
fn icon_of(manifest: &str) -> Result<String> {
    let manifest: serde_json::Value = serde_json::from_str(manifest).context(MANIFEST)?;
    let icon = manifest.pointer("/icons/0/src").and_then(serde_json::Value::as_str);
    Ok(icon.with_context(|| format!("{MANIFEST} names no icon"))?.to_owned())
}

/// Another page, or another worker, is another version.
fn version(index: &str, worker: &str) -> String {
    let mut sum = flate2::Crc::new();
    sum.update(index.as_bytes());
    sum.update(worker.as_bytes());
    format!("{:08x}-{}", sum.sum(), index.len() + worker.len())
}

/// The text of the data block.
fn data_of(single: &str) -> Result<&str> {
    let begin = "id=\"mingbai-data\">";
    let found = single.split_once(begin).and_then(|(_, rest)| rest.split_once("</script>"));
    Ok(found.context("the single file has no data block: see www/build/shell.html")?.0)
}

fn once(text: &str, part: &str, by: &str) -> Result<String> {
    if text.matches(part).count() != 1 {
        bail!("{part:?} is expected once: see www/build/template.ts");
    }
    Ok(text.replacen(part, by, 1))
}

fn read(file: &std::path::Path) -> Result<String> {
    fs::read_to_string(file).with_context(|| format!("{} cannot be read", file.display()))
}

fn write(file: &std::path::Path, text: &str) -> Result<()> {
    fs::write(file, text).with_context(|| format!("{} cannot be written", file.display()))
}

#[cfg(test)]
mod tests {
    use super::*;

    const SINGLE: &str = "<meta content=\"default-src 'none'; form-action 'none'\"><title>M</title>\
        <script id=\"mingbai-data\">abc</script>";

    #[test]
    fn the_site_may_have_a_manifest_and_a_service_worker() {
        let icon = icon_of(r#"{ "icons": [{ "src": "data:image/svg+xml,x" }] }"#).unwrap();
        let index = index_of(SINGLE, &icon).unwrap();
        assert!(index.contains(
            "form-action 'none'; worker-src 'self'; manifest-src 'self'; img-src data:\""
        ));
        assert!(index.contains("<link rel=\"manifest\" href=\"mingbai.webmanifest\">"));
        assert!(index.contains("<link rel=\"icon\" href=\"data:image/svg+xml,x\">\n<title>M"));
        assert!(icon_of("{}").is_err());
    }

    #[test]
    fn the_data_is_taken_as_it_stands() {
        assert_eq!(data_of(SINGLE).unwrap(), "abc");
        assert!(data_of("").is_err());
    }

    #[test]
    fn a_page_that_is_built_otherwise_is_refused() {
        assert!(index_of("<title>", "").is_err());
        assert!(once("xx", "x", "y").is_err());
    }
}
