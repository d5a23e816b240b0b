"use strict";
/** A part of a record as a QR code. Its letters are those of the alphanumeric mode, the tightest. */
(function (Coursemark) {
  const QUIET = 4;
  const SVG = "http://www.w3.org/2000/svg";

  /** Dark modules by row, with the quiet zone. @param {string} part @returns {boolean[][]} */
  function modules(part) {
    return globalThis.CoursemarkVendor.encodeQR(part, "raw", {
      ecc: "medium",
      encoding: "alphanumeric",
      border: QUIET,
    });
  }

  /** @type {CoursemarkGlobal["qr"]["picture"]} */
  function picture(part, label) {
    const rows = modules(part);
    let path = "";
    rows.forEach((row, y) => {
      for (let x = 0; x < row.length; x++) {
        const start = x;
        while (row[x]) x++;
        if (x > start) path += `M${start} ${y}h${x - start}v1h${start - x}z`;
      }
    });
    const make = (/** @type {string} */ tag, /** @type {Record<string, string>} */ attributes) => {
      const element = document.createElementNS(SVG, tag);
      for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
      return element;
    };
    const size = String(rows.length);
    const svg = make("svg", {
      class: "cm-qr",
      viewBox: `0 0 ${size} ${size}`,
      "shape-rendering": "crispEdges",
      role: "img",
      "aria-label": label,
    });
    // Its own white ground: a code on a dark page would not be read.
    svg.append(make("path", { d: `M0 0h${size}v${size}H0z`, fill: "#fff" }), make("path", { d: path }));
    return /** @type {SVGElement} */ (svg);
  }

  Coursemark.qr = { picture, modules };
})((globalThis.Coursemark ??= /** @type {any} */ ({})));
