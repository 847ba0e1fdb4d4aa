/* A sheet by keyboard: a letter marks and goes on, arrows move, and the count follows.
   Without this script the sheet is an ordinary form. */
(() => {
  "use strict";

  const rowsOf = (form) => [...form.querySelectorAll("[data-row]")];
  const chosen = (row) => row.querySelector("input[type=radio]:checked") || row.querySelector("input[type=radio]");

  const step = (form, from, by) => {
    const rows = rowsOf(form);
    const next = rows[rows.indexOf(from) + by];
    if (!next) return false;
    chosen(next).focus();
    next.scrollIntoView({ block: "nearest" });
    return true;
  };

  const count = (form) => {
    const shown = form.querySelector("[data-count]");
    if (!shown) return;
    shown.textContent = form.querySelectorAll("[data-row] input[type=radio]:checked:not([value=''])").length;
  };

  const markRow = (form, row, key) => {
    const radio = row.querySelector(`input[data-key="${CSS.escape(key)}"]`);
    if (!radio) return false;
    radio.checked = true;
    count(form);
    // A part of the time asks for its hours first.
    const hours = radio.value === "PARTIAL" && row.querySelector(".sheet-part input");
    if (hours) hours.focus();
    else if (!step(form, row, 1)) radio.focus();
    return true;
  };

  const onSheet = (event, form) => {
    const row = event.target.closest("[data-row]");
    if (event.target.matches("input[type=radio]")) {
      const key = { Delete: "–", Backspace: "–", "-": "–" }[event.key] || event.key.toLowerCase();
      if (event.key === "ArrowDown" || event.key === "ArrowUp") {
        step(form, row, event.key === "ArrowDown" ? 1 : -1);
        event.preventDefault();
      } else if (key.length === 1 && markRow(form, row, key)) event.preventDefault();
    } else if (event.key === "ArrowDown" && row && event.target.closest(".sheet-part")) {
      step(form, row, 1);
      event.preventDefault();
    }
  };

  // In the grid of a month the arrows move between cells; a letter is the select's own business.
  const onGrid = (event) => {
    const cell = event.target.closest("td");
    const moves = { ArrowLeft: [0, -1], ArrowRight: [0, 1], ArrowUp: [-1, 0], ArrowDown: [1, 0] };
    if (!cell || !moves[event.key] || event.altKey) return;
    const [down, right] = moves[event.key];
    const rows = [...cell.closest("tbody").rows];
    let to = cell;
    do {
      const row = rows[rows.indexOf(to.parentElement) + down];
      to = row && row.cells[to.cellIndex + right];
    } while (to && to.matches("td.month-cell") && !to.querySelector("select"));
    to?.querySelector("select")?.focus();
    event.preventDefault();
  };

  document.querySelectorAll("form[data-sheet]").forEach((form) => {
    form.addEventListener("keydown", (event) => {
      if (event.ctrlKey || event.metaKey) return;
      if (event.target.matches(".month-cell select")) onGrid(event);
      else onSheet(event, form);
    });
    form.addEventListener("change", () => count(form));
    const everybody = form.querySelector("[data-all-present]");
    everybody?.addEventListener("click", (event) => {
      event.preventDefault();
      rowsOf(form).forEach((row) => {
        const none = row.querySelector("input[type=radio][value='']");
        if (none?.checked) row.querySelector("input[value=PRESENT]").checked = true;
      });
      count(form);
      form.querySelector("button[type=submit]").focus();
    });
    count(form);
    const first = rowsOf(form).find((row) => row.querySelector("input[type=radio][value='']:checked:enabled"));
    // Whoever comes to fill the sheet types at once; with a phone nothing jumps.
    if (first && window.matchMedia("(min-width: 761px)").matches && !document.querySelector(".error-summary")) {
      chosen(first).focus({ preventScroll: true });
    }
  });
})();
