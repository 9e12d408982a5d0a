import validate from 'validate-npm-package-name';

/** What npm has against a name for a new package, in its own words; undefined where it takes it. */
export function problemWithName(name: string): string | undefined {
  const {validForNewPackages, errors = [], warnings = []} = validate(name);
  return validForNewPackages ? undefined : [...errors, ...warnings].join(', ');
}

/** A name that npm takes, as near as can be to one that it refuses. */
export function validName(name: string): string {
  const near = name
    .trim()
    .toLowerCase()
    .replaceAll(/[^a-z0-9._-]+/g, '-')
    .replace(/^[-._]+/, '')
    .replace(/-+$/, '')
    .slice(0, 214);
  return near !== '' && problemWithName(near) === undefined ? near : 'my-call';
}
