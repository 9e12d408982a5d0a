/** The files for containers that `init` writes, linted. test/full/image.test.ts runs what the Dockerfile says. */
import {execFileSync} from 'node:child_process';
import {readFileSync} from 'node:fs';
import {writeFile} from 'node:fs/promises';
import {join} from 'node:path';
import {DCLinter} from 'dclint';
import {DockerfileParser, type JSONInstruction} from 'dockerfile-ast';
import {validate} from 'dockerfile-utils';
import {beforeEach, describe, expect, test} from 'vitest';
import {parse} from 'yaml';
import {makeFolder} from '../testing/daemons.js';

const bin = join(import.meta.dirname, '../../dist/bin.js');

describe.each(['a project with a server', 'a folder of pages'])('for %s', kind => {
  let dir: string;
  const path = (name: string) => join(dir, 'deploy', name);

  beforeEach(async () => {
    dir = await makeFolder();
    await writeFile(join(dir, 'package.json'), '{}');
    if (kind === 'a project with a server') await writeFile(join(dir, 'server.js'), '');
    execFileSync(process.execPath, [bin, 'init', dir, '--domain', 'calls.example.com']);
  });

  test('the Dockerfile is valid, and follows the rules of good images', () => {
    const text = readFileSync(path('Dockerfile'), 'utf8');
    expect(validate(text)).toEqual([]);
    const file = DockerfileParser.parse(text);
    const named = (name: string) => file.getInstructions().filter(one => one.getKeyword() === name);
    const indexOf = (name: string) => file.getInstructions().findLastIndex(one => one.getKeyword() === name);

    const [from] = file.getFROMs();
    expect(from!.getImageTag()).toMatch(/^\d+/);
    expect(named('USER').at(-1)!.getArgumentsContent()).not.toMatch(/^(root|0)\b/);
    // What is copied belongs to root: the server can't change it.
    for (const name of ['RUN', 'COPY']) expect(indexOf('USER')).toBeGreaterThan(indexOf(name));
    expect(text).not.toMatch(/--chown|^ADD |:latest|\bsudo\b|curl .*\|/m);
    // The list of dependencies comes first, so that a changed page does not install them again.
    expect(file.getCOPYs().map(copy => copy.getArgumentsContent())).toEqual(['package*.json ./', '. .']);
    expect(file.getHEALTHCHECKs()).toHaveLength(1);
    expect(named('STOPSIGNAL').map(one => one.getArgumentsContent())).toEqual(['SIGTERM']);
    // Without a shell, which would keep the signal for itself.
    const [command] = file.getCMDs() as JSONInstruction[];
    expect(command!.getJSONStrings().length).toBeGreaterThan(1);
    // No secrets: neither as variables nor as copied files.
    expect(named('ENV').map(one => one.getArgumentsContent())).toEqual([
      expect.not.stringMatching(/secret|token|password|key/i),
    ]);
    expect(named('ARG')).toEqual([]);
    expect(readFileSync(path('Dockerfile.dockerignore'), 'utf8').split('\n')).toEqual(
      expect.arrayContaining(['.env', '.git', 'deploy', 'node_modules']),
    );
  });

  test('the compose file matches the specification', () => {
    // The order of keys is a matter of taste. Caddy is there to be reached from everywhere.
    const off = Object.fromEntries(
      ['service-keys-order', 'no-unbound-port-interfaces'].map(rule => [rule, 0] as const),
    );
    const linter = new DCLinter({rules: off, quiet: true, debug: false, exclude: []});
    const [results] = linter.lintFiles([path('compose.yaml')], false) as {messages: unknown[]}[];
    expect(results!.messages).toEqual([]);
  });

  test('the container is given longer to end than the broker takes, and nothing that it can write to', () => {
    const {services} = parse(readFileSync(path('compose.yaml'), 'utf8')) as {
      services: {broker: Record<string, unknown>};
    };
    expect(services.broker).toMatchObject({
      read_only: true,
      cap_drop: ['ALL'],
      security_opt: ['no-new-privileges:true'],
      stop_grace_period: '15s',
    });
    expect(services.broker).not.toHaveProperty('volumes');
    expect(services.broker).not.toHaveProperty('ports');
  });
});
