//! A small web server for the built site, on this machine only.
//!
//! The page needs no server (it works from `file://`); this one shows it as a site would, with
//! the right types and without caching, so that a rebuilt page is seen at once.

use std::fs;
use std::io::{self, BufRead, BufReader, Read, Write};
use std::net::{Ipv4Addr, TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::thread;
use std::time::Duration;

use anyhow::{Context, Result};

/// How many ports after the asked one are tried.
const TRIES: u16 = 20;

/// A request line and its headers are not longer than this.
const LONGEST_REQUEST: u64 = 16 * 1024;

/// Serves the folder until the process is ended.
pub fn serve(folder: &Path, port: u16) -> Result<()> {
    let listener = listen(port)?;
    let address = listener.local_addr().context("the server's address cannot be read")?;
    println!("Mingbai is at http://{address}/  (Ctrl-C ends it)");
    for stream in listener.incoming() {
        let folder = folder.to_path_buf();
        // A browser opens connections in advance; each has its own thread, so none blocks another.
        thread::spawn(move || {
            // A visitor who leaves in mid-answer is no error of ours.
            let _ = stream.and_then(|stream| answer(&stream, &folder));
        });
    }
    Ok(())
}

/// The asked port, else the next free one.
fn listen(port: u16) -> Result<TcpListener> {
    let mut last = None;
    for port in (port..=port.saturating_add(TRIES)).take(if port == 0 { 1 } else { usize::MAX }) {
        match TcpListener::bind((Ipv4Addr::LOCALHOST, port)) {
            Ok(listener) => return Ok(listener),
            Err(error) => last = Some(error),
        }
    }
    let reason = last.map(|error| error.to_string()).unwrap_or_default();
    anyhow::bail!(
        "no free port from {port} on ({reason}): name another with --port, or --port 0 for any"
    )
}

fn answer(stream: &TcpStream, folder: &Path) -> io::Result<()> {
    stream.set_read_timeout(Some(Duration::from_secs(10)))?;
    let mut lines = BufReader::new(stream.take(LONGEST_REQUEST)).lines();
    let request = lines.next().transpose()?.unwrap_or_default();
    // All headers are read before the answer: closing on unread bytes resets the connection.
    for line in lines {
        if line?.is_empty() {
            break;
        }
    }
    let reply = reply(&request, folder);
    let mut to = stream;
    write!(
        to,
        "HTTP/1.1 {}\r\nContent-Type: {}\r\nContent-Length: {}\r\nCache-Control: no-store\r\n\
         X-Content-Type-Options: nosniff\r\nConnection: close\r\n\r\n",
        reply.status,
        reply.mime,
        reply.body.len()
    )?;
    if !request.starts_with("HEAD ") {
        to.write_all(&reply.body)?;
    }
    to.flush()
}

struct Reply {
    status: &'static str,
    mime: &'static str,
    body: Vec<u8>,
}

fn reply(request: &str, folder: &Path) -> Reply {
    let text = |status: &'static str| Reply {
        status,
        mime: "text/plain; charset=utf-8",
        body: status.into(),
    };
    let mut words = request.split(' ');
    let (Some(method), Some(target)) = (words.next(), words.next()) else {
        return text("400 Bad Request");
    };
    if method != "GET" && method != "HEAD" {
        return text("405 Method Not Allowed");
    }
    let Some(path) = file_below(folder, target) else {
        return text("404 Not Found");
    };
    match fs::read(&path) {
        Ok(body) => Reply { status: "200 OK", mime: mime(&path), body },
        Err(_) => text("404 Not Found"),
    }
}

/// The file for an address; None when it would lie outside the folder.
fn file_below(folder: &Path, target: &str) -> Option<PathBuf> {
    let path = target.split(['?', '#']).next()?;
    let path = decoded(path)?;
    let mut file = folder.to_path_buf();
    for part in path.split('/').filter(|part| !part.is_empty() && *part != ".") {
        if part == ".." || part.contains(['\\', ':', '\0']) {
            return None;
        }
        file.push(part);
    }
    if file.is_dir() {
        file.push("index.html");
    }
    Some(file)
}

/// `%E6%98%8E` and the like undone.
fn decoded(path: &str) -> Option<String> {
    let mut bytes = path.bytes();
    let mut plain = Vec::with_capacity(path.len());
    while let Some(byte) = bytes.next() {
        if byte == b'%' {
            let digit = |byte: u8| char::from(byte).to_digit(16);
            let value = digit(bytes.next()?)? * 16 + digit(bytes.next()?)?;
            plain.push(u8::try_from(value).ok()?);
        } else {
            plain.push(byte);
        }
    }
    String::from_utf8(plain).ok()
}

fn mime(path: &Path) -> &'static str {
    match path.extension().and_then(|end| end.to_str()).unwrap_or_default() {
        "html" => "text/html; charset=utf-8",
        "js" | "mjs" => "text/javascript; charset=utf-8",
        "css" => "text/css; charset=utf-8",
        "json" | "map" => "application/json",
        "webmanifest" => "application/manifest+json",
        "wasm" => "application/wasm",
        "svg" => "image/svg+xml",
        "png" => "image/png",
        "ico" => "image/x-icon",
        "woff2" => "font/woff2",
        "txt" | "md" => "text/plain; charset=utf-8",
        _ => "application/octet-stream",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn site() -> tempfile::TempDir {
        let folder = tempfile::tempdir().unwrap();
        fs::write(folder.path().join("index.html"), "明白").unwrap();
        fs::create_dir(folder.path().join("icons")).unwrap();
        fs::write(folder.path().join("icons/明.svg"), "<svg/>").unwrap();
        folder
    }

    #[test]
    fn files_are_found_with_their_types() {
        let site = site();
        let index = reply("GET /?policy=liangping-2019&lang=en HTTP/1.1", site.path());
        assert_eq!(
            (index.status, index.mime, index.body),
            ("200 OK", "text/html; charset=utf-8", "明白".into())
        );
        let icon = reply("GET /icons/%E6%98%8E.svg HTTP/1.1", site.path());
        assert_eq!((icon.status, icon.mime), ("200 OK", "image/svg+xml"));
    }

    #[test]
    fn nothing_outside_the_folder_is_served() {
        let site = site();
        for target in [
            "/../secret",
            "/icons/../../secret",
            "/%2e%2e/secret",
            "/..%2fsecret",
            "/c:/x",
            "/a\\b",
        ] {
            let reply = reply(&format!("GET {target} HTTP/1.1"), site.path());
            assert_eq!(reply.status, "404 Not Found", "{target}");
        }
        assert_eq!(file_below(Path::new("/site"), "//etc/passwd"), Some("/site/etc/passwd".into()));
    }

    #[test]
    fn odd_requests_are_refused() {
        let site = site();
        assert_eq!(reply("", site.path()).status, "400 Bad Request");
        assert_eq!(reply("POST / HTTP/1.1", site.path()).status, "405 Method Not Allowed");
        assert_eq!(reply("GET /%zz HTTP/1.1", site.path()).status, "404 Not Found");
    }

    #[test]
    fn a_busy_port_gives_the_next_free_one() {
        let busy = listen(0).unwrap();
        let port = busy.local_addr().unwrap().port();
        let next = listen(port).unwrap().local_addr().unwrap().port();
        assert!(next > port && next <= port.saturating_add(TRIES), "{port} {next}");
    }

    #[test]
    fn head_has_the_length_and_no_body() {
        let site = site();
        let listener = listen(0).unwrap();
        let address = listener.local_addr().unwrap();
        let folder = site.path().to_path_buf();
        let server = thread::spawn(move || answer(&listener.accept().unwrap().0, &folder).unwrap());
        let mut client = TcpStream::connect(address).unwrap();
        client.write_all(b"HEAD / HTTP/1.1\r\nHost: x\r\n\r\n").unwrap();
        let mut said = String::new();
        client.read_to_string(&mut said).unwrap();
        server.join().unwrap();
        assert!(said.contains("Content-Length: 6\r\n") && said.ends_with("\r\n\r\n"), "{said}");
    }
}
