"use strict";

/**
 * Moments and calendar days: what a timestamp says, and the day it is at UTC+08:00. A moment is
 * milliseconds since 1970, a day is days since 1970-01-01. Days stay within the years 1000 to
 * 9999, so that every one can be written; a calculation that leads further ends there.
 */
(function (Coursemark) {
  const TIMESTAMP = new RegExp(
    "^([12][0-9]{3})-([0-9]{2})-([0-9]{2})" +
      "[Tt ]([0-9]{2}):([0-9]{2})(?::([0-9]{2})(?:[.,]([0-9]{1,12}))?)?" +
      "(?:([Zz])|([+-])([0-9]{2}):?([0-9]{2})?)?$",
  );
  const DAY = /^([12][0-9]{3})-([0-9]{2})-([0-9]{2})$/;
  const MS_A_DAY = 86_400_000;
  const ZONE_MS = 8 * 3_600_000;
  const FIRST = Date.UTC(1000, 0, 1) / MS_A_DAY;
  const LAST = Date.UTC(9999, 11, 31) / MS_A_DAY;

  /** The hour of the moment that was read last, as our own statements write it: most follow in the same. */
  let hour = { start: "", zone: "", moment: 0 };

  /** @param {string} text @param {number} at @returns {number} NaN where it is none */
  function digit(text, at) {
    const found = text.charCodeAt(at) - 48;
    return found >= 0 && found <= 9 ? found : NaN;
  }

  /** Within that hour, `2026-03-01T09:30:15.250+08:00`. @param {string} text @returns {number} or NaN */
  function withinHour(text) {
    const minute = 10 * digit(text, 14) + digit(text, 15);
    const second = 10 * digit(text, 17) + digit(text, 18);
    const ms = 100 * digit(text, 20) + 10 * digit(text, 21) + digit(text, 22);
    const parted = text[16] === ":" && text[19] === "." && minute <= 59 && second <= 59;
    return parted ? hour.moment + minute * 60_000 + second * 1000 + ms : NaN;
  }

  /** @type {CoursemarkDays["instant"]} */
  function instant(text) {
    if (
      typeof text === "string" &&
      text.length === 29 &&
      text.startsWith(hour.start) &&
      text.endsWith(hour.zone)
    ) {
      const moment = hour.start ? withinHour(text) : NaN;
      if (!Number.isNaN(moment)) return moment;
    }
    const match = typeof text === "string" ? TIMESTAMP.exec(text) : null;
    if (!match) return null;
    const day = number(match[1], match[2], match[3]);
    const [hours, minute, second] = [match[4], match[5], match[6] ?? 0].map(Number);
    const [zoneHour, zoneMinute] = [match[10] ?? 0, match[11] ?? 0].map(Number);
    if (day === null || hours > 23 || minute > 59 || second > 59 || zoneHour > 18 || zoneMinute > 59)
      return null;
    let offset = (zoneHour * 60 + zoneMinute) * 60_000 * (match[9] === "-" ? -1 : 1);
    if (match[8] === undefined && match[9] === undefined) offset = ZONE_MS;
    const ms = Number((match[7] ?? "0").slice(0, 3).padEnd(3, "0"));
    const whole = day * MS_A_DAY + hours * 3_600_000 - offset;
    if (match[0].length === 29 && match[0][19] === "." && match[9] !== undefined)
      hour = { start: match[0].slice(0, 14), zone: match[0].slice(23), moment: whole };
    return whole + (minute * 60 + second) * 1000 + ms;
  }

  /** @type {CoursemarkDays["dayOf"]} */
  function dayOf(moment) {
    return isoDay(dayAt(moment));
  }

  /** @type {CoursemarkDays["dayAt"]} */
  function dayAt(moment) {
    return Math.floor((moment + ZONE_MS) / MS_A_DAY);
  }

  /** @type {CoursemarkDays["parseDay"]} */
  function parseDay(text) {
    const match = typeof text === "string" ? DAY.exec(text) : null;
    return match && number(match[1], match[2], match[3]);
  }

  /** @type {CoursemarkDays["isoDay"]} */
  function isoDay(day) {
    return new Date(day * MS_A_DAY).toISOString().slice(0, 10);
  }

  /** @type {CoursemarkDays["shift"]} */
  function shift(day, span, direction = 1) {
    if ("days" in span) return Math.min(LAST, Math.max(FIRST, day + direction * span.days));
    const start = new Date(day * MS_A_DAY);
    const months = start.getUTCFullYear() * 12 + start.getUTCMonth() + direction * span.months;
    const year = Math.floor(months / 12);
    const month = months - year * 12;
    if (year < 1000 || year > 9999) return year < 1000 ? FIRST : LAST;
    const lastDay = new Date(Date.UTC(year, month + 1, 0)).getUTCDate();
    return Date.UTC(year, month, Math.min(start.getUTCDate(), lastDay)) / MS_A_DAY;
  }

  /** Of a log's thousands of moments most are of the day of the one before. */
  let lately = { year: "", month: "", day: "", days: /** @type {number | null} */ (null) };

  /** @param {string} year @param {string} month @param {string} day */
  function number(year, month, day) {
    if (lately.year === year && lately.month === month && lately.day === day) return lately.days;
    const moment = Date.UTC(Number(year), Number(month) - 1, Number(day));
    const found = new Date(moment);
    // A day that no month has runs over into the next one.
    const real = found.getUTCMonth() === Number(month) - 1 && found.getUTCDate() === Number(day);
    lately = { year, month, day, days: real ? moment / MS_A_DAY : null };
    return lately.days;
  }

  Coursemark.days = { instant, dayOf, dayAt, parseDay, isoDay, shift };
})((globalThis.Coursemark ??= /** @type {CoursemarkGlobal} */ ({})));
