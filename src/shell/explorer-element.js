// The element `<corpus-explorer>`: a whole explorer inside another page.
//
// It brings the page module and an engine together in its own shadow root.
// Attributes go to the page module as options; what the reader does comes
// back as events. Two elements share the page module's code and nothing else.

import { languages } from "./languages.js";
import { style } from "./style.js";

/**
 * What the surroundings give: the hosted entry loads files, the single file
 * has everything in it.
 *
 * @typedef {object} Surroundings
 * @property {() => Promise<{ mount: Function }>} page the page module, ready
 * @property {(element: HTMLElement) => Promise<EngineHandle>} engine a new one
 *
 * @typedef {import("./engine-handle.js").EngineHandle} EngineHandle
 */

/** Attributes that the page module takes as options, under the same names. */
const OPTIONS = ["query", "view", "theme"];

/**
 * Defines the element; once per page, whoever comes first.
 *
 * @param {Surroundings} surroundings
 */
export function defineExplorer(surroundings) {
  if (customElements.get("corpus-explorer") !== undefined) return;

  class CorpusExplorer extends HTMLElement {
    static observedAttributes = [...OPTIONS, "lang", "src", "route"];

    /** What is running, while the element is part of a document. */
    #session;

    connectedCallback() {
      this.#start();
    }

    disconnectedCallback() {
      // Moved within the document it is connected again at once: only an
      // element that stays away lets go of its corpus.
      queueMicrotask(() => {
        if (!this.isConnected) this.#stop();
      });
    }

    attributeChangedCallback(name, before, after) {
      if (this.#session === undefined || before === after) return;
      if (name === "src" || name === "route") {
        this.#stop();
        this.#start();
      } else {
        this.#update(this.#session).catch(() => {});
      }
    }

    /** The JavaScript API's `request`, on this element's own engine. */
    async request(request, options) {
      if (this.#session === undefined) throw new Error("the element is in no document");
      const response = await (await this.#session.handle).request(request, options);
      const [[kind, answer]] = Object.entries(response);
      if (kind === "failed") throw new Error(answer);
      return answer;
    }

    #start() {
      if (this.#session !== undefined) return;
      const session = { handle: surroundings.engine(this), mounted: undefined };
      this.#session = session;
      this.#run(session).catch((error) => {
        if (this.#session === session) this.#say(error.message ?? String(error));
      });
    }

    async #run(session) {
      session.handle.catch(() => {});
      textsOf(this).catch(() => {}); // To come along with the page's module.
      const { mount } = await surroundings.page();
      const handle = await session.handle;
      const texts = await textsOf(this);
      if (this.#session !== session) return;
      const emit = (name, detail) => {
        this.dispatchEvent(new CustomEvent(name, { detail, bubbles: true, composed: true }));
      };
      session.mounted = mount(this.#root(), handle, { ...optionsOf(this), texts, style, emit });
    }

    async #update(session) {
      if (session.mounted === undefined) return; // It will find what is set then.
      // A language that cannot be loaded leaves the one that is shown.
      const texts = await textsOf(this).catch(() => undefined);
      if (this.#session === session) session.mounted.update({ ...optionsOf(this), texts });
    }

    #stop() {
      const session = this.#session;
      this.#session = undefined;
      session?.mounted?.unmount();
      session?.handle.then((handle) => handle.close()).catch(() => {});
      this.shadowRoot?.replaceChildren();
    }

    /** Until there is a shadow root, the element's own children show. */
    #root() {
      const root = this.shadowRoot ?? this.attachShadow({ mode: "open" });
      root.replaceChildren();
      return root;
    }

    #say(message) {
      const line = document.createElement("p");
      line.setAttribute("role", "alert");
      line.setAttribute("part", "message");
      line.textContent = message.charAt(0).toUpperCase() + message.slice(1) + ".";
      this.#root().append(line);
    }
  }

  customElements.define("corpus-explorer", CorpusExplorer);
}

/** The texts of the element's language, whenever it may change meanwhile. */
async function textsOf(element) {
  for (;;) {
    const tag = languageOf(element);
    const texts = await languages[tag]();
    if (tag === languageOf(element)) return texts;
  }
}

/** The first there is of the element's language, the page's, and English. */
function languageOf(element) {
  const wanted = [element.getAttribute("lang"), document.documentElement.lang, "en"];
  const tags = wanted.map((tag) => (tag ?? "").toLowerCase().split(/[-_]/)[0]);
  return tags.find((tag) => Object.hasOwn(languages, tag));
}

function optionsOf(element) {
  const options = {
    route: element.getAttribute("route") === "hash" ? "hash" : "none",
    storage_key: element.getAttribute("storage-key") ?? undefined,
  };
  for (const name of OPTIONS) options[name] = element.getAttribute(name) ?? undefined;
  return options;
}
