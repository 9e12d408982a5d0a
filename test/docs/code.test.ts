/** The JavaScript and TypeScript of the docs compiles against the packages. */
import {execFile} from 'node:child_process';
import {writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {promisify} from 'node:util';
import {parseFragment, defaultTreeAdapter as tree, type DefaultTreeAdapterTypes as Tree} from 'parse5';
import {afterAll, beforeAll, describe, expect, it} from 'vitest';
import {root} from './pages.js';
import {inLanguages} from './snippets.js';
import {openWorkshop, type Workshop} from './workshop.js';

interface Source {
  readonly place: string;
  readonly extension: string;
  readonly code: string;
}

const written: Source[] = inLanguages('js', 'jsx', 'ts', 'tsx').map(({place, language, code}) => ({
  place,
  extension: language,
  code,
}));
/** Scripts inside of HTML. */
const inline: Source[] = inLanguages('html').flatMap(({place, code}) =>
  scriptsOf(parseFragment(code)).map(code => ({place, extension: 'js', code})),
);
const sources = [...written, ...inline];
const nameOf = ({place, extension}: Source) => `${place.replaceAll(/[^\w]+/g, '_')}.${extension}`;

/** JavaScript has no way to say that `querySelector()` finds something. */
const STRICTNESS = {js: {strict: false}, ts: {strict: true}};

describe('the code in the docs', () => {
  let workshop: Workshop;
  let errors: readonly string[];

  beforeAll(async () => {
    workshop = openWorkshop();
    for (const source of sources) writeFileSync(join(workshop.folder, nameOf(source)), source.code);
    const outputs = await Promise.all([compile('js', workshop.folder), compile('ts', workshop.folder)]);
    errors = outputs
      .flatMap(output => output.split('\n'))
      // JavaScript needs no cast for what another page sent.
      .filter(line => !/\.jsx?\(.*does not exist on type 'unknown'/.test(line));
  });
  afterAll(() => workshop.remove());

  it.each(sources.map(source => [source.place, source] as const))('%s compiles', (_place, source) => {
    expect(errors.filter(line => line.startsWith(nameOf(source)))).toEqual([]);
  });

  it('is compiled at all', () => {
    const names = sources.map(nameOf);
    expect(
      errors.filter(line => /error TS/.test(line) && !names.some(name => line.startsWith(name))),
    ).toEqual([]);
    expect(sources.length).toBeGreaterThan(10);
  });
});

/** @returns what the compiler says about these files, each line relative to the folder */
async function compile(kind: 'js' | 'ts', folder: string): Promise<string> {
  const names = sources.map(nameOf).filter(name => new RegExp(`\\.${kind}x?$`).test(name));
  const config = join(folder, `tsconfig.${kind}.json`);
  writeFileSync(
    config,
    JSON.stringify({
      compilerOptions: {
        target: 'ES2023',
        module: 'Preserve',
        moduleDetection: 'force',
        lib: ['ES2023', 'DOM', 'DOM.Iterable'],
        types: ['node'],
        jsx: 'react-jsx',
        allowJs: true,
        checkJs: true,
        noImplicitAny: kind === 'ts',
        noEmit: true,
        skipLibCheck: true,
        ...STRICTNESS[kind],
      },
      files: [...names, join(import.meta.dirname, 'given.d.ts')],
    }),
  );
  writeFileSync(join(folder, 'package.json'), '{"type": "module"}');
  const run = promisify(execFile)(join(root, 'node_modules/.bin/tsc'), ['-p', config, '--pretty', 'false'], {
    cwd: folder,
  });
  return run.then(
    () => '',
    (error: unknown) => (error as {stdout: string}).stdout,
  );
}

function scriptsOf(node: Tree.ParentNode): string[] {
  return node.childNodes.flatMap(child => {
    if (!tree.isElementNode(child)) return [];
    const isInline = child.tagName === 'script' && !child.attrs.some(({name}) => name === 'src');
    if (!isInline) return scriptsOf(child);
    return child.childNodes.filter(tree.isTextNode).map(({value}) => value);
  });
}
