/* What is shown this once: copied, saved as a file, and not left before somebody says that it is kept. */
(() => {
  "use strict";

  const shown = document.querySelector("[data-secret]");
  if (!shown) return;
  const kept = document.querySelector("[data-secret-kept]");
  document.querySelectorAll("[data-secret-tools]").forEach((tools) => { tools.hidden = false; });
  shown.addEventListener("focus", () => shown.select());

  document.querySelector("[data-secret-copy]")?.addEventListener("click", async (event) => {
    const button = event.currentTarget;
    shown.select();
    await navigator.clipboard?.writeText(shown.value);
    button.textContent = button.dataset.done;
  });
  document.querySelector("[data-secret-save]")?.addEventListener("click", () => {
    const href = URL.createObjectURL(new Blob([`${shown.value}\n`], { type: "text/plain" }));
    Object.assign(document.createElement("a"), { href, download: shown.dataset.name }).click();
    URL.revokeObjectURL(href);
  });
  // The browser's own question: a key that nobody kept is gone.
  window.addEventListener("beforeunload", (event) => {
    if (kept && !kept.checked) event.preventDefault();
  });
})();
