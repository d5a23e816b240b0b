"use strict";
/** Decisions of the views without a page: what a search finds, how far off a day is. */
(function (Coursemark) {
  /** How much of what is sought must be there, by pairs of characters, to be taken as meant. */
  const NEAR = 0.5;

  /** As people type it: full-width forms, capitals and blanks make no difference. @param {string} text */
  const plain = (text) => text.normalize("NFKC").toLowerCase();

  /** @param {string} sought */
  const parts = (sought) =>
    plain(sought)
      .split(/[\s,，.。、;；?？!！]+/)
      .filter(Boolean);

  /** Share of the pairs of characters of `sought` that stand in `words`. @param {string} words @param {string} sought */
  function share(words, sought) {
    const characters = [...parts(sought).join("")];
    const pairs = characters.slice(1).map((c, n) => characters[n] + c);
    return pairs.length ? pairs.filter((pair) => words.includes(pair)).length / pairs.length : 0;
  }

  /** @type {Omit<CoursemarkGlobal["views"], "mount">} */
  const words = {
    find(texts, sought) {
      const known = texts.map(plain);
      const wanted = parts(sought);
      const exact = known.map((text) => wanted.every((part) => text.includes(part)));
      if (exact.includes(true)) return { exact: true, found: exact };
      return { exact: false, found: known.map((text) => share(text, sought) >= NEAR) };
    },
    daysLeft(day, today) {
      const last = Coursemark.days.parseDay(day);
      return last === null ? null : last - today;
    },
    inDays: (left) => (left === 0 ? "就是今天" : left === 1 ? "明天" : `还有 ${left} 天`),
  };
  Coursemark.views = /** @type {any} */ (words);
})((globalThis.Coursemark ??= /** @type {any} */ ({})));
