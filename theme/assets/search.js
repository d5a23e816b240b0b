"use strict";
// Material searches on key presses only; text pasted or dictated with the mouse counts as well.
document.querySelector(".md-search__input")?.addEventListener("input", (event) => {
  event.currentTarget?.dispatchEvent(new KeyboardEvent("keyup"));
});
// The home page offers the search where the eye is: a button that opens the header's field.
const heading = document.querySelector(".xt-home article > p");
const field = /** @type {HTMLInputElement | null} */ (document.querySelector(".md-search__input"));
if (heading && field) {
  const opener = document.createElement("button");
  opener.type = "button";
  opener.className = "xt-search";
  opener.textContent = "搜一个词：忘带卡、挂床、先自付、记分……";
  opener.addEventListener("click", () => field.focus());
  heading.after(opener);
}
