"""The look of Szansa: base templates, components, tags, style sheets and the chart theme."""
