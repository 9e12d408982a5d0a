import {distance, nearest} from '@rtc-call/engine/nearest';

/** Names that are not ours: `data-x`, `aria-label`, `v-if`, `x-data`, `:room`, `@click`, `_ngcontent`. */
const IS_FOREIGN = /^(?:data|aria|v|x)-|[^a-z-]/;

/** `; did you mean "grid"?` if one of the choices is spelt similarly, otherwise empty. */
export function didYouMean(text: string, choices: readonly string[]): string {
  const best = nearest(text.toLowerCase(), choices);
  return distance(text.toLowerCase(), best) <= text.length / 2 ? `; did you mean "${best}"?` : '';
}

/** The attributes that are no known ones, but are spelt almost like one: `displayname` means `display-name`. */
export function misspelt(
  present: readonly string[],
  known: readonly string[],
): {readonly name: string; readonly meant: string}[] {
  return present.flatMap(name => {
    if (known.length === 0 || known.includes(name) || IS_FOREIGN.test(name)) return [];
    const best = nearest(squeeze(name), known.map(squeeze));
    const isClose = distance(squeeze(name), best) <= (name.length > 5 ? 2 : 1);
    const meant = known.find(one => squeeze(one) === best);
    return isClose && meant ? [{name, meant}] : [];
  });
}

const squeeze = (name: string) => name.replaceAll('-', '');
