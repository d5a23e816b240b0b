"use strict";
/** Words and small measures of the trainer's desk, the same as the report's. Pure. */
(function (Coursemark) {
  /** As KIND_NAMES in report/words.py. */
  const KIND_NAMES = Object.freeze(
    /** @type {Record<string, string>} */ ({
      "wrong-format": "格式不符",
      "bad-line": "坏行",
      truncated: "文件不完整",
      "incomplete-text": "文本不完整",
      sealed: "密封未打开",
      "digest-mismatch": "校验不符",
      "score-mismatch": "成绩不符",
      "incomplete-attempt": "抽题不符",
      "unknown-item": "题目不存在",
      "outdated-item": "题目已修订",
      "unknown-assessment": "测评不存在",
      "outdated-assessment": "测评已修订",
      "attempt-limit": "超过作答次数",
      "outside-window": "不在开放时间",
      cooling: "间隔不足",
      "unknown-statement": "无法识别的记录",
      duplicate: "重复",
      "not-on-roster": "不在名册",
      "identity-conflict": "身份不一致",
      "implausible-time": "时间可疑",
      roster: "名册问题",
    }),
  );

  /** What is said of the learner by kinds of problem, the gravest first. As CHECKS in report/trust.py. */
  const CHECKS = /** @type {[CoursemarkDeskCheck, string[]][]} */ ([
    ["校验不符", ["digest-mismatch"]],
    ["身份冲突", ["identity-conflict"]],
    ["不完整", ["truncated", "bad-line", "incomplete-text", "incomplete-attempt", "sealed"]],
    ["时间异常", ["implausible-time"]],
    ["已重新判分", ["score-mismatch"]],
    ["版本过期", ["outdated-item", "outdated-assessment", "unknown-item", "unknown-assessment"]],
  ]);

  /** @type {CoursemarkDeskCore["words"]["checksOf"]} */
  function checksOf(problems, waiting) {
    const kinds = new Set(problems.map((problem) => problem.kind));
    const found = CHECKS.filter(([, meant]) => meant.some((kind) => kinds.has(kind)));
    return found.length ? found.map(([check]) => check) : [waiting ? "核对中" : "通过"];
  }

  /**
   * A learner id as it is compared: NFKC, no spaces around, leading zeros kept, and nothing that
   * nobody sees.
   * @param {string} text
   */
  function normalId(text) {
    // Most are plain digits, and there are hundreds of thousands.
    if (/^[0-9A-Za-z]*$/.test(text)) return text;
    return text
      .normalize("NFKC")
      .replace(/[\p{Cc}\p{Cf}]/gu, "")
      .trim();
  }

  /** Blanks between Chinese characters, or beside the dot in a name. */
  const PADDING =
    /([\u3007\u3400-\u9fff\uf900-\ufaff\u{20000}-\u{3ffff}·])[ \u00a0\u2000-\u200b\u3000]+(?=[\u3007\u3400-\u9fff\uf900-\ufaff\u{20000}-\u{3ffff}·])/gu;

  /** A name as it is shown: 王 伟 is written so for the eye alone, John Smith is not. @param {string} text */
  const plainName = (text) => text.trim().replace(PADDING, "$1");

  /** A name as it is compared. @param {string} text */
  const normalName = (text) => plainName(normalId(text));

  /** Half to even, as Python rounds. @param {number} number @param {number} [digits] */
  function round(number, digits = 0) {
    const scale = 10 ** digits;
    const [scaled, floor] = [number * scale, Math.floor(number * scale)];
    const up = scaled - floor > 0.5 || (scaled - floor === 0.5 && floor % 2 !== 0);
    return (up ? floor + 1 : floor) / scale;
  }

  /** @param {number} number */
  const whole = (number) => String(round(number) || 0);

  /** @param {string} a @param {string} b */
  const compare = (a, b) => (a < b ? -1 : a > b ? 1 : 0);

  const core = (Coursemark.deskCore ??= /** @type {any} */ ({}));
  core.words = { KIND_NAMES, checksOf, normalId, plainName, normalName, round, whole, compare };
})((globalThis.Coursemark ??= /** @type {any} */ ({})));
