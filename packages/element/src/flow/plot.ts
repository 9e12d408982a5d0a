import {svg, html, type TemplateResult} from 'lit';

/** How many readings a plot shows: a minute. */
export const READINGS = 31;

/** The points of a polyline in a box of 100 × 24. The latest value is at the end, and `ceiling` at least at the top. */
export function pointsOf(values: readonly number[], ceiling: number): string {
  const top = Math.max(ceiling, ...values);
  const first = READINGS - values.length;
  return values
    .map((value, i) => `${round(((first + i) * 100) / (READINGS - 1))},${round(23 - (value / top) * 22)}`)
    .join(' ');
}

const round = (value: number) => Math.round(value * 10) / 10;

/** The last minute of a value, as a line. For people who don't see it, the current value stands beside it. */
export function plot(values: readonly number[], ceiling: number): TemplateResult {
  const points = pointsOf(values, ceiling);
  const start = points.split(',')[0] ?? '';
  return html`<svg
    class="plot"
    part="flow-plot"
    viewBox="0 0 100 24"
    preserveAspectRatio="none"
    aria-hidden="true"
  >
    ${values.length > 1 ? svg`<polygon points="${start},24 ${points} 100,24" /><polyline points=${points} />` : ''}
  </svg>`;
}
