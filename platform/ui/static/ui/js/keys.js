/* One key at a time in lists; a member may switch them all off, and no key is taken from a field. */
(() => {
  "use strict";

  const list = document.querySelector("[data-keys='on']");
  if (!list) return;
  const help = document.querySelector("#keys");

  const rows = () => [...list.querySelectorAll("tbody tr")];
  const current = () => rows().findIndex((row) => row.contains(document.activeElement));
  const opener = (row) => row.querySelector("a[href]") ?? row.querySelector("input");

  const move = (step) => {
    const all = rows();
    const from = current();
    const next = from < 0 ? (step > 0 ? 0 : all.length - 1) : from + step;
    if (!all[next]) return;
    opener(all[next])?.focus();
    all[next].scrollIntoView({ block: "nearest" });
  };

  const tick = () => rows()[current()]?.querySelector("input[type=checkbox]")?.click();

  const doing = {
    "/": () => document.querySelector("input[type=search]")?.focus(),
    j: () => move(1),
    k: () => move(-1),
    x: tick,
    "?": () => help?.showModal(),
  };
  // Arrows scroll the page until somebody is in the rows.
  const inRows = { ArrowDown: () => move(1), ArrowUp: () => move(-1) };

  const isTyping = (where) => where.closest("input:not([type=checkbox], [type=radio]), textarea, select, [contenteditable]");
  const isBusy = (event) => event.ctrlKey || event.metaKey || event.altKey || event.isComposing;

  document.addEventListener("keydown", (event) => {
    if (isBusy(event) || isTyping(event.target) || help?.open) return;
    const action = doing[event.key] ?? (current() < 0 ? undefined : inRows[event.key]);
    if (!action) return;
    event.preventDefault();
    action();
  });
})();
