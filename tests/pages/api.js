// A search page of one's own, made with the JavaScript API.

import { open } from "./corpus/corpuscope.js";

const form = document.querySelector("form");
const status = document.querySelector('[role="status"]');
const list = document.querySelector("ol");
let corpus;
let search = new AbortController();

async function start() {
  status.textContent = "opening";
  corpus?.close();
  corpus = await open("corpus/engine.wasm", {
    worker: form.elements.worker.checked,
    onprogress: (fraction) => (status.textContent = `opening: ${Math.round(fraction * 100)} %`),
  });
  const about = await corpus.about();
  status.textContent = `${about.documents} documents in “${about.title}”`;
}

async function show() {
  search.abort();
  search = new AbortController();
  const { signal } = search;
  const answer = await corpus.search(form.elements.query.value, { limit: 5, signal });
  status.textContent = `${answer.total_documents} documents, ${answer.total_hits} hits`;
  list.replaceChildren(
    ...answer.documents.map(({ path, title, snippet }) => {
      const line = document.createElement("li");
      const words = (runs) => runs.map((run) => run.text).join("");
      line.textContent = `${words(title)} (${path}): ${words(snippet)}`;
      return line;
    }),
  );
}

function failed(error) {
  if (error.name !== "AbortError") status.textContent = `failed: ${error.message}`;
}

form.addEventListener("submit", (event) => {
  event.preventDefault();
  show().catch(failed);
});
form.elements.query.addEventListener("input", () => show().catch(failed));
form.elements.worker.addEventListener("change", () => start().catch(failed));
start().catch(failed);
