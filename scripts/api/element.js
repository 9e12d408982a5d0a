// @ts-check
/** docs/api/element.md, from custom-elements.json. */
import {code, section, table} from './markdown.js';

/**
 * @typedef {{name: string, description?: string}} Named
 * @typedef {Named & {type?: {text: string}, default?: string}} Typed
 * @typedef {Typed & {fieldName: string}} Attribute
 * @typedef {Typed & {kind: 'field' | 'method', attribute?: string, readonly?: boolean,
 *   parameters?: (Typed & {optional?: boolean})[], return?: {type: {text: string}}}} Member
 * @typedef {{attributes: Attribute[], members: Member[], events: Typed[], slots: Named[], cssParts: Named[],
 *   cssProperties: Typed[], cssStates: Named[]}} Declaration
 * @typedef {{modules: {declarations: Declaration[]}[]}} Manifest
 */

const HEAD = `# \`<rtc-call>\`

Every attribute, property, method, event, slot, part, custom property and state of the element. How they are used together is
in [its README](../../packages/element/README.md). The types are those of [the engine](engine.md).

This page is written by \`pnpm api\` from packages/element/custom-elements.json.
`;

/** @param {Manifest} manifest */
export function renderElement({modules}) {
  const [element] = modules.flatMap(({declarations}) => declarations);
  if (!element) throw new Error('The manifest has no element.');
  const {attributes, members, events, slots, cssParts, cssProperties, cssStates} = element;
  const fields = members.filter(({kind, attribute}) => kind === 'field' && attribute === undefined);
  const methods = members.filter(({kind}) => kind === 'method');
  return [
    HEAD,
    section(
      'Attributes',
      table(['attribute', 'property', 'type', 'default', 'meaning'], attributes.map(attributeRow)),
    ),
    section('Properties', table(['property', 'type', 'meaning'], fields.map(fieldRow))),
    section('Methods', table(['method', 'meaning'], methods.map(methodRow))),
    section('Events', table(['event', 'class', 'meaning'], events.map(typedRow))),
    section('Slots', table(['slot', 'content'], slots.map(row))),
    section('CSS custom properties', table(['property', 'meaning'], cssProperties.map(row))),
    section('States', table(['`:state()`', 'meaning'], cssStates.map(row))),
    section('CSS parts', table(['`::part()`', 'what it is'], cssParts.map(row))),
  ].join('');
}

/** @param {Attribute} attribute */
const attributeRow = ({name, fieldName, type, default: fallback = '', description = ''}) => [
  code(name),
  code(fieldName),
  code(type?.text ?? ''),
  code(fallback === "''" ? '' : fallback),
  description,
];

/** @param {Member} member */
const fieldRow = ({name, type, readonly, description = ''}) => [
  code(name),
  code(type?.text ?? ''),
  `${description}${readonly ? ' Read-only.' : ''}`,
];

/** @param {Member} method */
function methodRow({name, parameters = [], return: result, description = ''}) {
  const list = parameters.map(({name, optional, type}) => `${name}${optional ? '?' : ''}: ${type?.text}`);
  return [code(`${name}(${list.join(', ')}): ${result?.type.text ?? 'void'}`), description];
}

/** @param {Typed} item */
const typedRow = ({name, type, description = ''}) => [code(name), code(type?.text ?? ''), description];

/** @param {Named} item */
const row = ({name, description = ''}) => [code(name), description];
