import type {Context} from '../context.js';
import {shownPath} from '../project.js';
import {listTemplateFiles} from '../templates.js';

type Needs =
  | 'cwd'
  | 'dir'
  | 'flags'
  | 'mode'
  | 'output'
  | 'packageManager'
  | 'settings'
  | 'start'
  | 'template'
  | 'templates';

/** Prints what the next steps would do. */
export async function printPlan(context: Pick<Context, Needs>): Promise<void> {
  const {cwd, dir, flags, mode, output, packageManager, settings, start, template, templates} = context;
  const files = mode === 'reuse' ? [] : await listTemplateFiles(templates, template);
  const names = [
    ...files.map(({target}) => target),
    ...(files.length > 0 && Object.keys(settings).length > 0 ? ['.env'] : []),
  ];
  const serve = start === 'lan' ? 'node server.js --lan' : 'node server.js';
  output.closing(`Nothing was done. Without --dry-run, in ${shownPath(cwd, dir)}:`, [
    ...names.map(name => `write ${name}`),
    ...(flags.git && mode === 'create' ? ['run git init, unless it is in a repository already'] : []),
    ...(flags.install ? [`run ${packageManager} install`] : []),
    ...(start === 'no' ? [] : [`run ${serve}`]),
  ]);
}
