// What runs inside every page under test, before the page's own scripts.

/**
 * Sets `seen`: ways to look at a page as its reader does, through every open
 * shadow root; and reports violations of the policy on the console.
 */
export function whatPagesNeed() {
  addEventListener("securitypolicyviolation", (event) => {
    console.error(
      `policy violated: ${event.violatedDirective} by ${event.blockedURI} in ${event.sourceFile ?? "?"}`,
    );
  });

  /** Every element, shadow roots included, in the order of the tree. */
  function* elements(root = document) {
    for (const element of root.querySelectorAll("*")) {
      yield element;
      if (element.shadowRoot) yield* elements(element.shadowRoot);
    }
  }

  const shows = (element) =>
    element.checkVisibility?.({ visibilityProperty: true }) ?? element.offsetParent !== null;

  const frame = () => new Promise((drawn) => requestAnimationFrame(drawn));

  globalThis.seen = {
    elements,

    /** Elements that match and show. */
    all(selector) {
      return [...elements()].filter((it) => it.matches(selector) && shows(it));
    },

    /** The first that matches and has the text in it. */
    one(selector, text = "") {
      return seen.all(selector).find((it) => it.textContent.includes(text));
    },

    /** Whether there is one: elements themselves do not leave the page. */
    has: (selector, text) => seen.one(selector, text) !== undefined,

    /** Everything that can be read. */
    text() {
      const roots = [...elements()].flatMap((it) => (it.shadowRoot ? [it.shadowRoot] : []));
      const parts = [document.body, ...roots.flatMap((it) => [...it.children])];
      return parts
        .filter((it) => it && it.localName !== "style")
        .map((it) => it.innerText ?? "")
        .join("\n");
    },

    /** Where to click, once the element stays where it is for two frames. */
    async place(selector, text) {
      const element = seen.one(selector, text);
      if (!element) return undefined;
      element.scrollIntoView({ block: "nearest" });
      const before = element.getBoundingClientRect();
      await frame();
      await frame();
      const { x, y, width, height } = element.getBoundingClientRect();
      const rests = element.isConnected && x === before.x && y === before.y;
      return rests && width > 0 ? { x: x + width / 2, y: y + height / 2 } : undefined;
    },

    /** The element that has the focus, in whatever shadow root. */
    focus() {
      let element = document.activeElement;
      while (element?.shadowRoot?.activeElement) element = element.shadowRoot.activeElement;
      return element;
    },
  };
}
