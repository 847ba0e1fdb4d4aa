/* In the frame: tells the page around it how tall it is. It says nothing else. */
(() => {
  "use strict";

  const tell = () => {
    const height = Math.ceil(document.documentElement.getBoundingClientRect().height);
    window.parent.postMessage({ szansa: { height } }, "*");
  };

  new ResizeObserver(tell).observe(document.documentElement);
  window.addEventListener("load", tell);
})();
