/* Polish for plotly: plotly reads this list when it loads, so this file comes before it. */
window.PlotlyLocales = (window.PlotlyLocales || []).concat({
  moduleType: "locale",
  name: "pl",
  dictionary: {
    "Click to enter X axis title": "Tytuł osi X",
    "Click to enter Y axis title": "Tytuł osi Y",
    "Download plot as a PNG": "Zapisz obraz PNG",
  },
  format: {
    days: ["niedziela", "poniedziałek", "wtorek", "środa", "czwartek", "piątek", "sobota"],
    shortDays: ["nd.", "pn.", "wt.", "śr.", "czw.", "pt.", "sob."],
    months: ["styczeń", "luty", "marzec", "kwiecień", "maj", "czerwiec", "lipiec", "sierpień",
      "wrzesień", "październik", "listopad", "grudzień"],
    shortMonths: ["sty", "lut", "mar", "kwi", "maj", "cze", "lip", "sie", "wrz", "paź", "lis", "gru"],
    date: "%d.%m.%Y",
    decimal: ",",
    thousands: "\u202f",
  },
});
