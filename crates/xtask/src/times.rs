//! Says what is being done, and how long it took the last time.

use std::fs;
use std::sync::{Mutex, PoisonError};
use std::time::Instant;

use anyhow::Result;

use crate::place;
use crate::process::say;

/// A line each: name, tab, seconds.
const FILE: &str = "times.tsv";

/// Two threads may be done at the same moment.
static WRITING: Mutex<()> = Mutex::new(());

/// Does something that takes time: says what, with the time of the last run, and then its own.
pub fn timed<T>(what: &str, act: impl FnOnce() -> Result<T>) -> Result<T> {
    say(&format!("{what}{}…", last(what)));
    let start = Instant::now();
    let made = act()?;
    let seconds = start.elapsed().as_secs_f64();
    keep(what, seconds);
    if seconds >= 1.0 {
        say(&format!("{what}: done in {seconds:.0} s"));
    }
    Ok(made)
}

/// ` (12 s the last time)`, or nothing.
pub fn last(what: &str) -> String {
    let times = fs::read_to_string(place::cache().join(FILE)).unwrap_or_default();
    match seconds_of(&times, what) {
        Some(seconds) => format!(" ({seconds:.0} s the last time)"),
        None => String::new(),
    }
}

/// Notes how long something took. Times that cannot be written are no reason to stop.
pub fn keep(what: &str, seconds: f64) {
    let _writing = WRITING.lock().unwrap_or_else(PoisonError::into_inner);
    let file = place::cache().join(FILE);
    let times = fs::read_to_string(&file).unwrap_or_default();
    let _ = fs::create_dir_all(place::cache());
    let _ = fs::write(file, with(&times, what, seconds));
}

fn seconds_of(times: &str, what: &str) -> Option<f64> {
    let mut lines = times.lines().filter_map(|line| line.split_once('\t'));
    lines.find(|(name, _)| *name == what)?.1.parse().ok()
}

fn with(times: &str, what: &str, seconds: f64) -> String {
    let others = times.lines().filter(|line| line.split('\t').next() != Some(what));
    let mut all: Vec<String> = others.map(str::to_owned).collect();
    all.push(format!("{what}\t{seconds:.1}"));
    all.sort();
    all.join("\n") + "\n"
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_last_time_takes_the_place_of_the_one_before() {
        let times = with(&with("", "Building the page", 12.34), "Building", 1.0);
        let times = with(&times, "Building the page", 5.0);
        assert_eq!(times, "Building\t1.0\nBuilding the page\t5.0\n");
        assert_eq!(seconds_of(&times, "Building"), Some(1.0));
        assert_eq!(seconds_of(&times, "Building the"), None);
        assert_eq!(seconds_of("Building\tsoon\n", "Building"), None);
    }
}
