import type {PropertyDeclaration, ReactiveElement} from 'lit';

/** Lit's `@property()` for TypeScript's decorators alone: Lit's own can do two kinds, and weighs three times as much. */
export const property =
  (options?: PropertyDeclaration) =>
  (prototype: ReactiveElement, name: string): void =>
    (prototype.constructor as typeof ReactiveElement).createProperty(name, options);
