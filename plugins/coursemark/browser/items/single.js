"use strict";
/** One option of several. */
(function (Coursemark) {
  const { chosen, choose, arrange, mark, unmark } = Coursemark.options;
  Coursemark.items.single = {
    read: (form) => chosen(form)[0] ?? null,
    write: (form, response) => choose(form, response === null ? [] : [response]),
    letters: ({ options = [] }) => options,
    arrange,
    mark: (form, data, show) => mark(form, data, [data.definition.key], show),
    unmark,
  };
})((globalThis.Coursemark ??= /** @type {any} */ ({})));
