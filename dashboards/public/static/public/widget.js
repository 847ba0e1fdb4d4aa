/* In the frame: tells the page around it how tall it is, and again when asked. It says nothing else. */
(() => {
  "use strict";

  const tell = () => {
    const height = Math.ceil(document.documentElement.getBoundingClientRect().height);
    window.parent.postMessage({ szansa: { height } }, "*");
  };

  new ResizeObserver(tell).observe(document.documentElement);
  window.addEventListener("load", tell);
  // Whoever began to listen after the frame had loaded asks.
  window.addEventListener("message", (event) => {
    if (event.data?.szansa?.asks === "height") tell();
  });
})();
