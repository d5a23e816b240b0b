"use strict";
/** Parts of texts gathered over many files and pastes. Twin of records/gathering.py. Pure. */
(function (Coursemark) {
  const MAX_TOTAL = 512 * 1024 * 1024;
  const { deskCore: core } = Coursemark;

  /**
   * What has come of one set; `closed`: it was given out.
   * @typedef {{set: string, count: number, file: string, payloads: Map<number, string>, wrong: Set<number>, closed: boolean}} Gathered
   */

  /** @type {CoursemarkDeskCore["gathering"]["create"]} */
  function create() {
    /** @type {Map<string, Gathered>} */
    const sets = new Map();
    /** @type {Gathered[]} */
    let complete = [];
    let [held, full] = [0, ""];

    /** @param {CoursemarkPart} part @param {string} file @returns {Gathered} */
    function take({ set, number, count, payload }, file) {
      const key = `${set} ${count}`;
      const one = sets.get(key) ?? { set, count, file, payloads: new Map(), wrong: new Set(), closed: false };
      sets.set(key, one);
      if (one.closed) return one;
      if (payload === null) one.wrong.add(number);
      else if (!one.payloads.has(number)) {
        if (held + payload.length > MAX_TOTAL) {
          full ||= file;
          return one;
        }
        held += payload.length;
        one.payloads.set(number, payload);
        if (one.payloads.size === count) complete.push(one);
      }
      return one;
    }

    return {
      look(file, text) {
        if (!Coursemark.parts.holds(text)) return null;
        let [known, fresh] = [/** @type {Gathered | null} */ (null), false];
        for (const part of Coursemark.parts.find(text)) {
          const one = take(part, file);
          if (one.closed) known = one;
          else fresh = true;
        }
        if (!known && !fresh) return null;
        if (!known || fresh) return { repeated: null };
        const detail = `这里的文本都已在 ${titleOf(known)}中，只计一次`;
        return { repeated: { file, line: null, kind: "duplicate", detail, learner: "" } };
      },
      joined() {
        const ready = complete;
        complete = [];
        return ready.map((one) => {
          one.closed = true;
          const text = partsOf(one);
          for (const payload of one.payloads.values()) held -= payload.length;
          one.payloads.clear();
          const [whole] = Coursemark.parts.join(text).texts;
          if (whole === undefined)
            return {
              name: titleOf(one),
              fault: `文本 ${one.set} 各段都在，拼起来却读不出来；请学员重新复制或扫描`,
            };
          return { name: titleOf(one), bytes: globalThis.CoursemarkVendor.utf8ToBytes(whole) };
        });
      },
      left() {
        /** @type {CoursemarkDeskFault[]} */
        const faults = [];
        const say = (/** @type {string} */ file, /** @type {string} */ detail) =>
          faults.push({ file, line: null, kind: "incomplete-text", detail, learner: "" });
        for (const one of sets.values())
          if (!one.closed)
            say(one.file, `文本 ${one.set} 共 ${one.count} 段：${lacks(one)}；请学员把这几段重新发来`);
        if (full) say(full, `不完整的文本总共超过 ${MAX_TOTAL >> 20} MB，其余没有读取；请分批汇总`);
        return faults;
      },
    };
  }

  /** @param {Gathered} one */
  const titleOf = ({ file, set }) => `${file}（文本 ${set}）`;

  /** The parts as they were written, in order. @param {Gathered} one */
  function partsOf({ set, count, payloads }) {
    return Array.from({ length: count }, (_, n) => {
      const part = `${set} ${n + 1}/${count} ${payloads.get(n + 1)}`;
      return `CMR1 ${part} ${Coursemark.codes.digest(part, 4)}`;
    }).join("\n");
  }

  /** @param {Gathered} one */
  function lacks({ count, payloads, wrong }) {
    const numbers = Array.from({ length: count }, (_, n) => n + 1).filter((n) => !payloads.has(n));
    const bad = numbers.filter((n) => wrong.has(n));
    const missing = numbers.filter((n) => !wrong.has(n));
    const said = [];
    if (bad.length) said.push(`第 ${ranges(bad)} 段抄错`);
    if (missing.length) said.push(`缺第 ${ranges(missing)} 段`);
    return said.join("，");
  }

  /** 1、3–5 for 1, 3, 4, 5. @param {number[]} numbers */
  function ranges(numbers) {
    /** @type {number[][]} */
    const groups = [];
    for (const number of numbers) {
      const last = groups[groups.length - 1];
      if (last && number === last[last.length - 1] + 1) last.push(number);
      else groups.push([number]);
    }
    return groups
      .map((group) => (group.length < 3 ? group.join("、") : `${group[0]}–${group[group.length - 1]}`))
      .join("、");
  }

  core.gathering = { create };
})(globalThis.Coursemark);
