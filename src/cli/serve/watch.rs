//! Watching: sources go in, a sign that something changed comes out, once for
//! a burst of changes.

use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::time::{Duration, Instant};

use notify::{Event, EventKind, RecommendedWatcher, RecursiveMode, Watcher as _};

use crate::cli::failure::{Failure, Outcome};

/// A burst of changes (an editor's save, a copy of a folder) is over when
/// nothing has happened for so long …
const QUIET: Duration = Duration::from_millis(200);
/// … or when it has lasted so long.
const LONGEST: Duration = Duration::from_secs(2);

/// Changes below the sources.
pub(super) struct Changes {
    events: Receiver<()>,
    /// Events stop when it is dropped.
    _watcher: RecommendedWatcher,
}

impl Changes {
    /// Waits for the end of the next burst; `false` when there will be none.
    pub(super) fn wait(&self) -> bool {
        if self.events.recv().is_err() {
            return false;
        }
        let begin = Instant::now();
        while begin.elapsed() < LONGEST {
            match self.events.recv_timeout(QUIET) {
                Ok(()) => {}
                Err(RecvTimeoutError::Timeout) => break,
                Err(RecvTimeoutError::Disconnected) => return false,
            }
        }
        true
    }
}

/// Begins to watch the sources and their `corpus.toml`.
pub(super) fn start(sources: &[PathBuf], config: Option<&Path>) -> Outcome<Changes> {
    let full = |path: &Path| path.canonicalize().unwrap_or_else(|_| path.to_owned());
    let folders: Vec<PathBuf> =
        sources.iter().filter(|path| path.is_dir()).map(|path| full(path)).collect();
    // An editor that saves a file may put a new one in its place, which only
    // its folder tells of.
    let files: Vec<PathBuf> = sources
        .iter()
        .filter(|path| path.is_file())
        .map(PathBuf::as_path)
        .chain(config)
        .map(full)
        .collect();
    let (sender, events) = channel();
    let (of_folders, of_files) = (folders.clone(), files.clone());
    let mut watcher = notify::recommended_watcher(move |event: notify::Result<Event>| {
        // A watcher that reports a fault may have missed something.
        let changed = event.map_or(true, |event| {
            // Reading is no change, or every build would cause the next.
            !matches!(event.kind, EventKind::Access(_))
                && (event.paths.is_empty()
                    || event.paths.iter().any(|path| {
                        of_files.contains(path)
                            || of_folders.iter().any(|folder| path.starts_with(folder))
                    }))
        });
        if changed {
            // The receiver is gone only when the process ends.
            let _ = sender.send(());
        }
    })
    .map_err(|error| Failure::new(format!("files cannot be watched: {error}")))?;
    let mut watch = |path: &Path, mode| {
        watcher.watch(path, mode).map_err(|error| {
            Failure::new(format!("{} cannot be watched: {error}", path.display()))
        })
    };
    for folder in &folders {
        watch(folder, RecursiveMode::Recursive)?;
    }
    for file in &files {
        let parent = file.parent().unwrap_or(file);
        // Watching the same folder again would end the first watch.
        if !folders.iter().any(|folder| parent.starts_with(folder)) {
            watch(parent, RecursiveMode::NonRecursive)?;
        }
    }
    Ok(Changes { events, _watcher: watcher })
}
