"use strict";
// Material searches on key presses only; text pasted or dictated with the mouse counts as well.
document.querySelector(".md-search__input")?.addEventListener("input", (event) => {
  event.currentTarget?.dispatchEvent(new KeyboardEvent("keyup"));
});
