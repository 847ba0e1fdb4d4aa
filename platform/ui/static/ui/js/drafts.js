/* Keeps what is typed as a draft, five seconds after the last key, and says honestly how it went. */
(() => {
  "use strict";

  const PAUSE = 5000;

  document.querySelectorAll("form[data-draft]").forEach((form) => {
    const said = form.querySelector(".draft-said");
    let waiting;
    let isSent = false;

    const say = (text, isBad) => {
      said.textContent = text;
      said.classList.toggle("is-bad", isBad);
    };

    const keep = async () => {
      if (isSent) return;
      try {
        const answer = await fetch(form.dataset.draft, {
          method: "POST",
          body: new FormData(form),
          headers: { "X-Draft": "1" },
          redirect: "manual",
        });
        // Whoever is signed out is sent to the sign-in, and nothing was kept.
        if (answer.type === "opaqueredirect" || answer.status === 403 || answer.status === 404) {
          return say(said.dataset.out, true);
        }
        const { said: text, is_kept: isKept } = await answer.json();
        say(text, !isKept);
      } catch {
        say(said.dataset.lost, true);
      }
    };

    const wait = () => {
      clearTimeout(waiting);
      waiting = setTimeout(keep, PAUSE);
    };

    form.addEventListener("input", wait);
    form.addEventListener("change", wait);
    form.addEventListener("submit", () => {
      isSent = true;
      clearTimeout(waiting);
    });
    window.addEventListener("pageshow", () => { isSent = false; });
  });
})();
