"use strict";
/**
 * Data delivered by scripts: `Coursemark.register(name, value)` in a file, `Coursemark.load(name)`
 * where it is needed, in either order. A page opened from a folder may not fetch, but may add a
 * script element. Parts of the program that few pages need come the same way.
 */
(function (Coursemark) {
  const here = /** @type {HTMLScriptElement | null} */ (
    typeof document === "undefined" ? null : document.currentScript
  );
  const address = here ? new URL(here.src) : null;
  /** @type {Map<string, unknown>} */
  const values = new Map();
  /** @type {Map<string, Promise<any>>} */
  const loading = new Map();

  /** @param {string} name @param {unknown} value */
  function register(name, value) {
    values.set(name, value);
  }

  /**
   * The value registered under a name, after loading its script if need be.
   * @param {string} name
   * @returns {Promise<any>} rejects when the script is missing or registers something else
   */
  function load(name) {
    if (values.has(name)) return Promise.resolve(values.get(name));
    return run(`data/${name}`).then(() => {
      if (!values.has(name)) throw new Error(name);
      return values.get(name);
    });
  }

  /**
   * Runs a part of the program that is not in the main script; manifest.json lists them.
   * @param {string} name @returns {Promise<void>}
   */
  const part = (name) => run(`parts/${name}`);

  /**
   * Runs a script of the assets folder once; after a failure it may be asked for again.
   * @param {string} name @returns {Promise<void>}
   */
  function run(name) {
    const known = loading.get(name);
    if (known) return known;
    const promise = new Promise((resolve, reject) => {
      const script = document.createElement("script");
      script.src =
        url(`assets/coursemark/${name.split("/").map(encodeURIComponent).join("/")}.js`) +
        (address?.search ?? "");
      script.onload = () => resolve(undefined);
      script.onerror = () => {
        loading.delete(name);
        reject(new Error(name));
      };
      document.head.append(script);
    });
    loading.set(name, promise);
    return promise;
  }

  /**
   * Address of a place in the site, wherever the site is: intranet, folder or LMS.
   * @param {string} path relative to the site's root
   */
  function url(path) {
    return address ? new URL(`../../${path}`, address).href : path;
  }

  Object.assign(Coursemark, { register, load, part, url });
})((globalThis.Coursemark ??= /** @type {any} */ ({})));
