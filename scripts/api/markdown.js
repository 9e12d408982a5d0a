// @ts-check
/** What both references are written with. */

/** The text of a table cell, on one line. @param {string} text */
const cell = text => text.replaceAll(/\s+/g, ' ').replaceAll('|', '\\|').trim();

/** A type or a value as inline code. @param {string} text */
export const code = text => (text.trim() ? `\`${text.replaceAll(/\s+/g, ' ').trim()}\`` : '');

/** A table, or nothing if it has no rows. @param {readonly string[]} head @param {readonly (readonly string[])[]} rows */
export function table(head, rows) {
  if (rows.length === 0) return '';
  /** @param {readonly string[]} cells */
  const line = cells => `| ${cells.map(cell).join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n');
}

/** A section, or nothing if it is empty. @param {string} heading @param {string} text */
export const section = (heading, text) => (text.trim() ? `\n## ${heading}\n\n${text}\n` : '');
