"use strict";
/**
 * Statements of our own writing, read by their members: verb and object, result, context. A log says the
 * same of each over and over, and what was read before is not read again. Pure but for what it remembers.
 */
(function (Coursemark) {
  /** Members remembered of each kind; longer ones, as what was drawn for an attempt, hardly come twice. */
  const [MOST, LONGEST] = [20_000, 600];
  /** So many characters are within any limit of bytes. */
  const LONGEST_LINE = 200_000;
  /** With its quotes. */
  const UUID_LENGTH = 38;
  const { deskCore: core } = Coursemark;
  const { normalId } = core.words;

  /**
   * What stands between the values, as Python and as browsers write it.
   * @typedef {ReturnType<typeof writing>} Writing
   * @param {string} gap
   */
  function writing(gap) {
    const key = (/** @type {string} */ name) => `,${gap}"${name}":${gap}`;
    return {
      id: `{"id":${gap}"`,
      actor: key("actor"),
      verb: key("verb"),
      activity: `"Activity",${gap}"id":${gap}"`,
      result: key("result"),
      context: key("context"),
      registration: `{"registration":${gap}`,
      comma: `,${gap}`,
      timestamp: key("timestamp"),
    };
  }
  const WRITINGS = [writing(""), writing(" ")];

  /**
   * Members as they are written, and what they say, null where they are not what was expected; after verb
   * and object the contexts that came last, which are often the next ones: whole, or the rest of one.
   * @typedef {{text: string, said: CoursemarkEntry | null, whole: Known | null, rest: Known | null}} Known
   */

  /** @type {CoursemarkDeskCore["lines"]["create"]} */
  function create(site) {
    const about = remembering(site, ["verb", "object"]);
    const result = remembering(site, ["result"]);
    const context = remembering(site, ["context"]);
    const restOfContext = remembering(site, ["context"], '"context":{');
    const none = Coursemark.statements.entryOf({}, site);
    // Nearly all lines of a file are of one learner, and those of an attempt follow each other.
    let actor = { text: "", who: { learner: "", name: "" } };
    let registration = "";
    /** What was said last of an activity: comparing takes less than looking up. @type {Map<string, Known>} */
    const lately = new Map();

    /** @param {string} line @param {Writing} keys @param {number} from of the verb, with its comma */
    function aboutIn(line, keys, from) {
      const at = line.indexOf(keys.activity, from) + keys.activity.length;
      const id = line.slice(at, line.indexOf('"', at));
      const last = lately.get(id);
      if (last && line.slice(from + 1, from + 1 + last.text.length) === last.text) return last;
      const around = line.indexOf(keys.context, from);
      const told = line.indexOf(keys.result, from);
      const found =
        around < 0 ? null : about(line.slice(from + 1, told >= 0 && told < around ? told : around));
      if (!found || found.text.length > LONGEST) return found;
      if (lately.size >= MOST) lately.clear();
      lately.set(last ? id : copy(id), found);
      return found;
    }

    /** @param {string} line @param {number} from with its comma @param {number} to */
    function whoIn(line, from, to) {
      const text = line.slice(from, to);
      if (text === actor.text) return actor.who;
      const value = membersOf(text.slice(1), ["actor"]);
      if (value) actor = { text: copy(text), who: whoOf(value) };
      return value && actor.who;
    }

    /**
     * Without its registration, which is in no two attempts the same.
     * @param {string} line @param {Writing} keys @param {number} from with its comma @param {number} to
     * @param {Known} what
     */
    function contextIn(line, keys, from, to, what) {
      const inner = from + keys.context.length;
      const rest = inner + keys.registration.length + UUID_LENGTH;
      const within = line.startsWith(keys.registration, inner);
      if (within && !line.startsWith(keys.comma, rest)) return null;
      const text = line.slice((within ? rest : from) + 1, to);
      const last = within ? what.rest : what.whole;
      if (last?.text === text) return last.said;
      const found = within ? restOfContext(text) : context(text);
      if (within && found.said?.registration) return null;
      // A long one would keep the whole file in memory.
      if (text.length <= LONGEST) what[within ? "rest" : "whole"] = found;
      return found.said;
    }

    /** @param {string} line @param {Writing} keys @param {number} context with its comma */
    function registrationIn(line, keys, context) {
      const at = context + keys.context.length;
      if (!line.startsWith(keys.registration, at)) return "";
      const found = uuidAt(line, at + keys.registration.length);
      if (found !== null && found !== registration) registration = found;
      return found && registration;
    }

    // Any way to cut a line into members is the right one if each of them can be read: JSON has no other.
    return (line) => {
      const keys = WRITINGS.find((each) => line.startsWith(each.id));
      if (!keys || line.length > LONGEST_LINE || !line.endsWith("}")) return null;
      const named = keys.id.length - 1 + UUID_LENGTH;
      const verb = line.indexOf(keys.verb, named);
      if (verb < 0 || !line.startsWith(keys.actor, named)) return null;
      const what = aboutIn(line, keys, verb);
      if (!what?.said) return null;
      const told = verb + 1 + what.text.length;
      const around = line.indexOf(keys.context, told);
      const dated = line.lastIndexOf(keys.timestamp);
      if (around < 0 || dated < around) return null;
      const bare = told === around;
      if (!bare && !line.startsWith(keys.result, told)) return null;
      const how = bare ? none : result(line.slice(told + 1, around)).said;
      const where = contextIn(line, keys, around, dated, what);
      const attempt = registrationIn(line, keys, around);
      const who = whoIn(line, named, verb);
      const id = uuidAt(line, keys.id.length - 1);
      const timestamp = textOf(line.slice(dated + keys.timestamp.length, -1));
      if (!how || !where || attempt === null || !who || !id || !timestamp) return null;
      const entry = entryFrom(id, timestamp, what.said, how, where, attempt || where.registration);
      return { entry, learner: who.learner, name: who.name };
    };
  }

  /**
   * @param {string} id @param {string} timestamp @param {CoursemarkEntry} what of verb and object
   * @param {CoursemarkEntry} how of the result @param {CoursemarkEntry} where of the context
   * @param {string} registration @returns {CoursemarkEntry}
   */
  function entryFrom(id, timestamp, what, how, where, registration) {
    return {
      id,
      kind: what.kind,
      target: what.target,
      timestamp,
      response: how.response,
      raw: how.raw,
      max: how.max,
      scaled: how.scaled,
      success: how.success,
      seconds: how.seconds,
      registration,
      assessment: where.assessment,
      revision: where.revision,
      order: where.order,
      draw: where.draw,
      activity: what.activity,
      version: where.version,
      minimum: where.minimum,
      cause: where.cause,
      jump: where.jump,
      evidence: where.evidence,
      held: where.held,
      registrar: where.registrar,
    };
  }

  /** @param {string} site @param {string[]} names which members these are @param {string} [before] */
  function remembering(site, names, before = "") {
    /** @type {Map<string, Known>} */
    const known = new Map();
    return (/** @type {string} */ text) => {
      const long = text.length > LONGEST;
      const found = long ? null : known.get(text);
      if (found) return found;
      const value = membersOf(before + text, names);
      const own = long ? text : copy(text);
      const said = value && Coursemark.statements.entryOf(value, site);
      const read = /** @type {Known} */ ({ text: own, said, whole: null, rest: null });
      if (long) return read;
      if (known.size >= MOST) known.clear();
      known.set(own, read);
      return read;
    };
  }

  /** An object of these members; null where they are others, or cannot be read. @param {string} text @param {string[]} names */
  function membersOf(text, names) {
    const value = core.values.valueOf(`{${text}}`);
    if (value instanceof core.values.BadLine) return null;
    const found = Object.keys(value);
    return found.length === names.length && names.every((name) => found.includes(name)) ? value : null;
  }

  /** A part of a text keeps all of it in memory. @param {string} text @returns {string} */
  const copy = (text) => JSON.parse(JSON.stringify(text));

  /** In small letters, as we write it; else null. @param {string} line @param {number} at */
  function uuidAt(line, at) {
    const id = textOf(line.slice(at, at + UUID_LENGTH));
    return id !== null && id.toLowerCase() === id ? id : null;
  }

  /** @param {string} json @returns {string | null} */
  function textOf(json) {
    try {
      const value = JSON.parse(json);
      // One that was escaped may be half a character.
      return typeof value === "string" && value.length === json.length - 2 ? value : null;
    } catch {
      return null;
    }
  }

  /** @type {CoursemarkDeskCore["lines"]["whoOf"]} */
  function whoOf(statement) {
    const actor = Coursemark.statements.learnerOf(statement);
    return { learner: actor ? normalOf(actor.id) : "", name: actor ? normalOf(actor.name) : "" };
  }

  /** Number and name of one learner come over and over. @param {string} text */
  function normalOf(text) {
    let normal = normals.get(text);
    if (normal === undefined) {
      if (normals.size >= MOST_NORMALS) normals.clear();
      normals.set(text, (normal = normalId(text)));
    }
    return normal;
  }

  /** @type {Map<string, string>} */
  const normals = new Map();
  const MOST_NORMALS = 100;

  core.lines = { create, whoOf };
})(globalThis.Coursemark);
