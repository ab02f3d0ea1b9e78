// The page's end of an engine: starts it where the browser allows it to run,
// passes requests on, hands answers back.
//
// Places are tried in order, each until the engine there says that it is up:
// a worker by its address, a worker from a blob (when the script comes from
// another origin, or the page from a file), the main thread (when the page's
// policy or the browser refuses workers, and in Node). Only then are bytes
// moved, so that a refusal loses nothing.

/** How long a worker by address may take to say it is up; it is fetched first. */
const FETCHED_WORKER_LIMIT = 15_000;
/** How long a blob worker may take; it has nothing to fetch. */
const BLOB_WORKER_LIMIT = 4_000;

/**
 * @typedef {object} Source Where the engine module with its corpus comes from.
 * @property {string} [url] its address
 * @property {Uint8Array} [bytes] its bytes
 * @property {Uint8Array} [code] all of it but the index, packed
 * @property {number} [split] where in the unpacked code the index belongs
 * @property {() => AsyncIterable<Uint8Array>} [parts] the index, as gzip, piece by piece
 * @property {number} [size] how many bytes come, for the progress
 */

/**
 * @typedef {object} Start
 * @property {Source} source
 * @property {() => Promise<Function>} engine gives the function `engine` of engine.js
 * @property {string} [script] address of engine.js
 * @property {Function} [unpack] undoes the packing of `source.code`; it mentions
 *   nothing outside itself, so that it can go into a worker
 * @property {boolean} [worker] false: main thread only
 */

/** A running engine. One handle is one engine: nothing is shared. */
export class EngineHandle {
  /** @type {((fraction: number) => void) | null} */
  #onprogress = null;
  #fraction = 0;
  /** @type {{ postMessage: Function, terminate?: Function } | undefined} */
  #port;
  /** @type {Map<number, { resolve: Function, reject: Function }>} */
  #waiting = new Map();
  #nextId = 0;
  /** @type {Error | undefined} */
  #ended;
  /** @type {Function} */
  #settle = () => {};

  /** Fulfilled when requests can be answered; rejected with a sentence. */
  ready;
  /** Where the engine runs: `"worker"`, `"blob worker"` or `"main thread"`. */
  place = "";

  /** @param {Start} start */
  constructor(start) {
    this.ready = new Promise((resolve, reject) => {
      this.#settle = (error) => (error === undefined ? resolve(undefined) : reject(error));
    });
    // Whoever waits for `ready` hears of a failure; whoever does not must not
    // bring it to the console as an unhandled one.
    this.ready.catch(() => {});
    this.#begin(start).catch((error) => this.#end(error));
  }

  /** Called with the part loaded, 0 to 1, and at once with the present one. */
  get onprogress() {
    return this.#onprogress;
  }
  set onprogress(listener) {
    this.#onprogress = listener;
    listener?.(this.#fraction);
  }

  /**
   * Asks in postcard bytes, which are given away.
   *
   * @param {Uint8Array} bytes
   * @param {{ signal?: AbortSignal }} [options]
   * @returns {Promise<Uint8Array>}
   */
  ask(bytes, options) {
    // Bytes in another module's memory cannot be moved, only copied.
    const own = bytes.byteLength === bytes.buffer.byteLength ? bytes : bytes.slice();
    return this.#post({ bytes: own }, [own.buffer], options);
  }

  /**
   * Asks with an object, such as `{ search: { query: "word" } }`.
   *
   * @param {object} object
   * @param {{ signal?: AbortSignal }} [options]
   * @returns {Promise<object>}
   */
  request(object, options) {
    return this.#post({ object }, [], options);
  }

  /** Ends the engine; whatever is under way fails. */
  close() {
    this.#end(new DOMException("the corpus was closed", "AbortError"));
    this.#port?.terminate?.();
    this.#port = undefined;
  }

  async #post(question, transfer, { signal } = {}) {
    await this.ready;
    signal?.throwIfAborted();
    if (this.#ended) throw this.#ended;
    const id = this.#nextId++;
    return new Promise((resolve, reject) => {
      const abort = () => {
        this.#waiting.delete(id);
        this.#port?.postMessage({ type: "cancel", id });
        reject(signal.reason);
      };
      const done = (settle) => (value) => {
        signal?.removeEventListener("abort", abort);
        settle(value);
      };
      this.#waiting.set(id, { resolve: done(resolve), reject: done(reject) });
      signal?.addEventListener("abort", abort, { once: true });
      try {
        this.#port.postMessage({ type: "ask", id, ...question }, transfer);
      } catch (error) {
        // A function or a symbol in the object cannot be sent.
        this.#waiting.delete(id);
        done(reject)(error);
      }
    });
  }

  /** @param {Start} start */
  async #begin({ source, engine, script, unpack, worker = true }) {
    const port = await this.#place(engine, script, unpack, worker);
    if (this.#ended) {
      port.terminate?.();
      return;
    }
    this.#port = port;
    port.onmessage = ({ data }) => this.#hear(data);
    // Nothing in the engine throws to the outside; what arrives here is the
    // end of the worker itself, such as the lack of memory.
    port.onerror = (event) => {
      event.preventDefault?.();
      this.#end(new Error(`the engine stopped: ${event.message || "its worker was ended"}`));
    };
    const { parts, ...load } = source;
    port.postMessage({ type: "load", ...load });
    if (parts === undefined) return;
    try {
      for await (const part of parts()) port.postMessage({ type: "part", bytes: part }, [part.buffer]);
      port.postMessage({ type: "end" });
    } catch (error) {
      port.postMessage({ type: "broken", message: error.message });
    }
  }

  async #place(engine, script, unpack, worker) {
    if (worker && typeof Worker === "function") {
      // A script of another origin is refused in any case; in a sandboxed frame
      // that is every script. Not to ask keeps the console clean.
      if (script !== undefined && new URL(script).origin === self.origin) {
        try {
          const port = await upWorker(script, "module", FETCHED_WORKER_LIMIT);
          this.place = "worker";
          return port;
        } catch {
          // Refused by a policy: the next place.
        }
      }
      let address;
      try {
        const text = `(${await engine()})(self, ${unpack});`;
        address = URL.createObjectURL(new Blob([text], { type: "text/javascript" }));
        const port = await upWorker(address, "classic", BLOB_WORKER_LIMIT);
        this.place = "blob worker";
        return port;
      } catch {
        // Refused: the main thread.
      } finally {
        if (address !== undefined) URL.revokeObjectURL(address);
      }
    }
    this.place = "main thread";
    return mainThread(await engine(), unpack);
  }

  #hear(message) {
    const waiting = this.#waiting.get(message.id);
    switch (message.type) {
      case "progress":
        this.#fraction = message.fraction;
        this.#onprogress?.(message.fraction);
        break;
      case "ready":
        this.#settle();
        break;
      case "answer":
        this.#waiting.delete(message.id);
        waiting?.resolve(message.answer);
        break;
      case "failed":
        this.#waiting.delete(message.id);
        waiting?.reject(new Error(message.message));
        break;
      case "refused":
      case "stopped":
        this.#end(new Error(message.message));
        break;
    }
  }

  #end(error) {
    if (this.#ended) return;
    this.#ended = error;
    this.#settle(error);
    for (const { reject } of this.#waiting.values()) reject(error);
    this.#waiting.clear();
  }
}

/**
 * Starts a worker and waits until the engine in it says that it is up.
 * Browsers refuse in three ways: an exception, an error event, silence.
 */
function upWorker(address, type, limit) {
  return new Promise((resolve, reject) => {
    const worker = new Worker(address, { type, name: "corpuscope-engine" });
    const timer = setTimeout(() => refuse(new Error("the worker did not start")), limit);
    const refuse = (error) => {
      clearTimeout(timer);
      worker.terminate();
      reject(error);
    };
    worker.onerror = (event) => {
      event.preventDefault();
      refuse(new Error(event.message));
    };
    worker.onmessage = ({ data }) => {
      if (data.type !== "up") return;
      clearTimeout(timer);
      resolve(worker);
    };
  });
}

/** Runs the engine here; the port behaves like a worker. */
function mainThread(engine, unpack) {
  const outer = { postMessage: undefined, onmessage: null, terminate: undefined };
  let alive = true;
  const inner = {
    onmessage: null,
    // As with a worker, a message is heard later, never during the call.
    postMessage: (data) => queueMicrotask(() => alive && outer.onmessage?.({ data })),
  };
  outer.postMessage = (data) => queueMicrotask(() => alive && inner.onmessage?.({ data }));
  outer.terminate = () => {
    inner.onmessage?.({ data: { type: "close" } });
    alive = false;
  };
  engine(inner, unpack);
  return outer;
}
