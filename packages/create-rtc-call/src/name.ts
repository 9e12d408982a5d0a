import validate from 'validate-npm-package-name';

/** Why npm rejects a name for a new package, in npm's words; undefined if the name is valid. */
export function problemWithName(name: string): string | undefined {
  const {validForNewPackages, errors = [], warnings = []} = validate(name);
  return validForNewPackages ? undefined : [...errors, ...warnings].join(', ');
}

/** A valid package name close to an invalid one. */
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
