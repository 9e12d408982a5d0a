/** `rtc-broker init`: writes what is needed to run a broker on a server of one's own. */
import {randomBytes} from 'node:crypto';
import {existsSync, mkdirSync, readFileSync, readdirSync, writeFileSync} from 'node:fs';
import {isIP} from 'node:net';
import {join} from 'node:path';
import {domainToASCII} from 'node:url';
import {parseEnv} from 'node:util';
import {Command} from 'commander';
import type {Terminal} from './terminal.js';

const SOURCES = new URL('../../deploy/', import.meta.url);
const FOLDER = 'deploy';
/** Only for their owner. */
const SECRET_FILES: ReadonlySet<string> = new Set(['.env', 'turnserver.conf']);

export function initCommand(terminal: Terminal): Command {
  const fail = (message: string): void => {
    terminal.stderr.write(`${message}\n`);
    terminal.exitCode = 1;
  };
  return new Command('init')
    .description('Writes the folder deploy: containers, systemd units, web server, relay, and secrets.')
    .argument('[dir]', 'the folder of the project', '.')
    .option('--domain <name>', 'the host name of the server, for example calls.example.com')
    .option('--external-ip <address>', "the relay's public address, or public/private behind NAT")
    .action((dir: string, {domain, externalIp}: {domain?: string; externalIp?: string}) => {
      if (domain === undefined)
        return fail(
          '--domain is missing: add the host name of the server, such as --domain calls.example.com',
        );
      const host = domainToASCII(domain);
      if (!/^(?=.{1,253}$)([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z][a-z0-9-]*[a-z0-9]$/.test(host))
        return fail(`--domain: expected a host name such as calls.example.com, got ${domain}`);
      const addresses = externalIp?.split('/') ?? [];
      if (addresses.length > 2 || addresses.some(address => !isIP(address)))
        return fail(`--external-ip: expected an address, or public/private, got ${externalIp}`);
      if (!existsSync(join(dir, 'package.json')))
        return fail(
          `There is no package.json in ${dir}: run it in a project that depends on @rtc-call/broker.`,
        );
      try {
        const written = writeFiles(dir, host, addresses);
        terminal.stdout.write(written.map(name => `Wrote ${FOLDER}/${name}\n`).join(''));
        terminal.stdout.write(
          written.length > 0
            ? `Next: read ${FOLDER}/README.md.\n`
            : `All files of ${FOLDER} are there already. Remove those that you want to have written again.\n`,
        );
      } catch (error) {
        fail(`${FOLDER} could not be written: ${(error as Error).message}`);
      }
    });
}

/** Writes the files that are missing; returns their names. */
function writeFiles(dir: string, domain: string, addresses: readonly string[]): string[] {
  const folder = join(dir, FOLDER);
  mkdirSync(folder, {recursive: true});
  const isProject = existsSync(join(dir, 'server.js'));
  const name = (setting: string): string => (isProject ? setting : `RTC_BROKER_${setting}`);
  const command = isProject ? ['node', 'server.js'] : ['node_modules/.bin/rtc-broker', 'serve', 'public'];
  const read = (file: string): string =>
    existsSync(join(folder, file)) ? readFileSync(join(folder, file), 'utf8') : '';
  // Broker and relay must have the same secret, whichever of the two files is left.
  const turnSecret =
    parseEnv(read('.env'))[name('TURN_SECRET')] ??
    /^static-auth-secret=(\S+)/m.exec(read('turnserver.conf'))?.[1] ??
    randomSecret();
  const values: Readonly<Record<string, string>> = {
    DOMAIN: domain,
    HOST: name('HOST'),
    PORT: name('PORT'),
    TRUST_PROXY: name('TRUST_PROXY'),
    COMMAND: isProject
      ? '/usr/bin/node server.js'
      : '/opt/rtc-call/node_modules/.bin/rtc-broker serve public',
    COMMAND_JSON: JSON.stringify(command),
    TURN_SECRET: turnSecret,
    EXTERNAL_IP: externalAddress(addresses),
  };
  const files = new Map(
    readdirSync(SOURCES).map(file => [
      // npm does not publish files of that name.
      file === 'gitignore' ? '.gitignore' : file,
      readFileSync(new URL(file, SOURCES), 'utf8').replaceAll(
        /\{\{(\w+)\}\}/g,
        (whole, key: string) => values[key] ?? whole,
      ),
    ]),
  );
  files.set('.env', settings(name, domain, turnSecret));
  const missing = [...files].filter(([file]) => !existsSync(join(folder, file)));
  for (const [file, text] of missing)
    // Fails if the file appears meanwhile.
    writeFileSync(join(folder, file), text, {flag: 'wx', mode: SECRET_FILES.has(file) ? 0o600 : 0o644});
  return missing.map(([file]) => file).toSorted();
}

const randomSecret = (): string => randomBytes(32).toString('hex');

/** A relay is reached at its public address; behind NAT, coturn has to know both. */
const externalAddress = (addresses: readonly string[]): string =>
  addresses.length === 0
    ? '# Behind NAT:\n# external-ip=PUBLIC/PRIVATE'
    : `external-ip=${addresses.join('/')}`;

const settings = (name: (setting: string) => string, domain: string, turnSecret: string): string => `\
# The settings of the broker. Secrets: never commit this file.
${name('PORT')}=9000
${name('HOST')}=127.0.0.1
${name('TRUST_PROXY')}=127.0.0.1
${name('STUN')}=stun:${domain}:3478
${name('TURN_URLS')}=turn:${domain}:3478,turn:${domain}:3478?transport=tcp,turns:${domain}:5349
# The same as static-auth-secret in turnserver.conf.
${name('TURN_SECRET')}=${turnSecret}
# Remove the # if your pages get tokens: then nobody can connect without one.
# ${name('AUTH_SECRET')}=${randomSecret()}
`;
