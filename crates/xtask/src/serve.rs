//! Shows the built site on this machine, by Vite's preview (www/build/serve.mjs).

use std::process::Command;

use anyhow::{Context, Result};

use crate::place;

/// Serves www/dist until the process is ended.
pub fn serve(port: u16) -> Result<()> {
    let mut node = Command::new("node");
    node.current_dir(place::www()).arg("build/serve.mjs").arg(port.to_string());
    become_program(&mut node)
}

/// The server takes this program's place: ending the one ends the other.
#[cfg(unix)]
fn become_program(node: &mut Command) -> Result<()> {
    use std::os::unix::process::CommandExt;
    Err(node.exec()).context("node cannot be started. Install Node.js 20 or newer")
}

#[cfg(not(unix))]
fn become_program(node: &mut Command) -> Result<()> {
    let status = node.status().context("node cannot be started. Install Node.js 20 or newer")?;
    if !status.success() {
        anyhow::bail!("the server ended ({status})");
    }
    Ok(())
}
