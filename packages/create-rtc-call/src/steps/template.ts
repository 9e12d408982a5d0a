import type {Context, Decisions} from '../context.js';
import {CreateError} from '../errors.js';
import {listTemplates} from '../templates.js';

const DEFAULT_TEMPLATE = 'page';

/** Uses that of the existing project, or the given template, or asks if there are several, or uses the default. */
export async function chooseTemplate({
  flags,
  mode,
  prompt,
  template,
  templates,
}: Pick<Context, 'flags' | 'mode' | 'prompt' | 'template' | 'templates'>): Promise<
  Pick<Decisions, 'template'>
> {
  // Nothing of it will be written.
  if (mode === 'reuse') return {template};
  const known = await listTemplates(templates);
  // What a package.json says is no more to be trusted than what is typed.
  const asked = template || flags.template;
  if (asked !== undefined) {
    if (known.some(({name}) => name === asked)) return {template: asked};
    throw new CreateError('unknown-template', `Unknown template "${asked}".`, {
      hint: `Available templates: ${known.map(({name}) => name).join(', ')}.`,
    });
  }
  if (!prompt || known.length < 2) return {template: DEFAULT_TEMPLATE};
  const width = Math.max(...known.map(({name}) => name.length));
  const isDefault = ({name}: {name: string}) => name === DEFAULT_TEMPLATE;
  const options = [...known.filter(isDefault), ...known.filter(one => !isDefault(one))].map(
    ({name, description}) => ({value: name, label: `${name.padEnd(width)}  ${description}`}),
  );
  return {template: await prompt.select('Which template?', options)};
}
