"use strict";
/** A statement that is right or wrong; its two options always stand in the same order. */
(function (Coursemark) {
  const { chosen, choose, mark, unmark } = Coursemark.options;
  Coursemark.items["true-false"] = {
    read: (form) => chosen(form)[0] ?? null,
    write: (form, response) => choose(form, response === null ? [] : [response]),
    mark: (form, data, show) => mark(form, data, [String(data.definition.key)], show),
    unmark,
  };
})((globalThis.Coursemark ??= /** @type {any} */ ({})));
