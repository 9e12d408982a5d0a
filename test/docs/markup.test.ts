/** HTML, Vue and CSS in the docs use only what the element's manifest has. */
import {parse, parseFragment, defaultTreeAdapter as tree, type DefaultTreeAdapterTypes as Tree} from 'parse5';
import {describe, expect, it} from 'vitest';
import {attributes, cssProperties, events, parts, properties, slots, states} from './manifest.js';
import {files, read, tokensOf} from './pages.js';
import type {Snippet} from './pages.js';
import {inLanguages, pages} from './snippets.js';

const GLOBAL = /^(?:id|class|style|hidden|lang|dir|slot|title|data-.*|aria-.*)$/;

describe('the markup in the docs', () => {
  it.each(byPlace('html', 'vue'))('%s has only attributes and slots that exist', (_place, {code}) => {
    expect(mistakesInMarkup(code)).toEqual([]);
  });

  const styleSheets = files
    .filter(path => /^docs\/.*\.css$/.test(path))
    .map(path => [path, {code: read(path)}] as const);

  it.each([...byPlace('css'), ...styleSheets])(
    '%s has only parts, states and properties that exist',
    (_place, {code}) => {
      expect(mistakesInStyles(code)).toEqual([]);
    },
  );

  it('mistakes are found', () => {
    expect(
      mistakesInMarkup('<rtc-call rooms="a" video="no" @rtc-gone="f"><p slot="top"></p></rtc-call><p'),
    ).toHaveLength(5);
    expect(mistakesInStyles('rtc-call:state(busy)::part(knob) {color: var(--rtc-colour)}')).toHaveLength(3);
  });
});

describe('the text of the docs', () => {
  it.each(pages)('%s names only events, properties and attributes that exist', page => {
    const names = tokensOf(read(page)).flatMap(token => (token.type === 'codespan' ? [token.text] : []));
    const ours = names.flatMap(name => [
      ...[...name.matchAll(/^rtc-(?!call|broker)[a-z-]+$/g)].filter(([event]) => !events.has(event)),
      ...[...name.matchAll(/^--rtc-[a-z-]+$/g)].filter(([property]) => !cssProperties.has(property)),
      ...(/^<rtc-call[ >]/.test(name) ? mistakesInMarkup(`${name}</rtc-call>`) : []),
    ]);
    expect(ours.map(String)).toEqual([]);
  });
});

function byPlace(...languages: string[]): [string, Snippet][] {
  return inLanguages(...languages).map(snippet => [snippet.place, snippet]);
}

function mistakesInMarkup(html: string): string[] {
  const mistakes: string[] = [];
  const onParseError = ({code}: {code: string}) => mistakes.push(code);
  // Vue closes a tag of its own with a slash.
  const text = html.replace(/<rtc-call([^>]*)\/>/g, '<rtc-call$1></rtc-call>');
  const document = /<!doctype/i.test(text)
    ? parse(text, {onParseError})
    : parseFragment(text, {onParseError});
  for (const element of elementsIn(document)) {
    if (element.tagName !== 'rtc-call') continue;
    for (const {name, value} of element.attrs) if (!isKnown(name, value)) mistakes.push(`${name}="${value}"`);
    for (const {attrs} of elementsIn(element))
      for (const {name, value} of attrs)
        if (name === 'slot' && !slots.has(value)) mistakes.push(`slot="${value}"`);
  }
  return mistakes;
}

function elementsIn(node: Tree.ParentNode): Tree.Element[] {
  return node.childNodes.filter(tree.isElementNode).flatMap(child => [child, ...elementsIn(child)]);
}

/** `:room` and `@rtc-left` are Vue's. The parser changes names to lower case, so properties are compared in it. */
function isKnown(name: string, value: string): boolean {
  if (GLOBAL.test(name)) return true;
  if (name.startsWith('@')) return events.has(name.slice(1));
  if (name.startsWith(':')) return [...properties].some(property => property.toLowerCase() === name.slice(1));
  const type = attributes.get(name);
  const choices = type?.match(/'[^']*'/g);
  return type !== undefined && (!choices || choices.includes(`'${value}'`));
}

function mistakesInStyles(css: string): string[] {
  const check = (pattern: RegExp, known: ReadonlySet<string>) =>
    [...css.matchAll(pattern)].filter(([, name = '']) => !known.has(name)).map(([text]) => text);
  return [
    ...check(/(--rtc-[\w-]+)/g, cssProperties),
    ...check(/::part\(([\w-]+)\)/g, parts),
    ...check(/:state\(([\w-]+)\)/g, states),
  ];
}
