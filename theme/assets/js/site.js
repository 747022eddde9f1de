// What every page does with scripts: say that there are some, and bring the key / to the search field.
(() => {
  "use strict";
  document.documentElement.classList.replace("no-js", "js");
  document.addEventListener("keydown", (event) => {
    const typing = event.target.closest("input, textarea, select, [contenteditable]");
    if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey || typing) return;
    const field = document.querySelector(".search-field") || document.querySelector(".find-input");
    if (!field) return;
    event.preventDefault();
    field.focus();
    field.select();
  });
})();
