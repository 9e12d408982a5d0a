import type {PropertyDeclaration, ReactiveElement} from 'lit';

/** Lit's `@property()` for TypeScript's decorators only: Lit's own supports both kinds and is three times as large. */
export const property =
  (options?: PropertyDeclaration) =>
  (prototype: ReactiveElement, name: string): void =>
    (prototype.constructor as typeof ReactiveElement).createProperty(name, options);
