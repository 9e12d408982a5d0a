/** One row of the results: a distribution, or a single figure. */
export interface Row {
  readonly what: string;
  readonly unit: string;
  readonly median: number;
  readonly p95: number;
  readonly n: number;
  /** Ratio of this row's median to that of the row it is compared with, and that row's name. */
  readonly ratio?: {readonly to: string; readonly value: number};
}

/** The quantile `q`, 0 to 1, of `values` (nearest rank). */
export function quantile(values: readonly number[], q: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.max(Math.ceil(q * sorted.length) - 1, 0)] ?? Number.NaN;
}

export function summarize(what: string, unit: string, values: readonly number[]): Row {
  return {what, unit, median: quantile(values, 0.5), p95: quantile(values, 0.95), n: values.length};
}

/** `row` with its ratio to another row. */
export const against = (row: Row, to: string, other: Row): Row => ({
  ...row,
  ratio: {to, value: row.median / other.median},
});

/** Formats rows as a table with aligned columns. */
export function table(title: string, rows: readonly Row[]): string {
  const number = (value: number) => (value >= 100 ? value.toFixed(0) : value.toPrecision(3));
  const cells = [
    ['', 'median', 'p95', 'n', 'ratio'],
    ...rows.map(({what, unit, median, p95, n, ratio}) => [
      what,
      `${number(median)} ${unit}`,
      n > 1 ? `${number(p95)} ${unit}` : '',
      n > 1 ? String(n) : '',
      ratio ? `${ratio.value.toFixed(2)} × ${ratio.to}` : '',
    ]),
  ];
  const widths = cells[0]!.map((_, column) => Math.max(...cells.map(line => line[column]!.length)));
  const lines = cells.map(line =>
    line
      .map((cell, i) => (i === 0 || i === 4 ? cell.padEnd(widths[i]!) : cell.padStart(widths[i]!)))
      .join('  ')
      .trimEnd(),
  );
  return `\n${title}\n${lines.join('\n')}\n`;
}
