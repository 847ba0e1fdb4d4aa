/* Ticked rows are counted, and one box ticks the whole page. */
(() => {
  "use strict";

  const bulk = document.querySelector("#bulk");
  if (!bulk) return;
  const boxes = [...document.querySelectorAll("input[name=row][form=bulk]")];
  const head = document.querySelector("thead .is-pick");
  const count = bulk.querySelector("[data-ticked]");
  const everything = bulk.querySelector("[name=everything]");
  if (!boxes.length || !head) return;

  const all = Object.assign(document.createElement("input"), { type: "checkbox", className: "form-check-input" });
  all.setAttribute("aria-label", bulk.dataset.all);
  const label = document.createElement("label");
  label.append(all);
  head.append(label);

  const show = () => {
    const ticked = boxes.filter((box) => box.checked).length;
    all.checked = ticked === boxes.length;
    all.indeterminate = ticked > 0 && ticked < boxes.length;
    if (count) count.textContent = count.dataset.ticked.replace("{n}", ticked);
    // Whoever ticks every matching row does not mean this page alone.
    if (everything) boxes.forEach((box) => { box.disabled = everything.checked; });
  };

  all.addEventListener("change", () => {
    boxes.forEach((box) => { box.checked = all.checked; });
    show();
  });
  boxes.forEach((box) => box.addEventListener("change", show));
  everything?.addEventListener("change", show);
  window.addEventListener("pageshow", show);
  show();
})();
