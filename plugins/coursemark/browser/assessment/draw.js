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
   * that overlap must not starve one another. Places are filled from unseen items alone as far as
   * these go, then from all: an augmenting path frees no item, so as many unseen ones are drawn as
   * can be.
   * @param {string[][]} places the items each place may take
   * @param {(item: string) => boolean} seen
   * @returns {(string | null)[]} the item of each place
   */
  function assign(places, seen) {
    /** @type {Map<string, number>} */
    const taken = new Map();
    /** @type {Set<number>} */
    const seated = new Set();
    /** @param {number} place @param {Set<string>} tried @param {boolean} fresh @returns {boolean} */
    function seat(place, tried, fresh) {
      for (const item of places[place]) {
        if (tried.has(item) || (fresh && seen(item))) continue;
        tried.add(item);
        const holder = taken.get(item);
        if (holder === undefined || seat(holder, tried, fresh)) {
          taken.set(item, place);
          return true;
        }
      }
      return false;
    }
    for (const fresh of [true, false]) {
      places.forEach((_, place) => {
        if (!seated.has(place) && seat(place, new Set(), fresh)) seated.add(place);
      });
    }
    /** @type {(string | null)[]} */
    const items = places.map(() => null);
    for (const [item, place] of taken) items[place] = item;
    return items;
  }

  /** @type {CoursemarkGlobal["draw"]["draw"]} */
  function draw(rules, { seed, shuffleItems, usable, seen = () => false }) {
    const next = random(seed);
    /** @type {string[][]} */
    const places = [];
    /** @type {CoursemarkDrawRule[]} */
    const ruleOf = [];
    for (const rule of rules) {
      const pool = rule.pool.filter(usable);
      for (let n = rule.count ?? pool.length; n > 0; n--) {
        // A rule without a count takes its whole pool in the author's order.
        places.push(rule.count === undefined ? [pool[pool.length - n]] : shuffle(pool, next));
        ruleOf.push(rule);
      }
    }
    /** @type {{item: string, points: number | null, section: number}[][]} */
    const sections = [];
    assign(places, seen).forEach((item, place) => {
      const { points = null, section = 0 } = ruleOf[place];
      if (item !== null) (sections[section] ??= []).push({ item, points, section });
    });
    return sections.flatMap((drawn) => (shuffleItems ? shuffle(drawn, next) : drawn));
  }

  /** A seed no learner can choose. */
  function seed() {
    return crypto.getRandomValues(new Uint32Array(1))[0];
  }

  Coursemark.draw = { random, shuffle, draw, seed };
})((globalThis.Coursemark ??= /** @type {any} */ ({})));
