import {execFile} from 'node:child_process';
import {readFile, readdir, mkdtemp, rm} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {promisify} from 'node:util';
import type {EndReason} from '@rtc-call/engine';
import {CALL_EVENTS, EVENT_CLASSES} from '@rtc-call/engine/events';
import {beforeAll, describe, expect, expectTypeOf, it} from 'vitest';
import {attributeOf, FEATURES} from './options.js';
import {panels as panelParts} from './panels/index.js';
import type {RtcCall, RtcCallEventMap} from './rtc-call.js';

interface Named {
  readonly name: string;
  readonly description?: string;
}

interface Declaration {
  readonly attributes: readonly (Named & {readonly fieldName: string})[];
  readonly members: readonly Named[];
  readonly events: readonly (Named & {readonly type: {readonly text: string}})[];
  readonly slots: readonly Named[];
  readonly cssParts: readonly Named[];
  readonly cssProperties: readonly Named[];
  readonly cssStates: readonly Named[];
}

const root = join(import.meta.dirname, '..');
let json: string;
let declaration: Declaration;
let source: string;

beforeAll(async () => {
  json = await readFile(join(root, 'custom-elements.json'), 'utf8');
  const {modules} = JSON.parse(json) as {modules: {declarations: Declaration[]}[]};
  declaration = modules.flatMap(({declarations}) => declarations)[0]!;
  const files = await readdir(import.meta.dirname, {recursive: true});
  const ours = files.filter(file => file.endsWith('.ts') && !/\.test\.ts$|^testing/.test(file));
  source = (await Promise.all(ours.map(file => readFile(join(import.meta.dirname, file), 'utf8')))).join(
    '\n',
  );
});

const names = (list: readonly Named[]) => list.map(({name}) => name).toSorted();
const unique = (list: Iterable<string>) => [...new Set(list)].toSorted();

/** All parts in `part="…"` attributes, including those that come from data tables. */
function partsInSource(): string[] {
  const words = [...source.matchAll(/\bpart="([^"]*)"/g)].flatMap(([, value = '']) =>
    value
      .replaceAll(/\$\{mode\}/g, 'grid speaker')
      .replaceAll(/\$\{opener\}/g, 'control-person')
      .replaceAll(/\$\{check\.name\}/g, 'verify-button')
      .replaceAll(
        /\$\{flags\.join\(' '\)\}/g,
        'me participant screen grid main strip pip away speaking reconnecting no-picture folded',
      )
      .split(/\s+/),
  );
  const controls = [...source.matchAll(/^ {2}name: '([\w-]+)',$/gm)].map(([, name]) => `control-${name}`);
  const cards = [...source.matchAll(/readonly name: ((?:'\w+'(?: \| )?)+);/g)]
    .flatMap(([, union = '']) => union.split(' | '))
    .map(name => name.replaceAll("'", ''));
  const tools = [...source.matchAll(/\b(?:zoom|button)\(\s*'([\w-]+-button)'/g)].map(([, name]) => name!);
  const panels = Object.keys(panelParts).map(name => `panel-${name}`);
  const fileButtons = [...source.matchAll(/\baction\(\s*'([\w-]+)'/g)].map(([, name]) => `${name}-button`);
  return unique([
    ...words.filter(word => word && !word.includes('$')),
    ...controls,
    ...cards,
    ...panels,
    ...fileButtons,
    ...tools,
  ]).filter(part => !cards.some(card => part === `control-${card}`));
}

describe('custom-elements.json', () => {
  it('is up to date with the docblocks', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'rtc-call-manifest-'));
    const cem = join(root, '../../node_modules/@custom-elements-manifest/analyzer/cem.js');
    // The analyzer takes a folder relative to the package.
    const args = [cem, 'analyze', '--config', 'custom-elements-manifest.config.js', '--outdir', folder];
    await promisify(execFile)(process.execPath, args, {cwd: root});
    const fresh = await readFile(join(folder, 'custom-elements.json'), 'utf8').catch(() =>
      readFile(join(root, folder, 'custom-elements.json'), 'utf8'),
    );
    for (const path of [folder, join(root, folder)]) await rm(path, {recursive: true, force: true});
    expect(JSON.parse(json)).toEqual(JSON.parse(fresh));
  });

  it('is what the types for frameworks were generated from', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'rtc-call-props-'));
    const fresh = join(folder, 'props.ts');
    await promisify(execFile)(process.execPath, [join(root, 'scripts/frameworks.js'), fresh]);
    const own = await readFile(join(root, 'src/frameworks/props.ts'), 'utf8');
    expect(own).toBe(await readFile(fresh, 'utf8'));
    await rm(folder, {recursive: true});
  });

  it('documents exactly the existing parts', () => {
    expect(names(declaration.cssParts)).toEqual(partsInSource());
  });

  it('documents every slot', () => {
    const slots = [...source.matchAll(/<slot name="([\w-]+)">/g)].map(([, name]) => name!);
    expect(names(declaration.slots)).toEqual(unique([...slots, 'start', 'dialing', 'ringing', 'ended']));
  });

  it('documents every event with its class, and none that is not there', () => {
    const documented = declaration.events.map(({name, type}) => [name, type.text]);
    const table = Object.entries(EVENT_CLASSES).map(([name, {name: className}]) => [name, className]);
    expect(Object.fromEntries(documented)).toEqual(Object.fromEntries(table));
    expect(documented).toHaveLength(table.length);
    for (const {name, description} of declaration.events) expect(description, name).toBeTruthy();
  });

  it('documents every CSS custom property', () => {
    const properties = [...source.matchAll(/var\(\s*(--rtc-[\w-]+)/g)].map(([, name]) => name!);
    expect(names(declaration.cssProperties)).toEqual(unique(properties));
  });

  it('documents every custom state', () => {
    const states =
      'idle lobby knocking waiting dialing ringing connecting connected reconnecting ended'.split(' ');
    const flags = [...source.matchAll(/wanted\.add\('([\w-]+)'\)/g)].map(([, name]) => name!);
    expect(names(declaration.cssStates)).toEqual(unique([...states, ...flags]));
  });

  it('documents every attribute, property and method', () => {
    const properties = [...source.matchAll(/@property\([^)]*\)(?: override)? (\w+)/g)].map(
      ([, name]) => name!,
    );
    expect(unique(names(declaration.members))).toEqual(expect.arrayContaining(properties));
    expect(names(declaration.attributes)).toEqual(expect.arrayContaining(FEATURES.map(attributeOf)));
    for (const {name, description} of [...declaration.members, ...declaration.attributes])
      expect(description, name).toBeTruthy();
  });
});

describe('The README', () => {
  it('lists every event, and none that is not there', async () => {
    const readme = await readFile(join(root, 'README.md'), 'utf8');
    const [section = ''] = /^## Events$[^]*?(?=^## )/m.exec(readme) ?? [];
    const rows = section.split('\n').filter(line => line.startsWith('| `'));
    const listed = rows.flatMap(row => [...row.split('|')[1]!.matchAll(/`(rtc-[\w-]+)`/g)]);
    expect(listed.map(([, name]) => name).toSorted()).toEqual([...CALL_EVENTS].toSorted());
  });
});

describe('The data for editors', () => {
  const read = async (file: string) => JSON.parse(await readFile(join(root, file), 'utf8')) as unknown;

  it('tells JetBrains’ editors about every attribute and event, under the package’s name and version', async () => {
    const {name, version, ...fields} = (await read('package.json')) as Record<string, string>;
    const data = await read(fields['web-types']!);
    const element = {
      name: 'rtc-call',
      attributes: declaration.attributes.map(attribute => expect.objectContaining({name: attribute.name})),
      events: declaration.events.map(event => expect.objectContaining({name: event.name})),
    };
    expect(data).toMatchObject({name, version, contributions: {html: {elements: [element]}}});
  });

  it('tells VS Code about every attribute, token and part', async () => {
    const html = await read('dist/editors/vscode.html-custom-data.json');
    const attributes = declaration.attributes.map(({name}) => expect.objectContaining({name}));
    expect(html).toMatchObject({tags: [{name: 'rtc-call', attributes}]});
    const css = (await read('dist/editors/vscode.css-custom-data.json')) as Record<string, readonly Named[]>;
    expect(names(css.properties!)).toEqual(names(declaration.cssProperties));
    expect(names(css.pseudoElements!)).toEqual(names(declaration.cssParts).map(part => `::part(${part})`));
  });
});

describe('The types of events', () => {
  it('are known to listeners on the element and on its ancestors', () => {
    expectTypeOf<HTMLElementTagNameMap['rtc-call']>().toEqualTypeOf<RtcCall>();
    expectTypeOf<HTMLElementEventMap['rtc-joined']>().toEqualTypeOf<RtcCallEventMap['rtc-joined']>();
    const listen = (target: RtcCall | HTMLElement) =>
      target.addEventListener('rtc-left', ({reason}) => expectTypeOf(reason).toEqualTypeOf<EndReason>());
    expectTypeOf(listen).toBeFunction();
  });
});
