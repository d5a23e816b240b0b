"use strict";
/** Items practised in rounds of ten: ordinary practice, gathered from many pages. */
(function (Coursemark) {
  const { h, button, rendered } = Coursemark.dom;
  const ROUND = 10;
  const GRADED = ["correct", "partial", "incorrect"];

  /**
   * The forms of picked items, and how many are in no bank any more.
   * @param {readonly CoursemarkPick[]} picks
   */
  async function gather(picks) {
    const nodes = [];
    let gone = 0;
    for (const { item, bank } of picks) {
      const items = await Coursemark.load(`items/${bank}`).catch(() => null);
      const html = items?.[item]?.html;
      if (html) nodes.push(...rendered(html).childNodes);
      else gone += 1;
    }
    return { nodes, gone };
  }

  /** @type {CoursemarkRemember["rounds"]} */
  async function rounds(app, place, picks, { since, changed }) {
    const round = Coursemark.remember.daily.take(picks, ROUND);
    const rest = picks.filter((pick) => !round.includes(pick));
    const { nodes, gone } = await gather(round);
    const quiz = h("section", { class: "cm-quiz", "data-quiz": true, "data-since": String(since) }, ...nodes);
    const end = h("div", { class: "cm-round__end" });
    place.replaceChildren(
      ...(gone ? [h("p", { class: "cm-note" }, `有 ${gone} 题没能显示出来，可能刚从题库撤下。`)] : []),
      quiz,
      end,
    );
    await Coursemark.practice.mount(app, place);
    const forms = /** @type {HTMLElement[]} */ ([...quiz.querySelectorAll("form[data-item]")]);
    const graded = () => forms.filter(({ dataset }) => GRADED.includes(dataset.state ?? "")).length;

    /** @param {boolean} focus */
    async function next(focus) {
      await rounds(app, place, rest, { since, changed });
      const first = /** @type {HTMLElement | null} */ (place.querySelector("form[data-item]"));
      if (!focus || !first) return;
      first.scrollIntoView({ block: "center" });
      /** @type {HTMLElement | null} */ (first.querySelector("input, select"))?.focus({
        preventScroll: true,
      });
    }

    function finish() {
      if (graded() < forms.length) return end.replaceChildren();
      if (end.childElementCount > 0) return;
      const right = forms.filter(({ dataset }) => dataset.state === "correct").length;
      end.replaceChildren(
        h(
          "p",
          { class: "cm-round__said", role: "status" },
          `这 ${forms.length} 题做完了，答对 ${right} 题。`,
          right < forms.length && "答错的会早一点再出现，不用现在记牢。",
        ),
        rest.length > 0 &&
          h(
            "p",
            { class: "cm-actions" },
            button(
              `再做 ${Math.min(ROUND, rest.flatMap(({ leaves }) => leaves).length)} 题`,
              () => next(true),
              {
                "data-more": true,
              },
            ),
          ),
      );
    }

    let before = graded();
    new MutationObserver(() => {
      finish();
      if (graded() > before) void changed();
      before = graded();
    }).observe(quiz, { subtree: true, attributeFilter: ["data-state"] });
    if (forms.length > 0) finish();
  }

  Coursemark.remember.rounds = rounds;
})((globalThis.Coursemark ??= /** @type {any} */ ({})));
