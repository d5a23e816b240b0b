// What libraries take for granted and old Chromium lacks; tools/vendor.mjs puts it in its place.

/** Object.hasOwn: Chromium 93. */
export const hasOwn = (object, key) => Object.prototype.hasOwnProperty.call(object, key);
