/* In the page around a widget: makes each frame as tall as what it shows. */
(() => {
  "use strict";

  const LOWEST = 80;
  const TALLEST = 4000;

  window.addEventListener("message", (event) => {
    const height = event.data?.szansa?.height;
    if (!Number.isFinite(height)) return;
    // Only a frame of ours, and only the one that speaks.
    document.querySelectorAll("iframe[data-szansa]").forEach((frame) => {
      if (frame.contentWindow !== event.source || new URL(frame.src).origin !== event.origin) return;
      frame.style.height = `${Math.min(Math.max(height, LOWEST), TALLEST)}px`;
    });
  });

  // A frame that was quicker than this file has told its height already: ask it once more.
  document.querySelectorAll("iframe[data-szansa]").forEach((frame) => {
    frame.contentWindow?.postMessage({ szansa: { asks: "height" } }, "*");
  });
})();
