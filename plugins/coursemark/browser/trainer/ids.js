"use strict";
/** The first statement of each id. A Map of so many texts takes as long as parsing them. */
(function (Coursemark) {
  const { deskCore: core } = Coursemark;
  /** So that nobody can choose ids that all fall into one place. */
  const SEED = Math.floor(Math.random() * 2 ** 32) | 0;

  /** FNV-1a. @param {string} text */
  function hashOf(text) {
    let hash = SEED;
    for (let n = 0; n < text.length; n++) hash = Math.imul(hash ^ text.charCodeAt(n), 0x01000193);
    return hash ^ (hash >>> 15);
  }

  /** @type {CoursemarkDeskCore["ids"]["create"]} */
  function create() {
    /** @type {string[]} */
    const keys = [];
    /** @type {CoursemarkDeskLogged[]} */
    const ones = [];
    /** Hash of each, and its number from 1 where the hash leads; open addressing, at most half full. */
    let hashes = new Int32Array(1024);
    let places = new Int32Array(2048);

    /** @param {number} hash @param {string} key where it is, or may be put */
    function placeOf(hash, key) {
      let at = hash & (places.length - 1);
      for (let n = places[at]; n; n = places[at]) {
        if (hashes[n - 1] === hash && keys[n - 1] === key) return at;
        at = (at + 1) & (places.length - 1);
      }
      return at;
    }

    function grow() {
      const larger = new Int32Array(2 * hashes.length);
      larger.set(hashes);
      hashes = larger;
      places = new Int32Array(2 * places.length);
      for (let n = 0; n < keys.length; n++) {
        let at = hashes[n] & (places.length - 1);
        while (places[at]) at = (at + 1) & (places.length - 1);
        places[at] = n + 1;
      }
    }

    return {
      first(key, one) {
        const hash = hashOf(key);
        const at = placeOf(hash, key);
        if (places[at]) return ones[places[at] - 1];
        hashes[keys.length] = hash;
        keys.push(key);
        ones.push(one);
        places[at] = keys.length;
        if (keys.length === hashes.length) grow();
        return one;
      },
    };
  }

  core.ids = { create };
})(globalThis.Coursemark);
