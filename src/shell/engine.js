// The engine with its loop, one text for three places: a worker, a page's main
// thread, Node. The embed step puts the generated glue of the wasm module
// where the marker stands.
//
// Everything is inside one function that mentions nothing outside itself, so
// that its own source (`engine.toString()`) is a whole classic worker script:
// a single file needs no second copy, and several engines in one page share
// nothing.
//
// Messages in:  load, part, end, broken, ask, cancel, close
// Messages out: up, progress, ready, refused, answer, failed, stopped

/**
 * Runs an engine behind a port: a worker's `self`, or an object that stands in
 * for it on the main thread.
 *
 * @param {{ postMessage: Function, onmessage: ((event: { data: any }) => void) | null }} port
 * @param {(bytes: Uint8Array) => Uint8Array} [unpack] undoes the compression of
 *   a module's code, where it comes apart from its index
 */
export function engine(port, unpack) {
  "use strict";

  /*{{glue}}*/

  /** Milliseconds of work before the event loop gets its turn. */
  const BUDGET = 12;
  /** The part of the progress that goes to fetching and compiling. */
  const FETCHING = 0.7;

  /** @type {any} */
  let opened;
  /** Why the engine answers nothing any more. @type {string | undefined} */
  let stopped;
  /** What the engine's panic hook said last. @type {string | undefined} */
  let lastPanic;
  /** Requests under way, in the order they came: id → job. */
  const jobs = new Map();
  let running = false;
  /** Feeds the stream of a corpus that arrives in messages. @type {any} */
  let feed;
  /** Why no more of it arrives. @type {string | undefined} */
  let broken;

  /** Called by the wasm module when it panics, just before it traps. */
  function corpuscopePanicked(message) {
    lastPanic = message;
  }

  port.onmessage = ({ data }) => {
    switch (data.type) {
      case "load":
        load(data).catch((error) => {
          stopped = sentence(error);
          port.postMessage({ type: "refused", message: stopped });
        });
        break;
      case "part":
        feeding(() => feed.enqueue(data.bytes));
        break;
      case "end":
        feeding(() => feed.close());
        break;
      case "broken":
        broken = data.message;
        feeding(() => feed.error(new Error(broken)));
        break;
      case "ask":
        ask(data);
        break;
      case "cancel":
        cancel(data.id);
        break;
      case "close":
        close();
        break;
    }
  };
  port.postMessage({ type: "up" });

  /** Fetches or receives the module, compiles it, lets it load its index. */
  async function load(source) {
    const module = await compile(source);
    try {
      await wasm_bindgen({ module_or_path: module });
    } catch (error) {
      throw new Error(
        "the engine and its script are of different builds; " +
          `copy all files of the page together (${error.message})`,
      );
    }
    const candidate = new wasm_bindgen.Engine();
    for (;;) {
      const part = candidate.loadStep(BUDGET);
      progress(FETCHING + (1 - FETCHING) * part);
      if (part >= 1) break;
      await pause();
      if (stopped !== undefined) return;
    }
    opened = candidate;
    port.postMessage({ type: "ready" });
  }

  async function compile({ url, bytes, code, split, size }) {
    let stream;
    if (url !== undefined) {
      const response = await fetched(url);
      // A length that counts compressed bytes says nothing about the rest.
      const plain = !response.headers.has("Content-Encoding");
      size = size || (plain ? Number(response.headers.get("Content-Length")) : 0);
      stream = response.body;
    } else if (bytes !== undefined) {
      stream = new Response(bytes).body;
      size = bytes.byteLength;
    } else {
      stream = new ReadableStream({ start: (controller) => void (feed = controller) });
    }
    stream = stream.pipeThrough(counted(size));
    if (code !== undefined) {
      stream = stream
        .pipeThrough(new DecompressionStream("gzip"))
        .pipeThrough(between(unpack(code), split));
    }
    // The type is set here, so that a server which sends another does not
    // cost the compilation while loading.
    const response = new Response(stream, { headers: { "Content-Type": "application/wasm" } });
    try {
      if (typeof WebAssembly.compileStreaming === "function") {
        return await WebAssembly.compileStreaming(response);
      }
      return await WebAssembly.compile(await response.arrayBuffer());
    } catch (error) {
      // Firefox tells of an aborted operation, whatever the stream's reason.
      if (broken !== undefined) throw new Error(broken);
      if (error instanceof RangeError) {
        throw new Error(`there is not enough memory for this corpus (${error.message})`);
      }
      // Browsers differ in what they throw when a stream fails or the bytes
      // are no module.
      throw new Error(
        `the corpus is damaged or cut off; copy it again or build it again (${error.message.trim()})`,
      );
    }
  }

  /** A stream that has failed takes nothing more; why, `load` says. */
  function feeding(act) {
    try {
      act();
    } catch {
      // It is closed already.
    }
  }

  async function fetched(url) {
    let response;
    try {
      response = await fetch(url);
    } catch (error) {
      const disk = url.startsWith("file:")
        ? "; a page on disk cannot read other files: use the single-file page"
        : "";
      throw new Error(`the corpus could not be fetched from ${url}${disk} (${error.message})`);
    }
    if (!response.ok) {
      throw new Error(`the corpus could not be fetched from ${url} (status ${response.status})`);
    }
    return response;
  }

  /** Passes a stream on and reports how much of it has passed. */
  function counted(size) {
    let passed = 0;
    return new TransformStream({
      transform(chunk, controller) {
        passed += chunk.byteLength;
        if (size > 0) progress(FETCHING * Math.min(1, passed / size));
        controller.enqueue(chunk);
      },
    });
  }

  /** Puts what passes into the middle of other bytes. */
  function between(bytes, split) {
    return new TransformStream({
      start: (controller) => controller.enqueue(bytes.subarray(0, split)),
      flush: (controller) => controller.enqueue(bytes.subarray(split)),
    });
  }

  function ask({ id, bytes, object }) {
    if (stopped !== undefined) {
      port.postMessage({ type: "failed", id, message: stopped });
      return;
    }
    if (opened === undefined) {
      port.postMessage({ type: "failed", id, message: "the corpus is not loaded yet" });
      return;
    }
    try {
      const number = bytes === undefined ? opened.startObject(object) : opened.start(bytes);
      jobs.set(id, { number, asObject: bytes === undefined });
    } catch (error) {
      if (!halted(error)) port.postMessage({ type: "failed", id, message: error.message });
      return;
    }
    run();
  }

  function cancel(id) {
    const job = jobs.get(id);
    if (job === undefined) return;
    jobs.delete(id);
    try {
      opened.cancel(job.number);
    } catch (error) {
      halted(error);
    }
  }

  /** A worker is simply ended; on the main thread the loop has to end itself. */
  function close() {
    stopped = "the corpus was closed";
    jobs.clear();
    opened = undefined;
  }

  /** Gives every request its turn until none is left. */
  async function run() {
    if (running) return;
    running = true;
    while (jobs.size > 0) {
      for (const [id, job] of jobs) {
        step(id, job);
        await pause();
      }
    }
    running = false;
  }

  function step(id, { number, asObject }) {
    let answer;
    try {
      answer = asObject ? opened.stepObject(number, BUDGET) : opened.step(number, BUDGET);
    } catch (error) {
      if (halted(error)) return;
      jobs.delete(id);
      port.postMessage({ type: "failed", id, message: error.message });
      return;
    }
    if (answer === undefined) return;
    jobs.delete(id);
    port.postMessage({ type: "answer", id, answer }, asObject ? [] : [answer.buffer]);
  }

  /**
   * Whether an error is the end of the engine. After a trap its memory may be
   * half written: nothing may be asked of it any more.
   */
  function halted(error) {
    if (!(error instanceof WebAssembly.RuntimeError) && lastPanic === undefined) return false;
    stopped = sentence(error);
    jobs.clear();
    port.postMessage({ type: "stopped", message: stopped });
    return true;
  }

  function sentence(error) {
    const trapped = error instanceof WebAssembly.RuntimeError || lastPanic !== undefined;
    return trapped ? `the engine stopped: ${lastPanic ?? error.message}` : error.message;
  }

  function progress(fraction) {
    port.postMessage({ type: "progress", fraction });
  }

  /** Lets the event loop go round once; timers would cost 4 ms each time. */
  function pause() {
    if (typeof setImmediate === "function") return new Promise((go) => setImmediate(go));
    return new Promise((go) => {
      const { port1, port2 } = new MessageChannel();
      port1.onmessage = () => {
        port1.close();
        go(undefined);
      };
      port2.postMessage(0);
    });
  }
}

// Loaded as a worker by its address, the script starts itself.
if (typeof WorkerGlobalScope !== "undefined" && self.name === "corpuscope-engine") engine(self);
