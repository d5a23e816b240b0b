"use strict";
/** Choosing the items of an attempt. Pure: the same seed chooses the same items. */
(function (Coursemark) {
  /**
   * Numbers in [0, 1) from a 32-bit seed (mulberry32).
   * @param {number} seed
   */
  function random(seed) {
    let state = seed >>> 0;
    return () => {
      state = (state + 0x6d2b79f5) >>> 0;
      let t = Math.imul(state ^ (state >>> 15), 1 | state);
      t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
      return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
    };
  }

  /**
   * A shuffled copy.
   * @template T @param {readonly T[]} list @param {() => number} next @returns {T[]}
   */
  function shuffle(list, next) {
    const result = [...list];
    for (let i = result.length - 1; i > 0; i--) {
      const j = Math.floor(next() * (i + 1));
      [result[i], result[j]] = [result[j], result[i]];
    }
    return result;
  }

  /**
   * Gives every place a different item where that is possible at all, by augmenting paths: rules
   * that overlap must not starve one another.
   * @param {string[][]} places the items each place may take
   * @returns {(string | null)[]} the item of each place
   */
  function assign(places) {
    /** @type {Map<string, number>} */
    const taken = new Map();
    /** @param {number} place @param {Set<string>} tried @returns {boolean} */
    function seat(place, tried) {
      for (const item of places[place]) {
        if (tried.has(item)) continue;
        tried.add(item);
        const holder = taken.get(item);
        if (holder === undefined || seat(holder, tried)) {
          taken.set(item, place);
          return true;
        }
      }
      return false;
    }
    places.forEach((_, place) => seat(place, new Set()));
    /** @type {(string | null)[]} */
    const seated = places.map(() => null);
    for (const [item, place] of taken) seated[place] = item;
    return seated;
  }

  /**
   * The items of one attempt, in the order shown.
   * @param {readonly CoursemarkDrawRule[]} rules
   * @param {{seed: number, shuffleItems: boolean, usable: (item: string) => boolean}} how
   * @returns {{item: string, points: number | null}[]} points in hundredths where a rule sets them
   */
  function draw(rules, { seed, shuffleItems, usable }) {
    const next = random(seed);
    /** @type {string[][]} */
    const places = [];
    /** @type {(number | null)[]} */
    const points = [];
    for (const rule of rules) {
      const pool = rule.pool.filter(usable);
      for (let n = rule.count ?? pool.length; n > 0; n--) {
        // A rule without a count takes its whole pool in the author's order.
        places.push(rule.count === undefined ? [pool[pool.length - n]] : shuffle(pool, next));
        points.push(rule.points ?? null);
      }
    }
    /** @type {{item: string, points: number | null}[]} */
    const drawn = [];
    assign(places).forEach((item, place) => {
      if (item !== null) drawn.push({ item, points: points[place] });
    });
    return shuffleItems ? shuffle(drawn, next) : drawn;
  }

  /** A seed no learner can choose. */
  function seed() {
    return crypto.getRandomValues(new Uint32Array(1))[0];
  }

  Coursemark.draw = { random, shuffle, draw, seed };
})((globalThis.Coursemark ??= /** @type {any} */ ({})));
