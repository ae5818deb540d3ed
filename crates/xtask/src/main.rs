//! The project's own commands: `cargo xtask serve | build | test | bench | …`.

use std::io::{Read as _, Write as _, stdin, stdout};
use std::process::ExitCode;

use anyhow::Result;
use xtask::{bench, checks, engine, npm, page, python, screenshots, serve};

/// The port of `serve` when none is named.
const PORT: u16 = 8000;

mod arguments {
    #![allow(missing_docs, clippy::pedantic, reason = "written by a macro")]

    xflags::xflags! {
        /// Build, serve and check Mingbai. The tools it needs are fetched on first use.
        cmd xtask {
            /// Build the page and serve it on this machine
            cmd serve {
                /// Port to listen on (8000); the next free one is taken if it is busy, 0 lets the system choose
                optional --port port: u16
            }
            /// Build www/dist: the site, the single file mingbai.html, office.html, the npm package
            cmd build {
                /// Only the WebAssembly engines, into www/engine and www/office/engine
                optional --engine
                /// Only the office page, office.html, of the page's template that was built before
                optional --office
            }
            /// Run the checks, in order, up to the first that fails
            cmd test {
                /// Run only this step (may be given several times)
                repeated --only step: String
                /// Run only the page in real Firefox, WebKit and old Chromiums, which is no part of the others
                optional --browsers
                /// List the steps and stop
                optional --list
            }
            /// Pack standard input as small a gzip as there is, to standard output: the page's script
            cmd pack {}
            /// Build only the npm package, www/dist/npm
            cmd npm {}
            /// Build the Python package and test it in a fresh environment (no step of test)
            cmd python {
                /// With the tests on PySpark too, which take a Java and half a gigabyte
                optional --spark
            }
            /// Build, check the size budgets, run the benchmarks
            cmd bench {}
            /// Take the pictures of README and docs again
            cmd screenshots {}
        }
    }
}

use arguments::{Xtask, XtaskCmd};

fn main() -> ExitCode {
    match run(&Xtask::from_env_or_exit().subcommand) {
        Ok(code) => code,
        Err(error) => {
            eprintln!("error: {error:#}");
            ExitCode::FAILURE
        }
    }
}

fn run(command: &XtaskCmd) -> Result<ExitCode> {
    match command {
        XtaskCmd::Serve(options) => {
            page::build()?;
            serve::serve(options.port.unwrap_or(PORT))?;
        }
        XtaskCmd::Build(options) if options.engine => {
            engine::build()?;
            engine::build_office()?;
        }
        XtaskCmd::Build(options) if options.office => page::build_office()?,
        XtaskCmd::Build(_) => page::build_all()?,
        XtaskCmd::Test(options) if options.list => checks::list(),
        XtaskCmd::Test(options) => {
            let real = options.browsers.then_some(checks::REAL_BROWSERS);
            let only: Vec<&str> = options.only.iter().map(String::as_str).chain(real).collect();
            return checks::run(&only);
        }
        XtaskCmd::Pack(_) => {
            let mut text = Vec::new();
            stdin().lock().read_to_end(&mut text)?;
            stdout().lock().write_all(&engine::packed(&text)?)?;
        }
        XtaskCmd::Npm(_) => npm::build()?,
        XtaskCmd::Python(options) => python::test(options.spark)?,
        XtaskCmd::Bench(_) => bench::run_all()?,
        XtaskCmd::Screenshots(_) => screenshots::take()?,
    }
    Ok(ExitCode::SUCCESS)
}
