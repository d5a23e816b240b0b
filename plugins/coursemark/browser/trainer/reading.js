"use strict";
/** One record at a time: its header, its statements with line numbers, its faults. Twin of records/read.py. Pure. */
(function (Coursemark) {
  const FORMAT = "coursemark-record/1";
  const SEALED = "coursemark-sealed/";
  const MAX_FILE = 64 * 1024 * 1024;
  /** Of one file; the rest are counted. */
  const MAX_BAD_LINES = 20;
  /** How one JSON text begins, as other tools write it. */
  const WHOLE = /^\s*(?:\[|\{\s*"(?:statements|more)"\s*:|\{\s*[\r\n])/;
  /** Lines read, and bytes hashed, before others may have a turn. */
  const SLICE = 200;
  const PIECE = 1 << 18;
  const { deskCore: core } = Coursemark;
  const { normalId } = core.words;
  const { whoOf } = core.lines;
  const { BadLine, LONG, isOpen, valueOf } = core.values;
  const has = (/** @type {object} */ value, /** @type {string} */ key) =>
    Object.prototype.hasOwnProperty.call(value, key);

  /** @type {CoursemarkDeskCore["reading"]["read"]} */
  async function read(source, site, gathering, breathe) {
    const record = emptyRecord(source.name);
    if (source.fault !== undefined) {
      say(record, null, "wrong-format", source.fault);
      return record;
    }
    // Nearly every record is as we wrote it: decoded once, and kept as it came.
    const plain = !core.unpacking.isWide(source.bytes) && source.bytes.length <= MAX_FILE;
    let text = plain && source.bytes[0] !== 0xef ? fatalText(source.bytes) : null;
    const { bytes, converted } =
      text === null ? core.unpacking.asUtf8(source.bytes) : { bytes: source.bytes, converted: "" };
    record.bytes = bytes.subarray(0, MAX_FILE);
    text ??= fatalText(record.bytes);
    const start = latin1(record.bytes.subarray(0, 64));
    if (gathering && !/^\s*(?:\{\s*(?:["}]|$)|\[\s*(?:[[{\]]|$))/.test(start)) {
      const found = gathering.look(source.name, text ?? new TextDecoder().decode(record.bytes));
      if (found) {
        if (!found.repeated) return null;
        record.kind = "text";
        record.problems.push(found.repeated);
        return record;
      }
    }
    if (isSealed(record.bytes, text)) {
      record.sealed = true;
      return record;
    }
    if (WHOLE.test(start)) takeWhole(record, text, site);
    else await takeLines(record, text, site, converted, breathe);
    if (bytes.length > MAX_FILE)
      say(record, null, "truncated", `超过 ${MAX_FILE >> 20} MB，后面的没有读取；已读到的照常计入`);
    return record;
  }

  /** @param {string} name @returns {CoursemarkDeskRecord} */
  const emptyRecord = (name) => ({
    name,
    kind: "record",
    header: null,
    statements: [],
    problems: [],
    verified: false,
    claim: null,
    sealed: false,
    bytes: new Uint8Array(0),
  });

  /** @param {Uint8Array} bytes */
  const latin1 = (bytes) => String.fromCharCode.apply(null, /** @type {any} */ (bytes));

  /** @param {Uint8Array} bytes @returns {string | null} null when it is not all UTF-8 */
  function fatalText(bytes) {
    try {
      return decoder.decode(bytes);
    } catch {
      decoder = fatal();
      return null;
    }
  }

  const fatal = () => new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });
  let decoder = fatal();

  /** @param {Uint8Array} bytes @param {string | null} text */
  function isSealed(bytes, text) {
    const head = text === null ? new TextDecoder().decode(bytes.subarray(0, 4096)) : text.slice(0, 4096);
    const end = head.indexOf("\n");
    const line = end < 0 ? head : head.slice(0, end);
    if (!line.includes(SEALED)) return false;
    const value = valueOf(line);
    return isObject(value) && String(value.format ?? "").startsWith(SEALED);
  }

  /**
   * @param {CoursemarkDeskRecord} record @param {number | null} line @param {string} kind @param {string} detail
   */
  function say({ name, header, problems }, line, kind, detail) {
    problems.push({ file: name, line, kind, detail, learner: header?.learner ?? "" });
  }

  /**
   * The lines of a record, from 1; where the text is not all UTF-8 each by itself.
   * @param {CoursemarkDeskRecord} record @param {string | null} text
   */
  function linesOf({ bytes }, text) {
    const lines = [];
    if (text !== null) {
      // Takes a third of what splitting takes.
      let at = 0;
      for (let stop = text.indexOf("\n"); stop >= 0; stop = text.indexOf("\n", at)) {
        lines.push(text.slice(at, stop));
        at = stop + 1;
      }
      lines.push(text.slice(at));
      return lines;
    }
    for (let at = 0; at <= bytes.length;) {
      const stop = bytes.indexOf(10, at);
      const line = bytes.subarray(at, stop < 0 ? bytes.length : stop);
      lines.push(fatalText(line) ?? new BadLine("不是 UTF-8 文字", isOpen(new TextDecoder().decode(line))));
      if (stop < 0) break;
      at = stop + 1;
    }
    return lines;
  }

  /**
   * Lines of JSON: the header, the statements, the end line.
   * @param {CoursemarkDeskRecord} record @param {string | null} text @param {string} site
   * @param {string} converted @param {() => Promise<void>} breathe
   */
  async function takeLines(record, text, site, converted, breathe) {
    const lines = linesOf(record, text);
    /** @type {CoursemarkDeskFault[]} */
    const bad = [];
    const badLine = (/** @type {number} */ line, /** @type {string} */ detail) =>
      bad.push({ file: record.name, line, kind: "bad-line", detail, learner: record.header?.learner ?? "" });
    let [seen, counted, concluded, crlf] = [0, 0, false, false];
    let last = null;
    const known = byMembers(site);
    for (let n = 0; n < lines.length; n++) {
      if (n % SLICE === SLICE - 1) await breathe();
      const line = lines[n];
      const ended = n < lines.length - 1;
      if (typeof line === "string") {
        const said = concluded ? null : known(line);
        if (said) {
          record.statements.push(placed(record, n + 1, said));
          counted++;
          seen++;
          last = null;
          continue;
        }
        crlf ||= ended && line.endsWith("\r");
        if (!line.trim()) continue;
      }
      const value = typeof line === "string" ? valueOf(line) : line;
      last = value;
      if (concluded) {
        badLine(n + 1, "结束行之后还有内容，没有计入");
        break;
      }
      const header = seen === 0 && headerOf(value);
      if (header) {
        record.header = header;
        if (value.format !== FORMAT) {
          const detail = `格式是 ${short(value.format)}，不是 ${FORMAT}；能读的照常计入`;
          say(record, n + 1, "wrong-format", detail);
        }
      } else if (isObject(value) && has(value, "end") && !has(value, "verb")) {
        const whole = lines.length - Number(lines[lines.length - 1] === "");
        await conclude(record, value, n, whole, counted, !converted && !crlf);
        concluded = true;
      } else if (value instanceof BadLine && !ended && value.reason !== LONG) {
        say(record, n + 1, "truncated", "文件在这一行中断；之前的记录照常计入");
        concluded = true;
      } else {
        counted++;
        if (value instanceof BadLine) badLine(n + 1, value.reason);
        else if (isStatement(value)) record.statements.push(loggedOf(record, value, n + 1, site));
        else badLine(n + 1, "不是一条学习记录");
      }
      seen++;
    }
    finish(record, bad, { seen, last, concluded, converted, crlf });
  }

  /**
   * What is wrong with the file as a whole.
   * @param {CoursemarkDeskRecord} record @param {CoursemarkDeskFault[]} bad
   * @param {{seen: number, last: any, concluded: boolean, converted: string, crlf: boolean}} how
   */
  function finish(record, bad, { seen, last, concluded, converted, crlf }) {
    const unfinished = bad.length === 0 && last instanceof BadLine && last.unfinished;
    if (seen === 0) say(record, null, "wrong-format", "文件是空的");
    else if (record.header || record.statements.length || unfinished) {
      if (record.header && !concluded)
        say(record, null, "truncated", "缺少结束行，文件可能不完整；已有的记录照常计入");
      const changes = [converted, crlf && "换行符是 CRLF"].filter(Boolean);
      const sure = record.verified ? "，内容经校验没有变" : "";
      const detail = `${changes.join("、")}，像是用编辑器转存过${sure}；已照常读取`;
      if (changes.length && !unfinished) say(record, null, "wrong-format", detail);
    } else {
      bad.length = record.problems.length = 0;
      record.kind = "other";
      [record.claim, record.verified] = [null, false];
      say(record, null, "wrong-format", "不是学习记录文件，没有一行能读出来");
    }
    const rest = bad.length - MAX_BAD_LINES;
    if (rest > 0) {
      const detail = `另有 ${rest} 行读不出来，没有逐行列出`;
      bad.splice(MAX_BAD_LINES, rest, { ...bad[MAX_BAD_LINES], detail });
    }
    record.problems.unshift(...bad);
  }

  /**
   * The end line against what stands before it. Of a file that is as we wrote it the digest is left
   * for later: it costs more than all the rest, and nothing else that is said depends on it.
   * @param {CoursemarkDeskRecord} record @param {any} value @param {number} at line from 0
   * @param {number} lines how many there are @param {number} counted @param {boolean} plain
   */
  async function conclude(record, value, at, lines, counted, plain) {
    if (typeof value.sha256 !== "string")
      return say(record, at + 1, "digest-mismatch", "结束行没有校验值，无法确认文件没有改动");
    const length = offsetOf(record.bytes, at, at === lines - 1);
    record.claim = { sha256: value.sha256.toLowerCase(), line: at + 1, length };
    record.verified = true;
    const right = value.end === counted;
    if ((plain && right) || !(await verify(record)) || right) return undefined;
    record.verified = false;
    const detail = `结束行写的是 ${short(value.end)} 条记录，文件里有 ${counted} 条`;
    return say(record, at + 1, "digest-mismatch", detail);
  }

  /** @type {CoursemarkDeskCore["reading"]["verify"]} */
  async function verify(record, breathe) {
    const { claim } = record;
    if (!claim) return record.verified;
    const before = record.bytes.subarray(0, claim.length);
    record.verified =
      (await digest(before, breathe)) === claim.sha256 ||
      (before.includes(13) && (await digest(withoutCr(before), breathe)) === claim.sha256);
    record.claim = null;
    if (!record.verified) say(record, claim.line, "digest-mismatch", "校验值不符：文件在导出后被改动过");
    return record.verified;
  }

  /**
   * The first byte of a line from 0; the end line is nearly always the last.
   * @param {Uint8Array} bytes @param {number} line @param {boolean} last
   */
  function offsetOf(bytes, line, last) {
    if (last) return bytes.lastIndexOf(10, bytes.length - 2) + 1;
    let at = 0;
    for (let n = 0; n < line; n++) at = bytes.indexOf(10, at) + 1;
    return at;
  }

  /** With LF line ends. @param {Uint8Array} bytes */
  const withoutCr = (bytes) => bytes.filter((byte, n) => byte !== 13 || bytes[n + 1] !== 10);

  /**
   * The browser's own where it has one: plain http has none.
   * @param {Uint8Array} bytes @param {() => Promise<void>} [breathe]
   */
  async function digest(bytes, breathe = async () => {}) {
    const { sha256, bytesToHex } = globalThis.CoursemarkVendor;
    const { subtle } = /** @type {{subtle?: SubtleCrypto}} */ (globalThis.crypto ?? {});
    if (subtle) return bytesToHex(new Uint8Array(await subtle.digest("SHA-256", /** @type {any} */ (bytes))));
    const hash = sha256.create();
    for (let at = 0; at < bytes.length; at += PIECE) {
      hash.update(bytes.subarray(at, at + PIECE));
      await breathe();
    }
    return bytesToHex(hash.digest());
  }

  /**
   * One JSON text, as other tools write it; its statements are numbered in turn.
   * @param {CoursemarkDeskRecord} record @param {string | null} text @param {string} site
   */
  function takeWhole(record, text, site) {
    const value = text === null ? new BadLine("不是 UTF-8 文字", false) : valueOf(text);
    if (value instanceof BadLine) {
      const kind = value.unfinished ? "truncated" : "wrong-format";
      return say(record, null, kind, `JSON 文件读不出来：${value.reason}`);
    }
    const inner = statementsIn(value);
    if (!inner) {
      record.kind = "other";
      return say(record, null, "wrong-format", "不是学习记录文件：JSON 里没有学习记录");
    }
    /** @type {CoursemarkDeskFault[]} */
    const bad = [];
    inner.forEach((statement, n) => {
      if (isStatement(statement)) record.statements.push(loggedOf(record, statement, n + 1, site));
      else
        bad.push({
          file: record.name,
          line: n + 1,
          kind: "bad-line",
          detail: "不是一条学习记录",
          learner: "",
        });
    });
    finish(record, bad, { seen: 1, last: null, concluded: true, converted: "", crlf: false });
  }

  /** @param {any} value @returns {any[] | null} */
  function statementsIn(value) {
    if (isObject(value)) {
      if (isStatement(value)) return [value];
      value = has(value, "statements") ? value.statements : null;
    }
    return Array.isArray(value) ? value : null;
  }

  /** @param {any} value */
  const isObject = (value) => typeof value === "object" && value !== null && !Array.isArray(value);

  /** @param {any} value */
  const isStatement = (value) =>
    isObject(value) &&
    !(value instanceof BadLine) &&
    has(value, "verb") &&
    (has(value, "object") || has(value, "actor"));

  /**
   * @param {CoursemarkDeskRecord} file @param {any} statement @param {number} line @param {string} site
   * @returns {CoursemarkDeskLogged}
   */
  const loggedOf = (file, statement, line, site) =>
    placed(file, line, { entry: Coursemark.statements.entryOf(statement, site), ...whoOf(statement) });

  /**
   * @param {CoursemarkDeskRecord} file @param {number} line
   * @param {{entry: CoursemarkEntry, learner: string, name: string}} said @returns {CoursemarkDeskLogged}
   */
  function placed(file, line, { entry, learner, name }) {
    return { entry, moment: Coursemark.days.instant(entry.timestamp), file, line, learner, name };
  }

  /** What reads lines by their members, for the site that was read last. @param {string} site */
  function byMembers(site) {
    if (reader.site !== site) reader = { site, read: core.lines.create(site) };
    return reader.read;
  }

  let reader = { site: "", read: core.lines.create("") };

  /** The header, when the value is one of ours. @param {any} value @returns {CoursemarkDeskHeader | null} */
  function headerOf(value) {
    if (!isObject(value) || !has(value, "format") || !String(value.format).startsWith("coursemark-"))
      return null;
    const [site, learner] = [own(value, "site"), own(value, "learner")];
    const id = own(learner, "id");
    return {
      site: textOf(own(site, "id")),
      learner: normalId(Number.isInteger(id) ? String(id) : textOf(id)),
      name: textOf(own(learner, "name")).trim(),
      department: textOf(own(learner, "department")).trim(),
      role: textOf(own(learner, "role")).trim(),
      exported: textOf(own(value, "exported")),
      start: textOf(own(learner, "start")).trim(),
    };
  }

  /** @param {any} value @param {string} key */
  const own = (value, key) => (isObject(value) && has(value, key) ? value[key] : undefined);

  /** @param {unknown} value */
  const textOf = (value) => (typeof value === "string" ? value : "");

  /** @param {unknown} value */
  function short(value) {
    const text = typeof value === "string" ? value : String(JSON.stringify(value) ?? "None");
    return [...text].length <= 40 ? text : `${[...text].slice(0, 40).join("")}…`;
  }

  core.reading = { read, verify };
})(globalThis.Coursemark);
