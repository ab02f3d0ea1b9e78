// Two browsers behind one door: Debian's Chromium by playwright-core, Debian's
// Firefox by puppeteer-core. A test asks for a `Visit` and need not know which.
//
// A visit notes everything that must not happen: errors on the console, errors
// nobody caught, violations of the content security policy; and every request.

import { chromium } from "playwright-core";
import puppeteer from "puppeteer-core";

import { whatPagesNeed } from "./in-page.mjs";

/** Names for `launch`. */
export const BROWSERS = ["chromium", "firefox"];

const CHROMIUM_ARGUMENTS = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

// Puppeteer relaxes the policy for files; readers have the strict one.
const FIREFOX_PREFERENCES = {
  "security.fileuri.strict_origin_policy": true,
  "network.captive-portal-service.enabled": false,
  "network.connectivity-service.enabled": false,
};

/**
 * Starts a browser.
 *
 * @param {"chromium" | "firefox"} name
 * @param {{ wasm?: boolean }} options `wasm: false` switches WebAssembly off
 */
export function launch(name, options = {}) {
  return name === "chromium" ? launchChromium(options) : launchFirefox(options);
}

async function launchChromium({ wasm = true }) {
  const args = wasm ? CHROMIUM_ARGUMENTS : [...CHROMIUM_ARGUMENTS, "--js-flags=--jitless"];
  const executablePath = process.env.CORPUSCOPE_CHROMIUM ?? "/usr/bin/chromium";
  const browser = await chromium.launch({ executablePath, args });
  return {
    name: "chromium",
    version: async () => browser.version(),
    close: () => browser.close(),
    async visit({ width = 1280, height = 800, dark = false, scripts = true } = {}) {
      const context = await browser.newContext({
        viewport: { width, height },
        colorScheme: dark ? "dark" : "light",
        javaScriptEnabled: scripts,
      });
      await context.grantPermissions(["clipboard-read", "clipboard-write"]);
      const page = await context.newPage();
      const visit = new Visit(page, () => context.close());
      await context.addInitScript(whatPagesNeed);
      context.on("request", (request) => visit.requests.push(request.url()));
      page.on("pageerror", (error) => visit.problems.push(String(error)));
      return visit;
    },
  };
}

async function launchFirefox({ wasm = true }) {
  const browser = await puppeteer.launch({
    browser: "firefox",
    executablePath: process.env.CORPUSCOPE_FIREFOX ?? "/usr/bin/firefox-esr",
    headless: true,
    extraPrefsFirefox: { ...FIREFOX_PREFERENCES, "javascript.options.wasm": wasm },
  });
  return {
    name: "firefox",
    version: () => browser.version(),
    close: () => browser.close(),
    async visit({ width = 1280, height = 800, dark = false } = {}) {
      if (dark) throw new Error("a dark visit is for Chromium");
      const page = await browser.newPage();
      await page.setViewport({ width, height });
      const visit = new Visit(page, () => page.close());
      await page.evaluateOnNewDocument(whatPagesNeed);
      page.on("request", (request) => visit.requests.push(request.url()));
      page.on("pageerror", (error) => visit.problems.push(String(error)));
      return visit;
    },
  };
}

/** What can be asked of a page or of a frame in it. */
class View {
  constructor(frame, page) {
    this.frame = frame;
    this.page = page;
  }

  /** Runs a function there; it sees `seen`, see in-page.mjs. */
  evaluate(work, argument) {
    return this.frame.evaluate(work, argument);
  }

  /** Waits until the function gives something true there, and gives it back. */
  async until(what, work, argument, seconds = 20) {
    const end = Date.now() + seconds * 1000;
    let last;
    while (Date.now() < end) {
      // While a page is being left, there is nothing to ask.
      last = await this.evaluate(work, argument).catch((error) => {
        last = error;
      });
      if (last) return last;
      await new Promise((done) => setTimeout(done, 25));
    }
    const text = await this.evaluate(() => seen.text()).catch((error) => String(error));
    throw new Error(`waited ${seconds} s for ${what}; the page says:\n${text.slice(0, 2000)}`);
  }

  /** Waits until the text is seen, in whatever shadow root. */
  untilText(text) {
    return this.until(`“${text}”`, (it) => seen.text().includes(it), text);
  }

  /** Everything that can be read there. */
  text() {
    return this.evaluate(() => seen.text());
  }
}

/** A page in a browser, as a reader has it. */
export class Visit extends View {
  /** What went wrong in it. */
  problems = [];
  /** Addresses that were asked for. */
  requests = [];

  constructor(page, close) {
    super(page, page);
    this.close = close;
    page.on("console", (message) => {
      const text = message.text();
      if (message.type() === "error" || text.startsWith("policy violated:")) {
        this.problems.push(text);
      }
    });
  }

  /** Goes to an address and waits until it is loaded. */
  async go(address) {
    await this.page.goto(address, { waitUntil: "load" });
  }

  /** Presses keys, one after the other: `press("Control+a", "Enter")`. */
  async press(...keys) {
    const { keyboard } = this.page;
    for (const key of keys) {
      const held = key.split("+");
      const last = held.pop();
      for (const modifier of held) await keyboard.down(modifier);
      await keyboard.press(last);
      for (const modifier of held.reverse()) await keyboard.up(modifier);
    }
  }

  /** Types like a person, a key at a time. */
  async type(text) {
    await this.page.keyboard.type(text, { delay: 15 });
  }

  /** Clicks the first element that matches, in whatever shadow root. */
  async click(selector, text = "") {
    const place = await this.until(
      `${selector} “${text}” to click`,
      ({ selector, text }) => seen.place(selector, text),
      { selector, text },
    );
    await this.page.mouse.click(place.x, place.y);
  }

  /** The frame whose address has this part. */
  async inside(part) {
    const end = Date.now() + 20_000;
    for (;;) {
      const frame = this.page.frames().find((it) => it.url().includes(part));
      if (frame) return new View(frame, this.page);
      if (Date.now() > end) throw new Error(`no frame with ${part} in its address`);
      await new Promise((done) => setTimeout(done, 50));
    }
  }
}
