// How the page looks to this reader: colours and size of type, chosen in the masthead and kept by the
// browser. Runs in the head, before anything is painted; without it the system's own wishes hold.
(() => {
  "use strict";
  const KEY = "disclose.look";
  const root = document.documentElement;
  apply(remembered());
  document.addEventListener("DOMContentLoaded", offer);
  // The same choice in every open tab, and on a page that comes back from the browser's cache.
  window.addEventListener("storage", (event) => event.key === KEY && refresh());
  window.addEventListener("pageshow", (event) => event.persisted && refresh());

  function remembered() {
    try {
      return JSON.parse(localStorage.getItem(KEY)) || {};
    } catch {
      return {}; // storage is forbidden, or holds what is not ours
    }
  }

  function apply(look) {
    for (const name of ["theme", "size"]) {
      if (typeof look[name] === "string" && look[name]) root.dataset[name] = look[name];
      else delete root.dataset[name];
    }
  }

  function refresh() {
    apply(remembered());
    show();
  }

  function show() {
    for (const input of document.querySelectorAll(".look input")) {
      input.checked = input.value === (root.dataset[input.name] || "");
    }
  }

  function offer() {
    const panel = document.querySelector(".look");
    if (!panel) return;
    show();
    panel.addEventListener("change", keep);
    panel.addEventListener("keydown", (event) => {
      if (event.key !== "Escape" || !panel.open) return;
      panel.open = false;
      panel.querySelector("summary").focus();
    });
    // Left by the keyboard, an open panel would hide what has the focus next.
    panel.addEventListener("focusout", (event) => {
      if (event.relatedTarget && !panel.contains(event.relatedTarget)) panel.open = false;
    });
    document.addEventListener("pointerdown", (event) => {
      if (panel.open && !panel.contains(event.target)) panel.open = false;
    });
  }

  function keep() {
    const look = {};
    for (const input of document.querySelectorAll(".look input:checked")) {
      if (input.value) look[input.name] = input.value;
    }
    apply(look);
    try {
      localStorage.setItem(KEY, JSON.stringify(look));
    } catch {
      // A browser that keeps nothing still shows the choice on this page.
    }
  }
})();
