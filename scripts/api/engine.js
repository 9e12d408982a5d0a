// @ts-check
/** docs/api/engine.md, from the declarations of what `@rtc-call/engine` exports. */
import ts from 'typescript';
import {code, section, table} from './markdown.js';

/** @typedef {{name: string, node: ts.Declaration}} Export */

/** Described first, in this order; the others follow by name. */
const FIRST = ['createCall', 'Call', 'CallOptions', 'CallError'];

const HEAD = `# \`@rtc-call/engine\`

Everything that the package exports. How it is used is in [its README](../../packages/engine/README.md) and in
[your own interface](../guides/own-interface.md); the codes of errors are in [errors.md](../errors.md).

This page is written by \`pnpm api\` from the package's declarations.
`;

/** @param {string} entry the built index.d.ts */
export function renderEngine(entry) {
  const all = exportsOf(entry);
  const events = all.filter(isEvent);
  const names = eventNames(all);
  const others = all.filter(item => !events.includes(item));
  /** @param {Export} item */
  const rank = ({name}) => (FIRST.includes(name) ? FIRST.indexOf(name) : FIRST.length);
  const sorted = others.toSorted((a, b) => rank(a) - rank(b) || (a.name < b.name ? -1 : 1));
  const rows = events
    .map(({name, node}) => [code(names.get(name) ?? ''), code(name), fieldsOf(node), docsOf(node)])
    .toSorted(([a = ''], [b = '']) => (a < b ? -1 : 1));
  return [
    HEAD,
    ...sorted.slice(0, FIRST.length).map(describe),
    section('Events', table(['event', 'class', 'fields', 'meaning'], rows)),
    ...sorted.slice(FIRST.length).map(describe),
  ].join('');
}

/** @param {string} entry @returns {Export[]} */
function exportsOf(entry) {
  const program = ts.createProgram([entry], {noLib: true, module: ts.ModuleKind.NodeNext, types: []});
  const checker = program.getTypeChecker();
  const file = program.getSourceFile(entry);
  const module = file && checker.getSymbolAtLocation(file);
  if (!module) throw new Error(`${entry} is not there: run \`pnpm build\` first.`);
  return checker.getExportsOfModule(module).map(symbol => {
    const isAlias = symbol.flags & ts.SymbolFlags.Alias;
    const [node] = (isAlias ? checker.getAliasedSymbol(symbol) : symbol).declarations ?? [];
    if (!node) throw new Error(`${symbol.name} has no declaration.`);
    return {name: symbol.name, node};
  });
}

/** @param {Export} item */
const isEvent = ({node}) =>
  ts.isClassDeclaration(node) &&
  Boolean(node.heritageClauses?.some(clause => /\bCallEvent\b/.test(clause.getText())));

/** The name of the event that each class is for, from the type of EVENT_CLASSES. @param {readonly Export[]} all */
function eventNames(all) {
  const text = all.find(({name}) => name === 'EVENT_CLASSES')?.node.getText() ?? '';
  return new Map(
    [...text.matchAll(/'([\w-]+)': typeof (\w+)/g)].map(([, name = '', type = '']) => [type, name]),
  );
}

/** The fields of an event, with their types. @param {ts.Declaration} node */
const fieldsOf = node =>
  membersOf(node)
    .filter(ts.isPropertyDeclaration)
    .map(member => code(`${member.name.getText()}: ${member.type?.getText() ?? ''}`))
    .join(', ');

/** @param {Export} item */
function describe({name, node}) {
  const members = membersOf(node);
  const text = [docsOf(node), members.length > 0 ? describeMembers(members) : asCode(node)];
  return section(code(name), text.filter(Boolean).join('\n\n'));
}

/** @param {readonly ts.NamedDeclaration[]} members */
function describeMembers(members) {
  const methods = members.filter(member => ts.isMethodSignature(member) || ts.isMethodDeclaration(member));
  const fields = members.filter(member => ts.isPropertySignature(member) || ts.isPropertyDeclaration(member));
  return [
    table(
      ['property', 'type', 'meaning'],
      fields.map(member => [
        code(`${member.name.getText()}${member.questionToken ? '?' : ''}`),
        code(typeOf(member)),
        docsOf(member),
      ]),
    ),
    table(
      ['method', 'meaning'],
      methods.map(member => [code(withoutDocs(member).replace(/;$/, '')), docsOf(member)]),
    ),
  ]
    .filter(Boolean)
    .join('\n\n');
}

/** A constant without a type shows its value. @param {ts.PropertySignature | ts.PropertyDeclaration} member */
const typeOf = member =>
  member.type?.getText() ??
  (ts.isPropertyDeclaration(member) ? member.initializer?.getText() : undefined) ??
  '';

/** Public members of an interface or a class. @param {ts.Declaration} node @returns {ts.NamedDeclaration[]} */
function membersOf(node) {
  if (!ts.isInterfaceDeclaration(node) && !ts.isClassDeclaration(node)) return [];
  return [...node.members].filter(
    member =>
      !ts.isConstructorDeclaration(member) &&
      !(member.name && ts.isPrivateIdentifier(member.name)) &&
      !(ts.getCombinedModifierFlags(member) & (ts.ModifierFlags.Private | ts.ModifierFlags.Protected)),
  );
}

/** @param {ts.Declaration} node */
function asCode(node) {
  const statement = ts.isVariableDeclaration(node) ? node.parent.parent : node;
  return `\`\`\`ts\n${withoutDocs(statement).replaceAll(/\b(?:export|declare) /g, '')}\n\`\`\``;
}

/** @param {ts.Node} node */
const withoutDocs = node => node.getText().replaceAll(/\/\*\*[^]*?\*\/\s*/g, '');

/** The docblock as Markdown. @param {ts.Node} node */
function docsOf(node) {
  const owner = ts.isVariableDeclaration(node) ? node.parent.parent : node;
  const docs = ts.getJSDocCommentsAndTags(owner).find(ts.isJSDoc);
  return (ts.getTextOfJSDocComment(docs?.comment) ?? '').replaceAll(/\{@link (\w+)\}/g, '`$1`');
}
