//! `corpuscope serve`: over a socket, as a browser would.

use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::TcpStream;
use std::process::{Child, Stdio};
use std::time::Duration;

use crate::Place;

/// A server that ends with its test.
struct Server {
    child: Child,
    port: u16,
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

impl Server {
    fn start(place: &Place) -> Self {
        std::fs::create_dir_all(place.path("temporary")).expect("a folder");
        let mut child = place
            .command(&["serve", "corpus", "--shell", "shell", "--port", "0", "--quiet"])
            .env("TMPDIR", place.path("temporary"))
            .stderr(Stdio::piped())
            .spawn()
            .expect("the command starts");
        let mut lines = BufReader::new(child.stderr.take().expect("a pipe")).lines();
        let line = lines.next().expect("a line").expect("text");
        let port = line
            .strip_prefix("serving http://127.0.0.1:")
            .and_then(|rest| rest.split('/').next()?.parse().ok())
            .unwrap_or_else(|| panic!("no address in {line:?}"));
        // What it says later must not block it.
        std::thread::spawn(move || lines.for_each(drop));
        Self { child, port }
    }

    fn connect(&self) -> TcpStream {
        let stream = TcpStream::connect(("127.0.0.1", self.port)).expect("it listens");
        stream.set_read_timeout(Some(Duration::from_secs(20))).expect("a timeout");
        stream
    }

    /// Head and body of an answer.
    fn ask(&self, method: &str, path: &str, host: &str) -> (String, String) {
        let mut stream = self.connect();
        write!(stream, "{method} {path} HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n")
            .expect("it listens");
        let mut answer = Vec::new();
        stream.read_to_end(&mut answer).expect("it answers");
        let answer = String::from_utf8_lossy(&answer).into_owned();
        let (head, body) = answer.split_once("\r\n\r\n").expect("a head");
        (head.to_owned(), body.to_owned())
    }

    fn get(&self, path: &str) -> (String, String) {
        self.ask("GET", path, &format!("127.0.0.1:{}", self.port))
    }

    #[track_caller]
    fn check(&self, path: &str, status: &str, media_type: &str) -> String {
        let (head, body) = self.get(path);
        assert!(head.starts_with(&format!("HTTP/1.1 {status} ")), "{path}: {head}");
        let found = head
            .lines()
            .find_map(|line| line.strip_prefix("Content-Type: "))
            .unwrap_or_default();
        assert_eq!(found, media_type, "{path}");
        body
    }
}

#[test]
fn files_and_their_types() {
    let place = Place::harbour();
    let server = Server::start(&place);
    let page = server.check("/", "200", "text/html; charset=utf-8");
    assert!(page.contains("<script src=\"reload.js\"></script>\n</body>"), "{page}");
    assert!(!page.contains("unsafe-inline"), "the policy stays strict");
    assert_eq!(server.check("/index.html?x", "200", "text/html; charset=utf-8"), page);
    server.check("/reload.js", "200", "text/javascript; charset=utf-8");
    server.check("/corpuscope.json", "200", "application/json");
    let engine = page.split("src=\"").nth(1).and_then(|rest| rest.split('"').next());
    let engine = engine.expect("the page names its engine");
    server.check(&format!("/{engine}"), "200", "application/wasm");
}

#[test]
fn only_the_page_and_only_from_here() {
    let place = Place::harbour();
    let server = Server::start(&place);
    let plain = "text/plain; charset=utf-8";
    for path in ["/no.html", "/../corpus/ice.md", "/%2e%2e/%2e%2e/etc/passwd", "/assets/../.."]
    {
        server.check(path, "404", plain);
    }
    for host in ["example.org", "example.org:80", "127.0.0.1.example.org"] {
        let (head, _) = server.ask("GET", "/", host);
        assert!(head.starts_with("HTTP/1.1 403 "), "{host}: {head}");
    }
    let (head, _) = server.ask("GET", "/", &format!("localhost:{}", server.port));
    assert!(head.starts_with("HTTP/1.1 200 "), "{head}");
    let (head, _) = server.ask("POST", "/", "localhost");
    assert!(head.starts_with("HTTP/1.1 405 "), "{head}");
}

/// The signal of Ctrl-C ends it without a trace.
#[cfg(unix)]
#[test]
fn nothing_is_left_behind() {
    let place = Place::harbour();
    let mut server = Server::start(&place);
    let left = || std::fs::read_dir(place.path("temporary")).expect("a folder").count();
    assert_eq!(left(), 1, "the page is in the temporary folder");
    let id = server.child.id().to_string();
    let sent = std::process::Command::new("kill").args(["-INT", &id]).status();
    assert!(sent.expect("kill is there").success());
    assert!(server.child.wait().expect("it ends").success());
    assert_eq!(left(), 0);
}

#[test]
fn a_change_is_built_and_told() {
    let place = Place::harbour();
    let server = Server::start(&place);
    let (_, before) = server.get("/corpuscope.json");
    let mut events = server.connect();
    write!(events, "GET /corpuscope-reload HTTP/1.1\r\nHost: localhost\r\n\r\n")
        .expect("it listens");
    let mut data = BufReader::new(events)
        .lines()
        .map_while(Result::ok)
        .filter(|line| line.starts_with("data: "));
    let first = data.next().expect("the stream begins with the build that is shown");
    place.write("corpus/new.txt", "A new document about the lighthouse.\n");
    let second = data.next().expect("the stream tells of the next build");
    assert_ne!(first, second);
    assert_ne!(server.get("/corpuscope.json").1, before, "the page names another engine");
    // A fault leaves the page as it was; mending it is the next build.
    place.write("corpus/corpus.toml", "titel = \"x\"\n");
    std::thread::sleep(Duration::from_millis(700));
    server.check("/", "200", "text/html; charset=utf-8");
    place.write("corpus/corpus.toml", "title = \"Mended\"\n");
    data.next().expect("the stream tells of the mended build");
    assert!(server.get("/").1.contains("<title>Mended</title>"));
}
