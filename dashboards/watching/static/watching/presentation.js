/* Slides by keyboard: arrows, space, Page Up and Down, Home and End. Links do the same without it. */
(() => {
  "use strict";

  const slides = [...document.querySelectorAll(".slide")];
  const forward = new Set(["ArrowRight", "ArrowDown", "PageDown", " "]);
  const back = new Set(["ArrowLeft", "ArrowUp", "PageUp"]);

  // The one in the middle of the screen.
  const current = () => {
    const middle = window.innerHeight / 2;
    const found = slides.findIndex((slide) => slide.getBoundingClientRect().bottom > middle);
    return found < 0 ? slides.length - 1 : found;
  };
  const show = (number) => {
    const slide = slides[Math.min(Math.max(number, 0), slides.length - 1)];
    history.replaceState(null, "", `#${slide.id}`);
    slide.scrollIntoView();
    slide.focus({ preventScroll: true });
  };

  // A reload keeps the address, but the browser looks for its place in the window and not in the slides.
  document.getElementById(location.hash.slice(1))?.scrollIntoView({ behavior: "instant" });

  document.addEventListener("keydown", (event) => {
    if (event.altKey || event.ctrlKey || event.metaKey) return;
    // Keys within a chart read its points, and space presses a button or a link.
    if (event.target.closest(".chart-plot, button, a, summary, input")) return;
    const space = event.key === " " && event.shiftKey;
    if (space || back.has(event.key)) show(current() - 1);
    else if (forward.has(event.key)) show(current() + 1);
    else if (event.key === "Home") show(0);
    else if (event.key === "End") show(slides.length - 1);
    else return;
    event.preventDefault();
  });
})();
