"use strict";
/** Any number of options. */
(function (Coursemark) {
  const { chosen, choose, arrange, mark, unmark } = Coursemark.options;
  Coursemark.items.multiple = {
    read: (form) => chosen(form).join("[,]") || null,
    write: (form, response) => choose(form, response === null ? [] : response.split("[,]")),
    letters: ({ options = [] }) => options,
    arrange,
    mark: (form, data, show) => mark(form, data, data.definition.key, show),
    unmark,
  };
})((globalThis.Coursemark ??= /** @type {any} */ ({})));
