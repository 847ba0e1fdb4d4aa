/* What needs a script: charts, their table twins, menus that close, and one letter per click. */
(() => {
  "use strict";

  const CONFIG = {
    displaylogo: false,
    displayModeBar: false, // our own links under the chart do what is needed, without eleven tab stops
    showSendToCloud: false,
    plotlyServerURL: "",
    responsive: true,
    doubleClick: false,
    locale: document.documentElement.lang === "pl" ? "pl" : "en",
  };
  const dark = window.matchMedia("(prefers-color-scheme: dark)");

  // A figure carries the light theme's colours and which token each of them is (charts_theme.py).
  const repaint = (part, tokens, theme) => {
    if (typeof part === "string") {
      const token = tokens[part.toLowerCase()];
      return token ? theme.getPropertyValue(`--${token}`).trim() : part;
    }
    if (Array.isArray(part)) return part.map((each) => repaint(each, tokens, theme));
    if (part === null || typeof part !== "object") return part;
    return Object.fromEntries(
      Object.entries(part).map(([name, each]) => [name, repaint(each, tokens, theme)]),
    );
  };

  const figureOf = (chart, light) => {
    const figure = JSON.parse(chart.querySelector(".chart-figure").textContent);
    const tokens = figure.layout?.template?.layout?.meta?.tokens;
    if (!tokens || light || !dark.matches) return figure;
    const theme = getComputedStyle(document.documentElement);
    return { data: repaint(figure.data, tokens, theme), layout: repaint(figure.layout, tokens, theme) };
  };

  const draw = (chart, { onPaper = false } = {}) => {
    const plot = chart.querySelector(".chart-plot");
    const { data, layout } = figureOf(chart, onPaper);
    const size = onPaper ? { width: 640, height: 320 } : { autosize: true };
    return window.Plotly.newPlot(plot, data, { ...layout, ...size }, CONFIG).then(() => {
      // The group's label and the table speak for the chart; its letters one by one would not.
      plot.querySelectorAll("svg").forEach((svg) => svg.setAttribute("aria-hidden", "true"));
    });
  };

  const show = (chart, view) => {
    chart.dataset.view = view;
    chart.querySelectorAll("[data-show]").forEach((button) => {
      button.setAttribute("aria-pressed", String(button.dataset.show === view));
    });
    if (view === "plot") return draw(chart);
  };

  const prepare = (root) => {
    root.querySelectorAll(".chart:not([data-view])").forEach((chart) => {
      if (!window.Plotly) return show(chart, "table");
      chart.querySelectorAll(".card-links [hidden]").forEach((tool) => { tool.hidden = false; });
      show(chart, "plot");
    });
  };

  // plotly's own export loads a blob: image, which the Content-Security-Policy refuses; data: it allows.
  const savePicture = async (chart, name) => {
    const { data, layout } = figureOf(chart, true);
    const size = { width: 1000, height: 560 };
    layout.title = { text: chart.querySelector("h2").textContent, x: 0.01, font: { size: 18 } };
    layout.margin = { l: 24, r: 24, t: 64, b: 24 };
    const picture = new Image();
    picture.src = await window.Plotly.toImage({ data, layout, config: CONFIG }, { format: "svg", ...size });
    await picture.decode();
    const canvas = Object.assign(document.createElement("canvas"), { width: 2000, height: 1120 });
    const paper = canvas.getContext("2d");
    paper.fillStyle = "white";
    paper.fillRect(0, 0, canvas.width, canvas.height);
    paper.drawImage(picture, 0, 0, canvas.width, canvas.height);
    const link = document.createElement("a");
    Object.assign(link, { href: canvas.toDataURL("image/png"), download: `${name}.png` }).click();
  };

  const drawn = () => document.querySelectorAll('.chart[data-view="plot"]');

  document.addEventListener("click", (event) => {
    const toggle = event.target.closest("[data-show]");
    if (toggle) show(toggle.closest(".chart"), toggle.dataset.show);
    const picture = event.target.closest("[data-picture]");
    if (picture) savePicture(picture.closest(".chart"), picture.dataset.picture);
    document.querySelectorAll("details[name][open]").forEach((menu) => {
      if (!menu.contains(event.target)) menu.open = false;
    });
  });
  // A second click on "save" while the first is under way sends nothing.
  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (form.method !== "post" || event.defaultPrevented) return;
    if (form.dataset.sent) event.preventDefault();
    form.dataset.sent = "yes";
  });
  window.addEventListener("pageshow", () => {
    document.querySelectorAll("form[data-sent]").forEach((form) => delete form.dataset.sent);
  });
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    document.querySelectorAll("details[name][open]").forEach((menu) => {
      menu.open = false;
      menu.querySelector("summary").focus();
    });
  });
  dark.addEventListener("change", () => drawn().forEach((chart) => draw(chart)));
  window.addEventListener("beforeprint", () => drawn().forEach((chart) => draw(chart, { onPaper: true })));
  window.addEventListener("afterprint", () => drawn().forEach((chart) => draw(chart)));
  document.addEventListener("htmx:after:swap", () => prepare(document));
  prepare(document);
})();
