/* Buttons that copy what stands above them; without a script nobody sees them. */
(() => {
  "use strict";

  document.querySelectorAll("[data-copies]").forEach((button) => {
    button.hidden = false;
    button.addEventListener("click", async () => {
      await navigator.clipboard?.writeText(document.getElementById(button.dataset.copies).textContent);
      button.firstChild.textContent = button.dataset.done;
    });
  });
})();
