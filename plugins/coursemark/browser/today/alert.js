"use strict";
/**
 * The line of a major change at the top of every page, which a learner puts away for good. Whoever
 * is not registered puts it away for this page only: the next one at this PC is to see it.
 */
(function (Coursemark) {
  const { button } = Coursemark.dom;
  const SETTING = "alerts";

  /** @type {CoursemarkGlobal["alert"]["mount"]} */
  async function mount(app, root) {
    const alerts = /** @type {HTMLElement[]} */ (Array.from(root.querySelectorAll("[data-alert]")));
    if (alerts.length === 0) return;
    for (const alert of alerts) {
      if (alert.dataset.mounted !== undefined) continue;
      alert.dataset.mounted = "";
      const away = async () => {
        const learner = Coursemark.profile.current();
        if (learner) await app.store.changeOwn(learner.id, SETTING, (seen) => withOne(seen, alert));
        alert.remove();
      };
      alert.append(button("知道了", away, { class: "cm-button--quiet", "data-seen": true }));
    }
    const learner = Coursemark.profile.current();
    const seen = learner ? await app.store.setting(`${SETTING} ${learner.id}`) : null;
    if (Array.isArray(seen))
      for (const alert of alerts) if (seen.includes(alert.dataset.alert)) alert.remove();
  }

  /** @param {unknown} seen @param {HTMLElement} alert */
  function withOne(seen, { dataset }) {
    const before = Array.isArray(seen) ? seen : [];
    return before.includes(dataset.alert) ? before : [...before, dataset.alert];
  }

  Coursemark.alert = { mount };
})((globalThis.Coursemark ??= /** @type {any} */ ({})));
