"use strict";
/**
 * Short codes that people read aloud, write on paper and type: receipts and verification codes.
 * The twin of codes.py; both run tests/spec/codes/*.json. Pure.
 */
(function (Coursemark) {
  const DIGITS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
  const ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ";
  const BODY = 12;
  // Listed, because the two languages differ on what a blank is; the second half are dashes.
  const UNSEEN = new RegExp(
    "[\\t-\\r \\x85\\xa0\\u1680\\u180e\\u2000-\\u200f\\u2028-\\u202f\\u205f-\\u2064\\u3000\\ufeff" +
      "\\-\\u2010-\\u2015\\u2212\\ufe58\\ufe63\\uff0d]",
    "g",
  );

  /** The first base-32 digits of the SHA-256 of a text. @param {string} text @param {number} length at most 51 */
  function digest(text, length) {
    const { sha256, utf8ToBytes } = globalThis.CoursemarkVendor;
    const bytes = sha256(utf8ToBytes(text));
    let digits = "";
    for (let n = 0; n < length; n++) {
      const [byte, bit] = [(n * 5) >> 3, (n * 5) & 7];
      digits += DIGITS[(((bytes[byte] << 8) | (bytes[byte + 1] ?? 0)) >> (11 - bit)) & 31];
    }
    return digits;
  }

  /** ISO/IEC 7064 MOD 37,36. @param {string} text capital letters and digits */
  function checkDigit(text) {
    let product = 36;
    for (const each of text) {
      const total = (product + ALPHABET.indexOf(each)) % 36 || 36;
      product = (total * 2) % 37;
    }
    return ALPHABET[(37 - product) % 36];
  }

  /** @param {string} body */
  const grouped = (body) => `${body.slice(0, 4)}-${body.slice(4, 8)}-${body.slice(8)}-${checkDigit(body)}`;

  /** The code of a sequence of texts; it changes when any of them does. @param {readonly string[]} parts */
  const codeOf = (parts) => grouped(digest(parts.map(marked).join("\x1f"), BODY));

  /**
   * What parts two texts is marked where it stands in one, so that no two sequences are alike.
   * @param {string} part
   */
  // eslint-disable-next-line no-control-regex
  const marked = (part) => part.replace(/\x1b/g, "\x1b0").replace(/\x1f/g, "\x1b1");

  /**
   * A code as typed in its one form, or null when it is none.
   * @param {string} typed
   */
  function normal(typed) {
    const text = typed
      .replace(UNSEEN, "")
      .replace(/[\uff01-\uff5e]/g, (each) => String.fromCharCode(each.charCodeAt(0) - 0xfee0))
      .replace(/[a-z]/g, (each) => each.toUpperCase());
    const alike = (/** @type {string} */ part) => part.replace(/O/g, "0").replace(/[IL]/g, "1");
    const body = alike(text.slice(0, BODY));
    const check = text.slice(BODY);
    if (body.length !== BODY || [...body].some((each) => !DIGITS.includes(each))) return null;
    return alike(check) === alike(checkDigit(body)) ? grouped(body) : null;
  }

  /**
   * The code of what was answered in an attempt.
   * @param {string} site @param {string} learner @param {string} registration
   * @param {Iterable<readonly [string, string]>} answers leaf item and response as stored
   */
  function receipt(site, learner, registration, answers) {
    const given = [...answers].map(([item, response]) => `${item}\x1e${response}`);
    return codeOf(["receipt", site, learner, registration, ...given.sort(byCodePoint)]);
  }

  /** As Python sorts. @param {string} a @param {string} b */
  function byCodePoint(a, b) {
    const [x, y] = [[...a], [...b]];
    const n = x.findIndex((each, i) => each !== y[i]);
    if (n < 0) return x.length - y.length;
    return y[n] === undefined
      ? 1
      : /** @type {number} */ (x[n].codePointAt(0)) - /** @type {number} */ (y[n].codePointAt(0));
  }

  /**
   * The verification code of one completion of a course, on slip and certificate.
   * @param {CoursemarkSlipFacts} facts
   */
  function slipCode({ site, learner, name, course, completed_at, valid_until, score, hours, tests }) {
    const facts = [site, learner, name, course, String(completed_at), valid_until ?? ""];
    return codeOf(["slip", ...facts, score === null ? "" : String(score), hours, ...tests]);
  }

  Coursemark.codes = { codeOf, digest, checkDigit, normal, receipt, slipCode };
})((globalThis.Coursemark ??= /** @type {any} */ ({})));
