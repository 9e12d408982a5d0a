/** A text for each plural form that the language has. */
export type Forms = {readonly [form in Intl.LDMLPluralRule]?: string} & {readonly other: string};

/** Returns a function that chooses the form for a count (Unicode CLDR plural rules). */
export function pluralsOf(lang: string): (count: number, forms: Forms) => string {
  const rules = new Intl.PluralRules(lang);
  return (count, forms) => forms[rules.select(count)] ?? forms.other;
}
