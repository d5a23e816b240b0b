"use strict";
/** Which items an attempt answers for: what was drawn against what the rules ask. Twin of report/draws.py. Pure. */
(function (Coursemark) {
  const { deskCore: core } = Coursemark;
  const { usable, matches, maxOf } = core.bank;

  /** @param {CoursemarkDeskItem} item */
  const idOf = (item) => item.definition.id;

  /** @type {CoursemarkDeskCore["drawing"]["of"]} */
  function of(bank) {
    const banks = new Map();
    for (const [id, item] of bank.items) {
      const name = id.slice(0, id.indexOf("/"));
      banks.set(name, [...(banks.get(name) ?? []), item]);
    }
    /** @param {CoursemarkDeskDraw} draw @returns {CoursemarkDeskItem[]} */
    function candidates(draw) {
      if (draw.item !== undefined) return [bank.items.get(draw.item) ?? []].flat();
      return (draw.banks ?? [...banks.keys()]).flatMap((name) => banks.get(name) ?? []);
    }
    /** @type {Map<CoursemarkDeskTest, Map<string, {draw: CoursemarkDeskDraw, pool: CoursemarkDeskItem[]}[]>>} */
    const pools = new Map();
    /** @param {CoursemarkDeskTest} test @param {string} day */
    function rulesOf(test, day) {
      const days = pools.get(test) ?? new Map();
      pools.set(test, days);
      if (!days.has(day))
        days.set(
          day,
          test.draw.map((draw) => ({
            draw,
            pool: candidates(draw).filter((item) => matches(draw, item) && usable(item, day)),
          })),
        );
      return /** @type {{draw: CoursemarkDeskDraw, pool: CoursemarkDeskItem[]}[]} */ (days.get(day));
    }

    return (test, drawn, day, strict) => {
      const items = [...new Set(drawn)].flatMap((id) => bank.items.get(id) ?? []);
      const closed = items.filter((item) => !usable(item, day));
      // The places of one rule share their lists.
      const rules = rulesOf(test, day).map((rule) => ({
        ...rule,
        size: sizeOf(rule, closed),
        own: items.filter((item) => matches(rule.draw, item)).map(idOf),
      }));
      const places = rules.flatMap((rule) => Array(rule.size).fill(rule));
      const own = places.map((rule) => rule.own);
      let seats = seated(own, Array(places.length).fill(null));
      const kept = new Set(seats);
      if (strict && seats.includes(null)) {
        // Tags are no part of an item's revision: changing them takes nothing from anybody.
        const loose = new Map(
          rules.map((rule) => [
            rule,
            [...rule.own, ...items.filter((item) => mightMatch(rule.draw, item)).map(idOf)],
          ]),
        );
        seats = seated(
          places.map((rule) => loose.get(rule) ?? []),
          seats,
        );
      }
      /** @type {CoursemarkDeskDrawing["units"]} */
      const units = seats.flatMap((id, n) =>
        id ? [{ item: bank.items.get(id) ?? null, points: places[n].draw.points ?? null }] : [],
      );
      const taken = new Set(seats.filter((id) => id !== null));
      const extra = items.map(idOf).filter((id) => !taken.has(id));
      if (!strict) {
        for (const id of extra) units.push({ item: bank.items.get(id) ?? null, points: null });
        return { units, extra: [], places: places.length, retagged: [] };
      }
      if (taken.size < places.length) {
        const full = places.map(({ pool }, n) => [...pool.map(idOf), ...own[n]]);
        seated(full, seats).forEach((id, n) => {
          if (id !== null && !taken.has(id)) units.push({ item: null, points: lost(places[n], id, taken) });
        });
      }
      const gone = new Set(closed.map(idOf));
      const retagged = seats.filter(
        (id, n) => id && (!kept.has(id) || (gone.has(id) && places[n].draw.count === undefined)),
      );
      return { units, extra, places: places.length, retagged: /** @type {string[]} */ (retagged) };
    };
  }

  /** As the rule matches, whatever the tags. @param {CoursemarkDeskDraw} draw @param {CoursemarkDeskItem} item */
  const mightMatch = ({ item: named, banks, type }, item) =>
    named === undefined && matches({ banks, type }, item);

  /**
   * How many items a rule asks for; with no count all that match, and what was withdrawn since.
   * @param {{draw: CoursemarkDeskDraw, pool: CoursemarkDeskItem[]}} rule @param {CoursemarkDeskItem[]} closed
   */
  const sizeOf = ({ draw, pool }, closed) =>
    draw.count ?? pool.length + closed.filter((item) => matches(draw, item)).length;

  /**
   * Points of a missing item: of one the rule might have chosen, the most that it could have.
   * @param {{draw: CoursemarkDeskDraw, pool: CoursemarkDeskItem[]}} rule @param {string} id
   * @param {Set<string | null>} taken
   */
  function lost({ draw, pool }, id, taken) {
    if (draw.points !== undefined) return draw.points;
    const left = draw.count === undefined ? [] : pool.filter((item) => !taken.has(idOf(item)));
    const most = (left.length ? left : pool.filter((item) => idOf(item) === id)).map(maxOf);
    return Math.max(...most);
  }

  /**
   * A different item for as many places as possible; items seated at the start stay seated.
   * @param {string[][]} choices @param {(string | null)[]} start
   */
  function seated(choices, start) {
    const seats = [...start];
    /** @type {Map<string, number>} */
    const holder = new Map();
    seats.forEach((id, place) => id !== null && holder.set(id, place));
    for (let place = 0; place < choices.length; place++) {
      if (seats[place] !== null) continue;
      // Nearly always something is free, and nobody has to move.
      const free = choices[place].find((id) => !holder.has(id));
      if (free === undefined) augment(place, choices, seats, holder);
      else {
        seats[place] = free;
        holder.set(free, place);
      }
    }
    return seats;
  }

  /**
   * Finds by breadth a chain of moves that frees an item for this place.
   * @param {number} goal @param {string[][]} choices @param {(string | null)[]} seats
   * @param {Map<string, number>} holder
   */
  function augment(goal, choices, seats, holder) {
    /** @type {Map<string, number>} */
    const cameFrom = new Map();
    const queue = [goal];
    for (const here of queue) {
      for (const id of choices[here]) {
        if (cameFrom.has(id)) continue;
        cameFrom.set(id, here);
        const held = holder.get(id);
        if (held !== undefined) {
          queue.push(held);
          continue;
        }
        for (let item = id; ;) {
          const place = /** @type {number} */ (cameFrom.get(item));
          const before = seats[place];
          seats[place] = item;
          holder.set(item, place);
          if (place === goal || before === null) return;
          item = before;
        }
      }
    }
  }

  core.drawing = { of };
})(globalThis.Coursemark);
