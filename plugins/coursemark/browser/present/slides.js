"use strict";
/** A page as slides: one for each part, and in a part with questions one for each question. */
(function (Coursemark) {
  /**
   * Groups the blocks of a text. A slide begins with a heading of level 1 or 2; an answer ends one,
   * so that the next question stands under the same heading on a slide of its own.
   * @type {CoursemarkGlobal["slides"]["slides"]}
   */
  function slides(blocks) {
    /** @type {Element[][]} */
    const made = [];
    /** @type {Element | null} */
    let heading = null;
    let full = true;
    for (const block of blocks) {
      const isHeading = block.tagName === "H1" || block.tagName === "H2";
      if (isHeading) heading = block;
      if (isHeading) made.push([block]);
      else if (full || made.length === 0) made.push(heading ? [heading, block] : [block]);
      else made[made.length - 1].push(block);
      full = Coursemark.pageCopy.isAnswer(block);
    }
    return made;
  }

  Coursemark.slides = { slides };
})((globalThis.Coursemark ??= /** @type {any} */ ({})));
