// Keeps what the explorers of a page say, for the tests to read.

const events = [];
for (const name of ["corpus-ready", "corpus-query", "corpus-open"]) {
  document.addEventListener(name, (event) => {
    events.push({ name, from: event.target.id, detail: event.detail });
    document.body.dataset.events = JSON.stringify(events);
  });
}
