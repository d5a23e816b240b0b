"use strict";
/** The items and rules the desk grades by: the published part, and the trainer's key file. Pure. */
(function (Coursemark) {
  const LETTERED = ["matching", "ordering"];
  const { deskCore: core } = Coursemark;

  /** @type {CoursemarkDeskCore["bank"]["of"]} */
  function of(rules, keys) {
    const items = new Map(Object.entries(rules.items));
    for (const [id, item] of Object.entries(keys?.items ?? {})) items.set(id, item);
    const leaves = new Map();
    const owners = new Map();
    let lacking = false;
    for (const [id, item] of items) {
      for (const leaf of item.parts ?? [item]) {
        leaves.set(leaf.definition.id, leaf);
        owners.set(leaf.definition.id, id);
        lacking ||= !Coursemark.grading.gradable(leaf.definition);
      }
    }
    return { items, leaves, owners, tests: rules.assessments, lacking };
  }

  /** @type {CoursemarkDeskCore["bank"]["usable"]} */
  const usable = (item, day) => !item.draft && (item.until === undefined || day <= item.until);

  /** @type {CoursemarkDeskCore["bank"]["matches"]} */
  function matches(draw, item) {
    const { id, type } = item.definition;
    if (draw.item !== undefined) return id === draw.item;
    const among = (/** @type {string[] | undefined} */ wanted, /** @type {string[]} */ own) =>
      !wanted || wanted.some((each) => own.includes(each));
    return (
      among(draw.banks, [id.slice(0, id.indexOf("/"))]) &&
      (draw.type === undefined || draw.type === type) &&
      among(draw.topics, item.topics) &&
      among(draw.roles, item.roles) &&
      (!draw.difficulty || (item.difficulty !== undefined && draw.difficulty.includes(item.difficulty)))
    );
  }

  /** @type {CoursemarkDeskCore["bank"]["maxOf"]} */
  const maxOf = (item) =>
    item.parts ? item.parts.reduce((sum, part) => sum + part.definition.points, 0) : item.definition.points;

  /**
   * Leaves in other letters, each made once: whoever compares them compares the object.
   * @type {WeakMap<CoursemarkDeskLeaf, CoursemarkDeskLeaf>}
   */
  const others = new WeakMap();

  /** @type {CoursemarkDeskCore["bank"]["form"]} */
  function form(bank, { target, revision }) {
    const leaf = bank.leaves.get(target);
    if (!leaf || revision === leaf.revision || revision !== leaf.other?.revision) return leaf ?? null;
    const known = others.get(leaf);
    if (known) return known;
    const made = { ...leaf, revision, definition: leaf.other.definition ?? leaf.definition };
    // What is withheld on one side is open on the other.
    if (leaf.withheld) delete made.withheld;
    else made.withheld = true;
    others.set(leaf, made);
    return made;
  }

  /** @type {CoursemarkDeskCore["bank"]["carried"]} */
  function carried(leaf, { revision, response }) {
    if (!leaf || response === null) return response;
    const { type, options = [], targets = [] } = leaf.definition;
    if (!leaf.withheld || revision === "" || revision === leaf.revision) return response;
    if (!LETTERED.includes(type)) return response;
    const names = new Set([...options, ...targets]);
    const given = response.split("[,]").map((part) => {
      const at = part.lastIndexOf("[.]");
      return at < 0 ? ["", part] : [part.slice(0, at + 3), part.slice(at + 3)];
    });
    const said = new Set(given.map(([, name]) => name));
    const gone = [...said].filter((name) => !names.has(name));
    const fresh = [...names].filter((name) => !said.has(name));
    if (gone.length !== 1 || fresh.length !== 1) return response;
    return given.map(([source, name]) => source + (name === gone[0] ? fresh[0] : name)).join("[,]");
  }

  core.bank = { of, usable, matches, maxOf, form, carried };
})(globalThis.Coursemark);
