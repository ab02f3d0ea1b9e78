//! `corpuscope serve`: builds the page of a corpus, shows it on this machine,
//! builds it again when a document changes, and makes open pages reload.
//!
//! 1. `build` writes the site into a temporary folder.
//! 2. `http` serves that folder on the loopback interface only.
//! 3. `watch` tells when something below the sources has changed.
//! 4. A rebuild bumps the `Version`; every page that is open waits for that on
//!    an event stream (`reload.js`, which is served and never built).
//!
//! A rebuild that fails (a slip in `corpus.toml`, the last document gone) says
//! so and leaves the page as it was.

mod files;
mod http;
mod watch;

use std::path::{Path, PathBuf};
use std::sync::{Arc, Condvar, Mutex, PoisonError};
use std::time::{Duration, Instant};

use clap::Args;

use super::build::load_shell;
use super::failure::{Failure, Outcome};
use super::notice;
use super::source::{Talk, compile_source, counted, source_of};
use crate::embed::{Shell, write_site};
use crate::index::CompileOptions;
use crate::read::{Source, config_file};

/// Ports that are tried where none is asked for.
const PORTS: std::ops::Range<u16> = 8350..8370;

/// Builds the page of a corpus, shows it on this machine, and reloads it when
/// a document changes
#[derive(Debug, Args)]
pub(crate) struct Serve {
    /// Folders and files with documents
    #[arg(required = true, value_name = "SOURCE")]
    sources: Vec<PathBuf>,
    /// Port of the loopback interface; 0 for any that is free [default: the first free from 8350]
    #[arg(long, value_name = "N")]
    port: Option<u16>,
    /// Open the page in the browser
    #[arg(long)]
    open: bool,
    /// How to read the documents [default: corpus.toml in the source or beside it]
    #[arg(long, value_name = "corpus.toml")]
    config: Option<PathBuf>,
    /// What the page is called
    #[arg(long)]
    title: Option<String>,
    /// Take the page's modules from this folder, not from inside the command
    #[arg(long, value_name = "DIR")]
    shell: Option<PathBuf>,
    /// Show every warning, not only the first of each kind
    #[arg(long)]
    all_warnings: bool,
    /// Say nothing but the address and what fails
    #[arg(short, long)]
    quiet: bool,
}

/// Counts builds; pages wait for the next one.
#[derive(Debug, Default)]
struct Version {
    number: Mutex<u64>,
    changed: Condvar,
}

impl Version {
    fn now(&self) -> u64 {
        *self.number.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn bump(&self) {
        *self.number.lock().unwrap_or_else(PoisonError::into_inner) += 1;
        self.changed.notify_all();
    }

    /// Waits until there is a later version than `known`, so long at most.
    fn after(&self, known: u64, most: Duration) -> u64 {
        let number = self.number.lock().unwrap_or_else(PoisonError::into_inner);
        let waited = self.changed.wait_timeout_while(number, most, |number| *number <= known);
        *waited.unwrap_or_else(PoisonError::into_inner).0
    }
}

/// Serves until the process is stopped.
pub(crate) fn run(arguments: Serve) -> Outcome {
    let shell = load_shell(arguments.shell.as_deref())?;
    let source = source_of(arguments.sources, arguments.config, arguments.title, Vec::new());
    let talk = Talk { quiet: arguments.quiet, all_warnings: arguments.all_warnings };
    // Watched from before the first build, so that no change falls between.
    let changes = watch::start(&source.paths, config_file(&source)?.as_deref())?;
    let folder = tempfile::tempdir()
        .map_err(|error| Failure::new(format!("no temporary folder can be made: {error}")))?;
    remove_at_end(folder.path())?;
    build(&shell, &source, talk, folder.path())?;

    let version = Arc::new(Version::default());
    let server = listen(arguments.port)?;
    let address = format!("http://{}/", server.server_addr());
    notice::say(&format!("serving {address} (Ctrl-C stops)"));
    http::start(server, folder.path().to_owned(), Arc::clone(&version));
    if arguments.open
        && let Err(error) = open::that_detached(&address)
    {
        notice::say(&format!("warning: no browser could be opened: {error}"));
    }
    while changes.wait() {
        match build(&shell, &source, talk, folder.path()) {
            Ok(()) => version.bump(),
            Err(Failure::Message(message)) => {
                notice::say(&format!("corpuscope: {message}; the page stays as it was"));
            }
            Err(Failure::ClosedPipe) => {}
        }
    }
    Err(Failure::new("the sources can no longer be watched; start again"))
}

/// A stopped process runs no destructors: without this, every session would
/// leave a copy of its page behind.
fn remove_at_end(folder: &Path) -> Outcome {
    let folder = folder.to_owned();
    ctrlc::set_handler(move || {
        // What cannot be removed is left to the system.
        let _ = std::fs::remove_dir_all(&folder);
        std::process::exit(0);
    })
    .map_err(|error| Failure::new(format!("Ctrl-C cannot be caught: {error}")))
}

fn build(shell: &Shell, source: &Source, talk: Talk, folder: &Path) -> Outcome {
    let begin = Instant::now();
    let compiled = compile_source(source, &CompileOptions::default(), talk)?;
    write_site(shell, &compiled.index, &compiled.info, folder, false)?;
    if !talk.quiet {
        notice::say(&format!(
            "{}: built {} in {:.1} s",
            compiled.info.title,
            counted(compiled.documents as u64, "document"),
            begin.elapsed().as_secs_f64()
        ));
    }
    Ok(())
}

/// A server on the loopback interface: nobody else can reach it.
fn listen(port: Option<u16>) -> Outcome<tiny_http::Server> {
    let bind = |port: u16| tiny_http::Server::http(("127.0.0.1", port));
    match port {
        Some(port) => bind(port).map_err(|error| {
            Failure::new(format!(
                "port {port} cannot be used: {error}; name another with --port"
            ))
        }),
        None => PORTS.map(bind).find_map(Result::ok).map_or_else(
            || bind(0).map_err(|error| Failure::new(format!("no port can be used: {error}"))),
            Ok,
        ),
    }
}
