import type {Context} from './context.js';
import {shownPath} from './project.js';

type Needs = 'cwd' | 'dir' | 'packageManager';

/** What to type to go into the project's folder; nothing if the user is there. */
export function enterCommand({cwd, dir}: Pick<Context, Needs>): string[] {
  const path = shownPath(cwd, dir);
  if (path === '.') return [];
  return [`cd ${/^[\w./~-]+$/.test(path) ? path : JSON.stringify(path)}`];
}

/** What to type to start the server later: from another folder, with or without an installation first. */
export function startCommands(context: Pick<Context, Needs>, isInstalled: boolean): string[] {
  const {packageManager} = context;
  return [
    ...enterCommand(context),
    ...(isInstalled ? [] : [`${packageManager} install`]),
    `${packageManager} start`,
  ];
}

/** What to type to start the server for phones too, with a comment for a shell. Only npm needs the `--`. */
export const lanCommand = ({packageManager}: Pick<Context, Needs>): string =>
  `${packageManager === 'npm' ? 'npm start -- --lan' : `${packageManager} start --lan`}  # for phones too`;
