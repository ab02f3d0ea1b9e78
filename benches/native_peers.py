"""Two native peers over the same documents: SQLite FTS5 and tantivy.

In: a JSON-lines file of {title, text}, a folder for the indexes, a JSON list of
families (benches/families.mjs). Out, on standard output: JSON with bytes,
seconds of the build and milliseconds of each query (ranked, the ten best; the
median of 25; and the first).

    python3 native_peers.py documents.jsonl FOLDER families.json
"""

import json
import os
import shutil
import sqlite3
import statistics
import sys
import time

REPEATS = 25


def main(documents, folder, families):
    shutil.rmtree(folder, ignore_errors=True)
    os.makedirs(folder)
    with open(documents, encoding="utf-8") as lines:
        documents = [json.loads(line) for line in lines]
    with open(families, encoding="utf-8") as file:
        families = json.load(file)
    print(json.dumps({
        "SQLite FTS5": sqlite(documents, folder, families),
        "tantivy": tantivy_(documents, folder, families),
    }))


def sqlite(documents, folder, families):
    path = os.path.join(folder, "fts5.sqlite")
    begin = time.perf_counter()
    database = sqlite3.connect(path)
    database.execute(
        "CREATE VIRTUAL TABLE documents USING fts5(title, text, tokenize = 'porter unicode61')"
    )
    rows = ((it["title"], it["text"]) for it in documents)
    database.executemany("INSERT INTO documents VALUES (?, ?)", rows)
    database.execute("INSERT INTO documents(documents) VALUES ('optimize')")
    database.commit()
    database.execute("VACUUM")
    seconds = time.perf_counter() - begin
    statement = (
        "SELECT rowid FROM documents WHERE documents MATCH ? "
        "ORDER BY bm25(documents) LIMIT 10"
    )
    queries = {
        it["name"]: times(lambda query=it["fts5"]: database.execute(statement, (query,)).fetchall())
        for it in families
        if "fts5" in it
    }
    database.close()
    return {
        "version": sqlite3.sqlite_version,
        "bytes": os.path.getsize(path),
        "build": seconds,
        "queries": queries,
    }


def tantivy_(documents, folder, families):
    import tantivy

    path = os.path.join(folder, "tantivy")
    os.makedirs(path)
    begin = time.perf_counter()
    schema = (
        tantivy.SchemaBuilder()
        .add_text_field("title", stored=True, tokenizer_name="en_stem")
        .add_text_field("text", stored=True, tokenizer_name="en_stem")
        .build()
    )
    index = tantivy.Index(schema, path=path)
    writer = index.writer(heap_size=256_000_000, num_threads=1)
    for it in documents:
        writer.add_document(tantivy.Document(title=it["title"], text=it["text"]))
    writer.commit()
    writer.wait_merging_threads()
    seconds = time.perf_counter() - begin
    index.reload()
    searcher = index.searcher()
    queries = {
        it["name"]: times(
            lambda query=it["tantivy"]: searcher.search(
                index.parse_query(query, ["text"]), 10, count=True
            )
        )
        for it in families
        if "tantivy" in it
    }
    size = sum(
        os.path.getsize(os.path.join(path, name)) for name in os.listdir(path)
    )
    return {
        "version": tantivy.__version__,
        "bytes": size,
        "build": seconds,
        "queries": queries,
    }


def times(work):
    """The median of many runs and the first, in milliseconds."""
    taken = []
    for _ in range(REPEATS):
        begin = time.perf_counter()
        work()
        taken.append((time.perf_counter() - begin) * 1000)
    return {"warm": statistics.median(taken), "first": taken[0]}


main(*sys.argv[1:])
