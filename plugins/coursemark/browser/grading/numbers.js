"use strict";
// Numbers as people type them, read as exact fractions. What is read: grading/numbers.py.

(function (Coursemark) {
  const { isLonger, normalise } = Coursemark.grading;

  /** @typedef {CoursemarkFraction} Fraction */

  const LONGEST = 64;
  const DIGITS = new Map([..."零一二三四五六七八九"].map((digit, value) => [digit, value]));
  const PLACES = new Map([
    ["十", 10],
    ["百", 100],
    ["千", 1000],
  ]);
  /** @type {[string, number][]} */
  const MULTIPLIERS = [
    ["亿", 1e8],
    ["万", 1e4],
  ];
  const PARTS = new Map([
    ["百分之", 100],
    ["千分之", 1000],
    ["万分之", 10000],
  ]);
  const RATIO_UNITS = new Map([
    ["%", 100],
    ["‰", 1000],
  ]);
  const SIGNS = new Map([
    ["+", 1],
    ["-", -1],
    ["−", -1],
    ["负", -1],
  ]);

  const VARIANT_FORMS = {
    零: "〇○",
    一: "壹弌",
    二: "贰貳弍两兩",
    三: "叁參叄",
    四: "肆",
    五: "伍",
    六: "陆陸",
    七: "柒",
    八: "捌",
    九: "玖",
    十: "拾",
    百: "佰",
    千: "仟",
    万: "萬",
    亿: "億",
    点: "點",
    负: "負",
    二十: "廿卄",
    三十: "卅",
    四十: "卌",
  };
  /** @type {Map<string, string>} */
  const VARIANTS = new Map();
  for (const [plain, forms] of Object.entries(VARIANT_FORMS)) {
    for (const form of forms) VARIANTS.set(form, plain);
  }
  const DECIMAL = /^((?:[0-9]+|[1-9][0-9]{0,2}(?:,[0-9]{3})+)?)(?:\.([0-9]+))?([十百千]?)$/;

  /**
   * @param {bigint | number} n
   * @param {bigint | number} d above 0
   * @returns {Fraction}
   */
  function fraction(n, d = 1) {
    return { n: BigInt(n), d: BigInt(d) };
  }

  /**
   * @param {Fraction} one
   * @param {Fraction} other
   */
  function plus(one, other) {
    return fraction(one.n * other.d + other.n * one.d, one.d * other.d);
  }

  /**
   * @param {Fraction} one
   * @param {Fraction} other
   */
  function times(one, other) {
    return fraction(one.n * other.n, one.d * other.d);
  }

  /** @type {CoursemarkGrading["compare"]} */
  function compare(one, other) {
    const difference = one.n * other.d - other.n * one.d;
    return difference < 0n ? -1 : difference > 0n ? 1 : 0;
  }

  /** @param {string} text */
  function plainForms(text) {
    return [...text].map((character) => VARIANTS.get(character) ?? character).join("");
  }

  /**
   * The text before and after the first occurrence of a word, or null.
   * @param {string} text
   * @param {string} word
   */
  function divided(text, word) {
    const at = text.indexOf(word);
    return at < 0 ? null : { head: text.slice(0, at), tail: text.slice(at + word.length) };
  }

  /** @type {CoursemarkGrading["parseNumber"]} */
  function parseNumber(text, unit = "") {
    text = normalise(text);
    unit = plainForms(normalise(unit));
    if (isLonger(text, LONGEST)) return null;
    text = plainForms(text);
    const ownParts = RATIO_UNITS.get(unit);
    const { parts, amount } = ratio(ownParts === undefined ? withoutUnit(text, unit) : text);
    if (amount === null || (unit !== "" && ownParts === undefined && parts !== 1)) return null;
    const scale = ownParts === undefined || parts === 1 ? 1 : ownParts;
    return times(amount, fraction(scale, parts));
  }

  /**
   * @param {string} text
   * @param {string} unit
   */
  function withoutUnit(text, unit) {
    if (unit === "") return text;
    if (/^[元圆]$/.test(unit)) text = text.replace(/^¥/, "");
    if (/[元圆]$/.test(unit)) {
      unit = unit.slice(0, -1) + "元";
      text = text.replace(/([元圆])整$/, "$1").replace(/圆$/, "元");
    }
    if (!text.endsWith(unit)) return text;
    return text.slice(0, -unit.length).replace(/个$/, "");
  }

  /**
   * How many parts make a whole (1 for a plain number), and the signed number of parts.
   * @param {string} text
   * @returns {{parts: number, amount: Fraction | null}}
   */
  function ratio(text) {
    const sign = SIGNS.get(text.slice(0, 1));
    if (sign !== undefined) text = text.slice(1);
    let parts = PARTS.get(text.slice(0, 3));
    if (parts !== undefined) {
      text = text.slice(3);
    } else {
      parts = RATIO_UNITS.get(text.slice(-1));
      if (parts !== undefined) text = text.slice(0, -1);
    }
    const read = amount(text);
    return { parts: parts ?? 1, amount: read && times(read, fraction(sign ?? 1)) };
  }

  /**
   * A number without sign: parts divided by 亿 and 万.
   * @param {string} text
   * @returns {Fraction | null}
   */
  function amount(text) {
    for (const [word, size] of MULTIPLIERS) {
      const found = divided(text, word);
      if (found !== null) return multiplied(amount(found.head), size, found.tail);
    }
    return section(text);
  }

  /**
   * @param {Fraction | null} many
   * @param {number} size
   * @param {string} tail
   * @returns {Fraction | null}
   */
  function multiplied(many, size, tail) {
    if (many === null) return null;
    const whole = times(many, fraction(size));
    if (tail === "") return whole;
    const digit = tail === "零" ? null : oneDigit(tail);
    const rest =
      digit !== null ? fraction(digit * size, 10) : amount(tail[0] === "零" ? tail.slice(1) : tail);
    if (rest === null || compare(rest, fraction(size)) >= 0 || many.n % many.d !== 0n) return null;
    return plus(whole, rest);
  }

  /**
   * A decimal, or a Chinese numeral below 10,000 with its decimals.
   * @param {string} text
   * @returns {Fraction | null}
   */
  function section(text) {
    const decimal = DECIMAL.exec(text);
    if (decimal !== null && (decimal[1] || decimal[2])) {
      const decimals = decimal[2] ?? "";
      const digits = BigInt(decimal[1].replaceAll(",", "") + decimals);
      const place = PLACES.get(decimal[3]) ?? 1;
      return times(fraction(digits, 10n ** BigInt(decimals.length)), fraction(place));
    }
    const pointed = divided(text, "点");
    if (pointed === null) {
      const whole = places(text);
      return whole === null ? null : fraction(whole);
    }
    const whole = places(pointed.head);
    const digits = digitByDigit(pointed.tail);
    if (whole === null || digits === null) return null;
    return plus(fraction(whole), fraction(digits, 10n ** BigInt(pointed.tail.length)));
  }

  /**
   * One digit, Chinese or ASCII.
   * @param {string} text
   */
  function oneDigit(text) {
    return /^[0-9]$/.test(text) ? Number(text) : (DIGITS.get(text) ?? null);
  }

  /**
   * @param {string} text
   * @returns {bigint | null}
   */
  function digitByDigit(text) {
    const digits = [...text].map((character) => DIGITS.get(character));
    return digits.length === 0 || digits.includes(undefined) ? null : BigInt(digits.join(""));
  }

  /**
   * A numeral below 10,000 by thousands, hundreds and tens, or digit by digit.
   * @param {string} text
   * @returns {bigint | number | null}
   */
  function places(text) {
    const read = digitByDigit(text);
    if (read !== null) return read;
    let value = 0;
    let below = 10000;
    /** @type {number | null} */
    let digit = null;
    let gap = false;
    for (const character of text) {
      const place = PLACES.get(character);
      if (character === "零") {
        if (digit !== null || gap || below === 10000) return null;
        gap = true;
      } else if (place === undefined) {
        if (digit !== null) return null;
        digit = oneDigit(character);
        if (digit === null) return null;
      } else {
        if (place >= below || (digit === null && below !== 10000 && place !== 10)) return null;
        value += (digit ?? 1) * place;
        below = place;
        digit = null;
        gap = false;
      }
    }
    if (digit === null) return gap || below === 10000 ? null : value;
    if (gap || below === 10 || below === 10000) return value + digit;
    return value + (digit * below) / 10;
  }

  Object.assign(Coursemark.grading, { parseNumber, compare, fraction, plus, times });
})(globalThis.Coursemark);
