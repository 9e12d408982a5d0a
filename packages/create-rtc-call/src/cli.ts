import {CreateError} from './errors.js';
import {checkNode} from './node-version.js';

/**
 * Runs the command line of this process. Errors of the user become the exit code.
 *
 * @param templates the folder of the templates
 */
export async function cli(templates: URL): Promise<void> {
  try {
    checkNode(process.versions.node);
    const [{main}, {createTools, processSignals}] = await Promise.all([
      import('./main.js'),
      import('./tools.js'),
    ]);
    await main(process.argv.slice(2), createTools(templates), processSignals);
  } catch (error) {
    if (!(error instanceof CreateError)) throw error;
    console.error(formatError(error));
    process.exitCode = error.exitCode;
  }
}

/** Formats an error for the terminal: the message, the code to search for, and the hint. */
export function formatError({code, message, hint}: CreateError): string {
  return `\n✖ ${message} [${code}]\n  ${hint.replaceAll('\n', '\n  ')}`;
}
