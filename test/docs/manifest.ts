/** The names in custom-elements.json. */
import {read} from './pages.js';

interface Named {
  readonly name: string;
}

interface Declaration {
  readonly attributes: readonly (Named & {
    readonly fieldName: string;
    readonly type: {readonly text: string};
  })[];
  readonly members: readonly (Named & {readonly kind: string})[];
  readonly events: readonly Named[];
  readonly slots: readonly Named[];
  readonly cssParts: readonly Named[];
  readonly cssProperties: readonly Named[];
  readonly cssStates: readonly Named[];
}

const {modules} = JSON.parse(read('packages/element/custom-elements.json')) as {
  modules: {declarations: Declaration[]}[];
};
const declaration = modules.flatMap(({declarations}) => declarations)[0]!;
const namesIn = (list: readonly Named[]): ReadonlySet<string> => new Set(list.map(({name}) => name));

export const attributes = new Map(declaration.attributes.map(({name, type}) => [name, type.text]));
/** Properties, with those of attributes. */
export const properties = namesIn(declaration.members.filter(({kind}) => kind === 'field'));
export const events = namesIn(declaration.events);
export const slots = namesIn(declaration.slots);
export const parts = namesIn(declaration.cssParts);
export const cssProperties = namesIn(declaration.cssProperties);
export const states = namesIn(declaration.cssStates);
