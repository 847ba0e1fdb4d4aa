/* What needs a script on every page: menus that close, and one letter per click. */
(() => {
  "use strict";

  const close = (menu) => { menu.open = false; };

  document.addEventListener("click", (event) => {
    document.querySelectorAll("details[name][open]").forEach((menu) => {
      if (!menu.contains(event.target)) close(menu);
    });
  });
  // A second click on "save" while the first is under way sends nothing.
  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (form.method !== "post" || event.defaultPrevented) return;
    if (form.dataset.sent) event.preventDefault();
    form.dataset.sent = "yes";
  });
  window.addEventListener("pageshow", () => {
    document.querySelectorAll("form[data-sent]").forEach((form) => delete form.dataset.sent);
  });
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    document.querySelectorAll("details[name][open]").forEach((menu) => {
      close(menu);
      menu.querySelector("summary").focus();
    });
  });
})();
