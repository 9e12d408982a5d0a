import {Directive, directive, type ChildPart} from 'lit/directive.js';
import {setChildPartValue} from 'lit/directive-helpers.js';

/** Content that can be rendered again without the rest: `keep` gets the function that does so. */
class Redrawable extends Directive {
  render(content: unknown, _keep: (redraw: (content: unknown) => void) => void) {
    return content;
  }

  override update(part: ChildPart, [content, keep]: Parameters<this['render']>) {
    keep(next => setChildPartValue(part, next, this as never));
    return content;
  }
}

export const redrawable = directive(Redrawable);
