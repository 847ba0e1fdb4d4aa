/* Charts and their table twins: drawn, repainted for the reader's colours, read by keyboard, saved. */
(() => {
  "use strict";

  // Nothing leaves the page: no cloud to send to, no editor elsewhere, no maps fetched from a server.
  const CONFIG = {
    displaylogo: false,
    displayModeBar: false, // our own links under the chart do what is needed, without eleven tab stops
    showSendToCloud: false,
    showEditInChartStudio: false,
    showLink: false,
    sendData: false,
    plotlyServerURL: "",
    topojsonURL: "",
    responsive: true,
    doubleClick: false,
    locale: document.documentElement.lang === "pl" ? "pl" : "en",
  };
  const SAVED = { width: 1000, height: 470 }; // below its head
  const EDGE = 24;
  const dark = window.matchMedia("(prefers-color-scheme: dark)");
  const forced = window.matchMedia("(forced-colors: active)");

  // What a token is now: a probe resolves names of system colours, which plotly does not know.
  const colourOf = (token) => {
    const probe = document.body.appendChild(document.createElement("i"));
    probe.style.color = `var(--${token})`;
    const colour = getComputedStyle(probe).color;
    probe.remove();
    return colour;
  };

  // A figure carries the light theme's colours and which token each of them is (charts_theme.py).
  const repaint = (part, paints) => {
    if (typeof part === "string") return paints[part.toLowerCase()] ?? part;
    if (Array.isArray(part)) return part.map((each) => repaint(each, paints));
    if (part === null || typeof part !== "object") return part;
    return Object.fromEntries(Object.entries(part).map(([name, each]) => [name, repaint(each, paints)]));
  };

  const figureOf = (chart, light) => {
    const figure = JSON.parse(chart.querySelector(".chart-figure").textContent);
    const tokens = figure.layout?.template?.layout?.meta?.tokens;
    if (!tokens || light || !(dark.matches || forced.matches)) return figure;
    const paints = Object.fromEntries(
      Object.entries(tokens).map(([colour, token]) => [colour, colourOf(token)]),
    );
    return { data: repaint(figure.data, paints), layout: repaint(figure.layout, paints) };
  };

  const heightOf = (plot) => parseFloat(getComputedStyle(plot).minHeight) || 320;

  // Names under upright bars stay upright: where they would touch, every second or third is said.
  const LETTER = 7; // px, of an axis
  const thin = (layout, data, width) => {
    const axis = layout.xaxis;
    const upright = data.some((trace) => trace.type === "bar" && trace.orientation !== "h");
    if (axis?.type !== "category" || !upright || !width) return;
    const names = axis.ticktext ?? data[0].x ?? [];
    const longest = Math.max(0, ...names.map((name) => String(name).length));
    const step = Math.ceil((names.length * (longest + 1.5) * LETTER) / (width - 60));
    axis.tickangle = 0;
    if (step < 2) return;
    // A word where a bar would stand is as narrow as the bar.
    for (const note of layout.annotations ?? []) if (note.y === 0) note.textangle = -90;
    const kept = (_name, place) => (names.length - 1 - place) % step === 0;
    axis.tickvals = (axis.tickvals ?? names.map((_name, place) => place)).filter(kept);
    axis.ticktext = names.filter(kept);
  };

  const draw = (chart, { onPaper = false } = {}) => {
    const plot = chart.querySelector(".chart-plot");
    const { data, layout } = figureOf(chart, onPaper);
    const size = onPaper ? { width: 640, height: heightOf(plot) } : { autosize: true };
    if (!onPaper) thin(layout, data, plot.clientWidth);
    stopReading(chart);
    return window.Plotly.newPlot(plot, data, { ...layout, ...size }, CONFIG).then(() => {
      // The label and the reading speak for the chart; its letters one by one would not.
      plot.querySelectorAll("svg").forEach((svg) => svg.setAttribute("aria-hidden", "true"));
      // Only a widget of its own is given the arrow keys by programs that read the screen.
      plot.setAttribute("role", "application");
      plot.setAttribute("aria-roledescription", plot.dataset.kind);
      plot.tabIndex = 0;
    });
  };

  const show = (chart, view) => {
    chart.dataset.view = view;
    chart.querySelectorAll("[data-show]").forEach((button) => {
      button.setAttribute("aria-pressed", String(button.dataset.show === view));
    });
    if (view === "plot") return draw(chart);
    stopReading(chart);
  };

  const prepare = (root) => {
    root.querySelectorAll(".chart:not([data-view])").forEach((chart) => {
      if (!window.Plotly) return show(chart, "table");
      chart.querySelectorAll(".card-links [hidden]").forEach((tool) => { tool.hidden = false; });
      show(chart, "plot");
    });
  };

  // --- read by keyboard --------------------------------------------------------------------------
  const text = (part) => part.textContent.replace(/\s+/g, " ").trim();

  // The table twin in words: its first column names the points, each further one is a series.
  const twinOf = (chart) => {
    const table = chart.querySelector(".chart-table table");
    const series = [...table.tHead.rows[0].cells].slice(1).map(text);
    const points = [...table.tBodies[0].rows].map((row) => {
      const [name, ...values] = [...row.cells].map(text);
      return { name, values };
    });
    return { series, points };
  };

  // Where a point stands in the drawing: plotly leaves on each mark what it was computed from.
  const markOf = (plot, place, name, count) => {
    const computed = plot.calcdata ?? [];
    const ofName = computed.findIndex((points) => points[0]?.trace?.name === name);
    const points = computed[ofName === -1 ? place.series : ofName];
    const point = points?.length === count ? points[place.point] : undefined;
    if (!point) return null;
    const mark = [...plot.querySelectorAll(".point, .points path")].find((each) => each.__data__ === point);
    return mark?.getBoundingClientRect() ?? spotOf(plot, point, points[0].trace);
  };

  // A line without marks still has its place on both axes.
  const spotOf = (plot, point, trace) => {
    const [across, up] = ["x", "y"].map((axis) => {
      const name = (trace[`${axis}axis`] ?? axis).replace(axis, `${axis}axis`);
      const drawn = plot._fullLayout?.[name];
      return drawn ? drawn._offset + drawn.c2p(point[axis]) : NaN;
    });
    if (!Number.isFinite(across) || !Number.isFinite(up)) return null;
    const frame = plot.getBoundingClientRect();
    return new DOMRect(frame.x + across - 4, frame.y + up - 4, 8, 8);
  };

  const outline = (plot, box) => {
    const ring = plot.querySelector(".chart-ring") ?? plot.appendChild(document.createElement("div"));
    ring.className = "chart-ring";
    ring.hidden = !box;
    if (!box) return;
    const frame = plot.getBoundingClientRect();
    Object.assign(ring.style, {
      left: `${box.x - frame.x - 4}px`,
      top: `${box.y - frame.y - 4}px`,
      width: `${box.width + 8}px`,
      height: `${box.height + 8}px`,
    });
  };

  const read = (chart, place) => {
    const { series, points } = twinOf(chart);
    const { name, values } = points[place.point];
    const which = series.length > 1 ? `, ${series[place.series]}` : "";
    chart.dataset.point = place.point;
    chart.dataset.series = place.series;
    chart.querySelector(".chart-reading").textContent = `${name}${which}: ${values[place.series]}`;
    const plot = chart.querySelector(".chart-plot");
    outline(plot, markOf(plot, place, series[place.series], points.length));
  };

  const stopReading = (chart) => {
    delete chart.dataset.point;
    delete chart.dataset.series;
    chart.querySelector(".chart-reading").textContent = "";
    chart.querySelector(".chart-ring")?.remove();
  };

  const MOVES = {
    ArrowRight: (place) => ({ ...place, point: place.point + 1 }),
    ArrowLeft: (place) => ({ ...place, point: place.point - 1 }),
    ArrowDown: (place) => ({ ...place, series: place.series + 1 }),
    ArrowUp: (place) => ({ ...place, series: place.series - 1 }),
    Home: (place) => ({ ...place, point: 0 }),
    End: (place) => ({ ...place, point: Infinity }),
  };

  const within = (number, count) => Math.max(0, Math.min(number, count - 1));

  const move = (chart, key) => {
    const { series, points } = twinOf(chart);
    if (!points.length) return;
    const isReading = "point" in chart.dataset;
    const before = { point: Number(chart.dataset.point ?? 0), series: Number(chart.dataset.series ?? 0) };
    // The first key begins with the first point, and with the last where the end was asked for.
    const after = isReading || key === "End" ? MOVES[key](before) : before;
    read(chart, { point: within(after.point, points.length), series: within(after.series, series.length) });
  };

  // --- saved -------------------------------------------------------------------------------------
  const pen = document.createElement("canvas").getContext("2d");

  // A picture has no font of ours with it: its words are as wide as the reader's own ones, or ours.
  const widthOf = (words, size, family) => {
    const widths = [family, "sans-serif"].map((each) => {
      pen.font = `${size}px ${each}`;
      return pen.measureText(words).width;
    });
    return Math.max(...widths);
  };

  // Words in lines that fit a saved picture; a part is broken only where it is longer than a line.
  const lined = (parts, size, family) => {
    const lines = [""];
    const fits = (words) => widthOf(words, size, family) <= SAVED.width - 2 * EDGE;
    const add = (words, between) => {
      const longer = lines.at(-1) ? lines.at(-1) + between + words : words;
      if (fits(longer)) lines[lines.length - 1] = longer;
      else if (fits(words) || !words.includes(" ")) lines.push(words);
      else words.split(" ").forEach((word, place) => add(word, place ? " " : between));
    };
    parts.forEach((part) => add(part, " · "));
    return lines;
  };

  // What the picture shows, whose it is, of when and after whom stands above it, however long.
  const drawing = (chart) => {
    const { data, layout } = figureOf(chart, true);
    const family = layout.template?.layout?.font?.family ?? "sans-serif";
    const finding = lined([text(chart.querySelector("h2"))], 18, family);
    const facts = [...chart.querySelectorAll(".chart-head .sub, .chart-facts > div")].map(text);
    const told = lined(facts, 12, family);
    const subtitle = { text: told.join("<br>"), font: { size: 12 } };
    // Of several lines plotly puts the first one's foot where it puts the top of a single one.
    const pad = { t: finding.length > 1 ? 34 : 20 };
    const place = { x: EDGE / SAVED.width, xanchor: "left", y: 1, yanchor: "top", yref: "container", pad };
    layout.title = { text: finding.join("<br>"), font: { size: 18 }, subtitle, ...place };
    const head = pad.t + 24 * finding.length + 16 * told.length + 16;
    layout.margin = { ...layout.margin, l: EDGE, r: EDGE, t: head, b: EDGE };
    const size = { width: SAVED.width, height: SAVED.height + head };
    const picture = window.Plotly.toImage({ data, layout, config: CONFIG }, { format: "svg", ...size });
    return picture.then((svg) => ({ svg, ...size }));
  };

  // plotly's own export loads a blob: image, which the Content-Security-Policy refuses; data: it allows.
  const asPng = async ({ svg, width, height }) => {
    const picture = new Image();
    picture.src = svg;
    await picture.decode();
    const canvas = Object.assign(document.createElement("canvas"), { width: 2 * width, height: 2 * height });
    const paper = canvas.getContext("2d");
    paper.fillStyle = "white";
    paper.fillRect(0, 0, canvas.width, canvas.height);
    paper.drawImage(picture, 0, 0, canvas.width, canvas.height);
    return canvas.toDataURL("image/png");
  };

  const savePicture = async (chart, ending) => {
    const made = await drawing(chart);
    const href = ending === "svg" ? made.svg : await asPng(made);
    const name = chart.id.replace("chart-", "");
    Object.assign(document.createElement("a"), { href, download: `${name}.${ending}` }).click();
  };

  // The address is the state of the filters; the chart's name goes to its end.
  const copyAddress = async (link) => {
    await navigator.clipboard?.writeText(link.href);
    link.closest(".chart").querySelector(".chart-reading").textContent = link.dataset.copied;
  };

  const drawn = () => document.querySelectorAll('.chart[data-view="plot"]');
  const drawAgain = () => drawn().forEach((chart) => draw(chart));

  document.addEventListener("click", (event) => {
    const toggle = event.target.closest("[data-show]");
    if (toggle) show(toggle.closest(".chart"), toggle.dataset.show);
    const picture = event.target.closest("[data-picture]");
    if (picture) savePicture(picture.closest(".chart"), picture.dataset.picture);
    const link = event.target.closest("[data-copied]");
    if (link) copyAddress(link).catch(() => {}); // refused: the link itself leads to the same address
  });
  document.addEventListener("keydown", (event) => {
    const plot = event.target.closest?.(".chart-plot");
    if (!plot || event.ctrlKey || event.altKey || event.metaKey) return;
    const chart = plot.closest(".chart");
    if (event.key === "Escape") stopReading(chart);
    if (!(event.key in MOVES)) return;
    event.preventDefault();
    move(chart, event.key);
  });
  document.addEventListener("focusout", (event) => {
    if (event.target.matches?.(".chart-plot")) stopReading(event.target.closest(".chart"));
  });
  dark.addEventListener("change", drawAgain);
  forced.addEventListener("change", drawAgain);
  window.addEventListener("beforeprint", () => drawn().forEach((chart) => draw(chart, { onPaper: true })));
  window.addEventListener("afterprint", drawAgain);
  document.addEventListener("htmx:after:swap", () => prepare(document));
  prepare(document);
})();
