/** The four packages as they would be published, without installing them. */
import {mkdtemp, readdir, readFile, rm} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join, relative} from 'node:path';
import {checkPackage, createPackageFromTarballData} from '@arethetypeswrong/core';
import {publint} from 'publint';
import {formatMessage} from 'publint/utils';
import {afterAll, beforeAll, describe, expect, it} from 'vitest';
import {PACKAGES, packPackage} from './packed.js';
import {run} from './processes.js';

/** Import resolutions that our packages don't support, because they are ESM with `exports`. */
const UNSUPPORTED = new Set(['node10', 'node16-cjs']);

describe.each(PACKAGES)('the tarball of packages/%s', name => {
  let folder: string;
  let tarball: string;
  let files: string[];

  const read = (file: string) => readFile(join(folder, 'package', file), 'utf8');
  const readManifest = async () => JSON.parse(await read('package.json')) as Record<string, unknown>;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'rtc-call-tarball-'));
    tarball = await packPackage(name, folder);
    await run('tar', ['-xzf', tarball], {cwd: folder});
    const entries = await readdir(join(folder, 'package'), {recursive: true, withFileTypes: true});
    files = entries
      .filter(entry => entry.isFile())
      .map(({parentPath, name}) => relative(join(folder, 'package'), join(parentPath, name)));
  });

  afterAll(() => rm(folder, {recursive: true}));

  it('passes publint', async () => {
    const {buffer} = new Uint8Array(await readFile(tarball));
    const {messages, pkg} = await publint({pack: {tarball: buffer}, strict: true});
    expect(messages.map(message => formatMessage(message, pkg))).toEqual([]);
  });

  it('has types that resolve like its code (attw)', async () => {
    const files = createPackageFromTarballData(new Uint8Array(await readFile(tarball)));
    // A package that nobody imports has no types of its own; those in its templates belong to others.
    if (!('exports' in (await readManifest())))
      return expect(files.listFiles().filter(name => name.endsWith('.d.ts'))).toEqual([]);
    const result = await checkPackage(files);
    const problems = result.types ? result.problems : [];
    const isUnsupported = (problem: object) =>
      'resolutionKind' in problem && UNSUPPORTED.has(problem.resolutionKind as string);
    expect(problems.filter(problem => !isUnsupported(problem))).toEqual([]);
    expect(Boolean(result.types), 'A package that can be imported has types.').toBe(true);
  });

  it('contains the metadata of the root package', async () => {
    const root = JSON.parse(await readFile('package.json', 'utf8')) as Record<string, object>;
    const {homepage, bugs, keywords, repository} = root;
    expect(await readManifest()).toMatchObject({
      homepage,
      bugs,
      keywords,
      repository: {...repository, directory: `packages/${name}`},
    });
  });

  it('contains its license, README and changelog', async () => {
    expect(files).toEqual(expect.arrayContaining(['LICENSE', 'README.md', 'CHANGELOG.md']));
    const {version} = await readManifest();
    expect(await read('CHANGELOG.md')).toContain(`\n## ${String(version)}\n`);
  });

  it('contains every source map that its files reference', async () => {
    for (const file of files.filter(file => /\.(js|css|ts)$/.test(file))) {
      for (const [, map] of (await read(file)).matchAll(/^\/[/*]# sourceMappingURL=(?!data:)(\S+)/gm))
        expect(files, file).toContain(join(file, '..', map!));
    }
  });

  it('contains no files that only the repository needs', () => {
    expect(files.filter(file => /\.test\.|tsbuildinfo|node_modules|^src\//.test(file))).toEqual([]);
  });
});
