// @ts-check
/**
 * @typedef {import('../src/problems.js').Problem} Problem
 * @typedef {Readonly<Record<string, Problem>>} Table
 */

const FIXED_BY = {
  visitor: 'the visitor',
  page: 'the author of the page',
  broker: 'the operator of the broker',
};

/** @param {[code: string, problem: Problem]} entry */
const renderEntry = ([code, {sentence, fix, fixedBy}]) =>
  `### ${code}\n\n${sentence}\n\nFix, by ${FIXED_BY[fixedBy]}: ${fix}\n`.replaceAll('{detail}', '…');

/** @param {Table} table */
const renderTable = table => Object.entries(table).map(renderEntry).join('\n');

/** docs/errors.md. @param {Table} call @param {Table} broker */
export const renderErrors = (call, broker) => `# Errors

Every failure has a code. A \`CallError\` has it in \`code\`; a refusal of the broker has it in the body \`{code, hint}\` over
HTTP, in the reason of a closed WebSocket, and in \`refused\` ([protocol.md](protocol.md)). The \`hint\` is the text below,
with the page's origin where “…” stands. Branch on the code, never on the text.

Without a code yet? See [troubleshooting](guides/troubleshooting.md).

This page is written by \`pnpm --filter @rtc-call/engine errors\` from \`@rtc-call/engine/problems\`.

## Of a call, or of a call and the broker

${renderTable(call)}
## Of the broker only

${renderTable(broker)}`;
