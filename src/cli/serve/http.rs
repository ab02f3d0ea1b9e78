//! The server of `corpuscope serve`: the built files, `reload.js`, and an
//! event stream that tells open pages of a new build.
//!
//! It answers only to the names of this machine's loopback interface, so that
//! no page from elsewhere can read the corpus by pointing a name of its own at
//! it. `index.html` is served with one script more than was built; the page's
//! own policy allows it as one of the site's files.

use std::fs;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use tiny_http::{Header, Method, Request, Response, Server};

use super::Version;
use super::files::{file_at, media_type};

/// What makes an open page reload.
const RELOAD: &str = include_str!("reload.js");
/// Threads that answer; a page asks for a few files at a time.
const THREADS: usize = 4;
/// An open stream says something at least so often, so that a closed one is
/// noticed.
const BEAT: Duration = Duration::from_secs(15);

/// Starts to serve a folder.
pub(super) fn start(server: Server, root: PathBuf, version: Arc<Version>) {
    let server = Arc::new(server);
    for _ in 0..THREADS {
        let (server, root, version) = (Arc::clone(&server), root.clone(), Arc::clone(&version));
        std::thread::spawn(move || {
            while let Ok(request) = server.recv() {
                answer(request, &root, &version);
            }
        });
    }
}

/// A client that has gone needs no answer: what cannot be sent is let be.
fn answer(request: Request, root: &Path, version: &Arc<Version>) {
    let path = request.url().split(['?', '#']).next().unwrap_or_default().to_owned();
    if !is_from_here(&request) {
        let _ = request.respond(text(403, "this server is for this machine only"));
    } else if !matches!(request.method(), Method::Get | Method::Head) {
        let _ = request.respond(text(405, "only GET and HEAD"));
    } else if path.ends_with("/corpuscope-reload") {
        let version = Arc::clone(version);
        // It stays open: a thread of its own.
        std::thread::spawn(move || stream(request, &version));
    } else if path.ends_with("/reload.js") {
        let _ =
            request.respond(file(RELOAD.as_bytes().to_vec(), "text/javascript; charset=utf-8"));
    } else if let Some(found) = file_at(root, request.url()) {
        match fs::read(&found) {
            Ok(bytes) if found.file_name().is_some_and(|name| name == "index.html") => {
                let _ = request.respond(file(with_reload(bytes), media_type(&found)));
            }
            Ok(bytes) => {
                let _ = request.respond(file(bytes, media_type(&found)));
            }
            Err(_) => {
                let _ = request.respond(text(404, "there is no such file"));
            }
        }
    } else {
        let _ = request.respond(text(404, "there is no such file"));
    }
}

/// Whether the request names this machine.
fn is_from_here(request: &Request) -> bool {
    let host = request.headers().iter().find(|header| header.field.equiv("Host"));
    let Some(host) = host.map(|header| header.value.as_str()) else {
        return false;
    };
    let name = host.rsplit_once(':').map_or(host, |(name, _)| name);
    matches!(name, "127.0.0.1" | "localhost")
}

type Body = std::io::Cursor<Vec<u8>>;

fn file(bytes: Vec<u8>, media_type: &str) -> Response<Body> {
    Response::from_data(bytes)
        .with_header(header("Content-Type", media_type))
        // A rebuild must be seen at once.
        .with_header(header("Cache-Control", "no-cache"))
        .with_header(header("X-Content-Type-Options", "nosniff"))
}

fn text(status: u16, message: &str) -> Response<Body> {
    Response::from_string(message)
        .with_status_code(status)
        .with_header(header("Content-Type", "text/plain; charset=utf-8"))
}

fn header(name: &str, value: &str) -> Header {
    Header::from_bytes(name, value).expect("headers of ours are ASCII")
}

/// The page with the script that reloads it.
fn with_reload(page: Vec<u8>) -> Vec<u8> {
    let Ok(page) = String::from_utf8(page) else {
        return Vec::new();
    };
    let script = "<script src=\"reload.js\"></script>\n";
    match page.rfind("</body>") {
        Some(at) => [&page[..at], script, &page[at..]].concat().into_bytes(),
        None => (page + script).into_bytes(),
    }
}

/// An event stream: the number of the build now, and again after every build.
fn stream(request: Request, version: &Version) {
    let mut out = request.into_writer();
    let head = "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\n\
                Cache-Control: no-store\r\nConnection: close\r\n\r\n";
    let mut send = |text: &str| out.write_all(text.as_bytes()).and_then(|()| out.flush());
    // The process's number tells a page that the server was started anew.
    let data = |number| format!("data: {}-{number}\n\n", std::process::id());
    let mut known = version.now();
    if send(head).and_then(|()| send(&data(known))).is_err() {
        return;
    }
    loop {
        let now = version.after(known, BEAT);
        let message = if now > known { data(now) } else { ":\n\n".to_owned() };
        known = now;
        if send(&message).is_err() {
            return;
        }
    }
}
