"use strict";
/**
 * The one seam to the search engine: `Coursemark.search(text)` gives what the search dialog shows.
 * Both ask the theme's search worker, or what stands in its place (`theme/assets/search-engine.js`).
 */
(function (Coursemark) {
  const SETUP = 0;
  const QUERY = 2;
  const RESULT = 3;

  /** @type {Promise<(text: string) => Promise<any>> | null} */
  let engine = null;

  /** The index: fetched, or from its script where pages are opened from a folder. @param {string} base */
  async function index(base) {
    const global = /** @type {any} */ (globalThis);
    if (location.protocol !== "file:") {
      // eslint-disable-next-line no-restricted-globals -- never on file://, where the index is a script
      const answer = await fetch(new URL("search/search_index.json", base));
      return answer.json();
    }
    if (global.__index === undefined) {
      await new Promise((resolve, reject) => {
        const script = document.createElement("script");
        script.src = new URL("search/search_index.js", base).href;
        script.onload = resolve;
        script.onerror = () => reject(new Error("search_index.js"));
        document.head.append(script);
      });
    }
    return global.__index;
  }

  async function open() {
    const config = JSON.parse(document.getElementById("__config")?.textContent ?? "{}");
    const base = new URL(`${config.base}/`, location.href).href;
    const worker = new Worker(new URL(config.search, base).href);
    /** @type {((message: any) => void)[]} */
    const waiting = [];
    worker.onmessage = (event) => waiting.shift()?.(event.data);
    const send = (/** @type {number} */ type, /** @type {unknown} */ data) =>
      new Promise((resolve) => {
        waiting.push(resolve);
        worker.postMessage({ type, data });
      });
    const { config: settings, docs } = await index(base);
    await send(SETUP, { config: settings, docs, options: { suggest: false } });
    return async (/** @type {string} */ text) => {
      const { type, data } = /** @type {any} */ (await send(QUERY, text));
      return type === RESULT ? { base, groups: data.items } : { base, groups: [] };
    };
  }

  /** Marked-up excerpt as plain words. @param {string} html */
  function words(html) {
    return (new DOMParser().parseFromString(html, "text/html").body.textContent ?? "")
      .replaceAll("\u200b", "")
      .replace(/\s+/g, " ")
      .trim();
  }

  /**
   * @param {string} text what a learner types
   * @returns {Promise<CoursemarkHit[]>} best first, one for each page or section shown
   */
  async function search(text) {
    engine ??= open();
    const { base, groups } = await (await engine)(text);
    return groups.flatMap((/** @type {any[]} */ group) =>
      group.map((hit) => ({
        url: new URL(hit.location, base).href,
        title: words(String(hit.title ?? "")),
        excerpt: words(String(hit.text ?? "")).slice(0, 160),
        score: Number(hit.score ?? 0),
      })),
    );
  }

  Coursemark.search = search;
})((globalThis.Coursemark ??= /** @type {any} */ ({})));
