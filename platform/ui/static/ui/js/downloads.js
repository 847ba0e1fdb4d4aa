/* A form that answers with a file leaves the page as it was: once the file is on its way, the page goes
   where it is said what the download did. The server gives the form's mark back in a cookie. */
(() => {
  "use strict";

  const NAME = "szansa-downloaded";
  const form = document.querySelector("form[data-downloaded]");
  if (!form) return;

  const mark = Object.assign(document.createElement("input"), { type: "hidden", name: NAME });
  form.append(mark);
  form.addEventListener("submit", () => {
    mark.value = crypto.getRandomValues(new Uint32Array(2)).join("");
    const watch = setInterval(() => {
      if (!document.cookie.split("; ").includes(`${NAME}=${mark.value}`)) return;
      clearInterval(watch);
      document.cookie = `${NAME}=; Max-Age=0; Path=/; SameSite=Lax`;
      location.assign(form.dataset.downloaded);
    }, 200);
  });
})();
