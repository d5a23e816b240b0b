"use strict";
/** What is practised on a day. Pure: the same learner, day and log give the same items. */
(function (Coursemark) {
  const { random, shuffle } = Coursemark.draw;

  /** @type {CoursemarkRemember["daily"]["offered"]} */
  function offered(index, role, today) {
    /** @type {Map<string, CoursemarkOffer>} */
    const offers = new Map();
    for (const id of Object.keys(index.items).sort()) {
      const { item, bank, topics, domains = [], roles, validUntil } = index.items[id];
      const meant = role === null || roles.length === 0 || roles.includes("全员") || roles.includes(role);
      if (!meant || (validUntil ?? today) < today) continue;
      const offer = offers.get(item) ?? { item, bank, leaves: [] };
      offer.leaves.push({ id, topics, domains });
      offers.set(item, offer);
    }
    return [...offers.values()];
  }

  /**
   * In an order of the learner's and the day's own, so that neighbours do not learn positions.
   * @param {readonly CoursemarkOffer[]} offers @param {string} learner @param {string} today
   */
  function mixed(offers, learner, today) {
    const { sha256, utf8ToBytes } = globalThis.CoursemarkVendor;
    const hash = sha256(utf8ToBytes(`${learner}\x1f${today}`));
    return shuffle(offers, random(new DataView(hash.buffer, hash.byteOffset).getUint32(0)));
  }

  /** @param {CoursemarkOffer} offer @param {boolean} due @returns {CoursemarkPick} */
  const pick = ({ item, bank, leaves }, due) => ({ item, bank, leaves: leaves.map(({ id }) => id), due });

  /** @type {CoursemarkRemember["daily"]["queue"]} */
  function queue(offers, memory, learner, today) {
    /** @type {{day: string, pick: CoursemarkPick}[]} */
    const due = [];
    const fresh = [];
    for (const offer of mixed(offers, learner, today)) {
      const known = offer.leaves.flatMap(({ id }) => memory.get(id) ?? []);
      const day = known.map((m) => m.due).sort()[0];
      if (day === undefined) fresh.push(pick(offer, false));
      else if (day <= today) due.push({ day, pick: pick(offer, true) });
    }
    due.sort((a, b) => (a.day < b.day ? -1 : a.day > b.day ? 1 : 0));
    return [...due.map((each) => each.pick), ...fresh];
  }

  /** @type {CoursemarkRemember["daily"]["topic"]} */
  function topic(offers, memory, learner, today) {
    /** @param {CoursemarkOffer} offer */
    const rank = ({ leaves }) => {
      const known = leaves.map(({ id }) => memory.get(id));
      if (known.some((m) => m && !m.right)) return 0;
      return known.includes(undefined) ? 1 : 2;
    };
    /** @param {CoursemarkOffer} offer */
    const day = ({ leaves }) => leaves.flatMap(({ id }) => memory.get(id)?.due ?? []).sort()[0] ?? "";
    const order = mixed(offers, learner, today).map((offer) => ({
      rank: rank(offer),
      day: day(offer),
      offer,
    }));
    order.sort((a, b) => a.rank - b.rank || (a.rank < 2 ? 0 : a.day < b.day ? -1 : a.day > b.day ? 1 : 0));
    return order.map((each) => pick(each.offer, each.rank !== 1));
  }

  /** @type {CoursemarkRemember["daily"]["take"]} */
  function take(picks, count) {
    const taken = [];
    let left = count;
    for (const each of picks) {
      if (each.leaves.length > left && taken.length > 0) continue;
      taken.push(each);
      left -= each.leaves.length;
      if (left <= 0) break;
    }
    return taken;
  }

  Coursemark.remember.daily = { offered, queue, topic, take };
})((globalThis.Coursemark ??= /** @type {any} */ ({})));
