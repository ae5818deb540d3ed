//! The `mingbai` command.

fn main() {}
