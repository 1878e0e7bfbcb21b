// Teams' chart elements as plain bars. Each has its numbers beside it and says itself in words to whoever doesn't see it.
import { h } from './dom.js';

const colours = { good: 'good', attention: 'attention', warning: 'warning', neutral: 'neutral' };
const colourOf = name => `is-${colours[name] ?? 'accent'}`;
const width = (value, most) => `width: ${most > 0 ? (100 * value) / most : 0}%`;

const kinds = {
  'Chart.VerticalBar.Grouped': groups,
  'Chart.HorizontalBar.Stacked': parts,
};

/** Teaches Microsoft's renderer the charts; what it doesn't know it would replace by the card's own fallback. */
export function addCharts(AC) {
  for (const [type, draw] of Object.entries(kinds)) {
    AC.GlobalRegistry.elements.register(type, class extends AC.CardElement {
      getJsonTypeName() { return type; }
      internalParse(source, context) {
        super.internalParse(source, context);
        this.chart = source;
      }
      internalRender() { return draw(this.chart); }
    });
  }
}

function groups({ title, data = [] }) {
  const labels = data[0]?.values?.map(v => String(v.x)) ?? [];
  const most = Math.max(1, ...data.flatMap(series => series.values.map(v => v.y)));
  const said = labels.map((label, i) => `${label}: ${data.map(series => `${series.values[i].y} ${series.legend}`).join(', ')}`).join('; ');
  return figure(title, said,
    h('div', { class: 'chart-rows' }, labels.map((label, i) => h('div', { class: 'chart-row' },
      h('span', { class: 'chart-label' }, label),
      h('div', { class: 'chart-bars' }, data.map(series => h('div', { class: `chart-bar ${colourOf(series.color)}` },
        h('i', { style: width(series.values[i].y, most) }), h('b', {}, String(series.values[i].y)))))))),
    legend(data.map(series => [series.color, series.legend])));
}

function parts({ title, data = [] }) {
  const shown = (data[0]?.data ?? []).filter(part => part.value > 0);
  const all = shown.reduce((sum, part) => sum + part.value, 0);
  return figure(title, shown.map(part => `${part.legend}: ${part.value}`).join(', '),
    h('div', { class: 'chart-whole' }, shown.map(part => h('i', { class: colourOf(part.color), style: width(part.value, all) }, String(part.value)))),
    legend(shown.map(part => [part.color, part.legend])));
}

const figure = (title, said, ...inner) => h('div', { class: 'chart', role: 'img', 'aria-label': `${title}. ${said}` },
  h('p', { class: 'chart-title', 'aria-hidden': 'true' }, title), ...inner);

const legend = entries => h('p', { class: 'chart-legend', 'aria-hidden': 'true' }, entries.map(([colour, text]) => h('span', { class: colourOf(colour) }, h('i'), text)));
