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
    /** Where a hash leads: the number of the key from 1, and the hash; open addressing, at most half full. */
    let places = new Int32Array(2 * 2048);

    /** @param {number} hash @param {string} key where it is, or may be put */
    function placeOf(hash, key) {
      let at = (2 * hash) & (places.length - 1);
      for (let n = places[at]; n; n = places[at]) {
        if (places[at + 1] === hash && keys[n - 1] === key) return at;
        at = (at + 2) & (places.length - 1);
      }
      return at;
    }

    function grow() {
      const before = places;
      places = new Int32Array(4 * before.length);
      for (let from = 0; from < before.length; from += 2) {
        if (!before[from]) continue;
        let at = (2 * before[from + 1]) & (places.length - 1);
        while (places[at]) at = (at + 2) & (places.length - 1);
        places[at] = before[from];
        places[at + 1] = before[from + 1];
      }
    }

    return {
      first(key, one) {
        const hash = hashOf(key);
        const at = placeOf(hash, key);
        if (places[at]) return ones[places[at] - 1];
        keys.push(key);
        ones.push(one);
        places[at] = keys.length;
        places[at + 1] = hash;
        if (4 * keys.length >= places.length) grow();
        return one;
      },
    };
  }

  core.ids = { create };
})(globalThis.Coursemark);
