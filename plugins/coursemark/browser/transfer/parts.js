"use strict";
/**
 * A record as text in parts, to be copied or scanned: `CMR1 <set> <i>/<n> <payload> <check>`.
 * The twin of records/parts.py; both run tests/spec/transfer/*.json. Pure.
 */
(function (Coursemark) {
  const MARK = "CMR1";
  /** Most letters of base 32 in a part: 440 bytes, and a QR code of 85 modules a side. */
  const PAYLOAD = 704;
  const MAX_TEXT = 64 * 1024 * 1024;
  const MAX_PAYLOAD = 8192;
  /** Into how many a line break, a quote mark or a word processor may have cut one part. */
  const MAX_PIECES = 64;
  /** RFC 4648. */
  const BASE32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

  // Named one by one, because the two languages differ in what they call blank. `>` and `|` begin
  // the lines of a quoted message.
  const BLANK =
    "\\t\\n\\v\\f\\r \\u0085\\u00a0\\u1680\\u2000-\\u200f\\u2028-\\u202f\\u205f\\u2060\\u3000\\ufeff>|";
  const HEAD = new RegExp(
    `[Cc][Mm][Rr]1[${BLANK}]*((?:[0-9A-HJKMNP-TV-Za-hjkmnp-tv-z][${BLANK}]*){8})` +
      `([0-9]{1,4})[${BLANK}]*/[${BLANK}]*([0-9]{1,4})[${BLANK}]+`,
    "g",
  );
  const PIECE = new RegExp(`[${BLANK}]*([A-Za-z0-9]+)`, "y");
  const BLANKS = new RegExp(`[${BLANK}]+`, "g");

  /** @param {Uint8Array} bytes */
  function base32(bytes) {
    let [text, held, bits] = ["", 0, 0];
    for (const byte of bytes) {
      held = ((held << 8) | byte) & 0xfff;
      bits += 8;
      for (; bits >= 5; bits -= 5) text += BASE32[(held >> (bits - 5)) & 31];
    }
    return bits ? text + BASE32[(held << (5 - bits)) & 31] : text;
  }

  /** @param {string} text @returns {Uint8Array | null} null when it holds something else */
  function bytesOf(text) {
    const bytes = new Uint8Array((text.length * 5) >> 3);
    let [held, bits, at] = [0, 0, 0];
    for (const letter of text) {
      const value = BASE32.indexOf(letter);
      if (value < 0) return null;
      held = ((held << 5) | value) & 0xfff;
      bits += 5;
      if (bits >= 8) bytes[at++] = (held >> (bits -= 8)) & 255;
    }
    return bytes;
  }

  /** The parts of a text, one a line each. @param {string} text @returns {string[]} */
  function split(text) {
    const { deflateSync, utf8ToBytes } = globalThis.CoursemarkVendor;
    const { digest } = Coursemark.codes;
    const set = digest(text, 8);
    const letters = base32(deflateSync(utf8ToBytes(text), { level: 9 }));
    const count = Math.ceil(letters.length / PAYLOAD);
    // Alike in length, so that no code is larger than it need be.
    const size = Math.ceil(letters.length / count);
    return Array.from({ length: count }, (_, n) => {
      const part = `${set} ${n + 1}/${count} ${letters.slice(n * size, (n + 1) * size)}`;
      return `${MARK} ${part} ${digest(part, 4)}`;
    });
  }

  /**
   * The parts that stand in a text, whatever stands around them and wherever lines break.
   * @param {string} text @returns {CoursemarkPart[]}
   */
  function find(text) {
    const parts = [];
    for (const head of text.matchAll(HEAD)) {
      const set = head[1].replace(BLANKS, "").toUpperCase();
      const [number, count] = [Number(head[2]), Number(head[3])];
      if (number < 1 || number > count) continue;
      const payload = payloadAt(text, head.index + head[0].length, `${set} ${number}/${count}`);
      parts.push({ set, number, count, payload });
    }
    return parts;
  }

  /**
   * What stands before the check: of the pieces that follow, as many as make it fit; null when none do.
   * @param {string} text @param {number} start @param {string} head
   */
  function payloadAt(text, start, head) {
    let joined = "";
    PIECE.lastIndex = start;
    for (let n = 0; n < MAX_PIECES; n++) {
      const piece = PIECE.exec(text)?.[1].toUpperCase();
      if (!piece || joined.length > MAX_PAYLOAD || piece === MARK) return null;
      joined += piece;
      const payload = joined.slice(0, -4);
      if (payload && Coursemark.codes.digest(`${head} ${payload}`, 4) === joined.slice(-4)) return payload;
    }
    return null;
  }

  /**
   * The texts in a text that are there as a whole, and what is missing of others.
   * @param {string} text
   * @returns {CoursemarkJoined}
   */
  function join(text) {
    /** @type {Map<string, {set: string, count: number, payloads: Map<number, string>, wrong: Set<number>}>} */
    const sets = new Map();
    for (const { set, number, count, payload } of find(text)) {
      const key = `${set} ${count}`;
      const one = sets.get(key) ?? { set, count, payloads: new Map(), wrong: new Set() };
      sets.set(key, one);
      if (payload === null) one.wrong.add(number);
      else if (!one.payloads.has(number)) one.payloads.set(number, payload);
    }
    /** @type {CoursemarkJoined} */
    const joined = { texts: [], incomplete: [], damaged: [] };
    for (const { set, count, payloads, wrong } of sets.values()) {
      const numbers = Array.from({ length: count }, (_, n) => n + 1);
      const absent = numbers.filter((n) => !payloads.has(n));
      if (absent.length) {
        joined.incomplete.push({
          set,
          count,
          wrong: absent.filter((n) => wrong.has(n)),
          missing: absent.filter((n) => !wrong.has(n)),
        });
        continue;
      }
      const whole = textOf(numbers.map((n) => payloads.get(n)).join(""));
      if (whole !== null && Coursemark.codes.digest(whole, 8) === set) joined.texts.push(whole);
      else joined.damaged.push(set);
    }
    return joined;
  }

  /** @param {string} letters @returns {string | null} */
  function textOf(letters) {
    const packed = bytesOf(letters);
    if (!packed) return null;
    try {
      // A buffer of its own keeps a bomb from growing: what does not fit is dropped.
      const room = Math.min(MAX_TEXT, packed.length * 1040 + 64);
      const bytes = globalThis.CoursemarkVendor.inflateSync(packed, { out: new Uint8Array(room) });
      return bytes.length < MAX_TEXT ? new TextDecoder("utf-8", { fatal: true }).decode(bytes) : null;
    } catch {
      return null;
    }
  }

  /** Whether a text holds parts. @param {string} text */
  const holds = (text) => text.search(HEAD) >= 0;

  Coursemark.parts = { split, find, join, holds };
})((globalThis.Coursemark ??= /** @type {any} */ ({})));
