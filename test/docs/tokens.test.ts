/** The programs of docs/guides/tokens.md run, and the broker accepts the tokens that they create. */
import {execFile, spawn} from 'node:child_process';
import {once} from 'node:events';
import {writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {pathToFileURL} from 'node:url';
import {promisify} from 'node:util';
import {afterAll, beforeAll, describe, expect, it, onTestFinished} from 'vitest';
import {createVerifier} from '../../packages/broker/src/admission/tokens.js';
import {createLog} from '../../packages/broker/src/log.js';
import {freePort, isInstalled} from '../../packages/broker/src/testing/daemons.js';
import {snippetsOf} from './pages.js';
import {openWorkshop, type Workshop} from './workshop.js';

const secret = 'a secret of at least 32 bytes, for this test only';
const env = {...process.env, RTC_BROKER_AUTH_SECRET: secret};
const verify = createVerifier({secret}, {handshakeMs: 10_000, log: createLog('silent')});

/** The reader's login, of the name that the page gives it. */
const LOGIN = `globalThis.findUser = async request => {
  const {headers} = request;
  const name = headers.get?.('x-user') ?? headers['x-user'];
  return name && {id: 'ada', name};
};`;

/** The first snippet under a heading. */
function program(heading: string, language: string): string {
  const found = snippetsOf('docs/guides/tokens.md').find(
    snippet => snippet.headings.at(-1) === heading && snippet.language === language,
  );
  if (!found) throw new Error(`There is no ${language} under “${heading}”.`);
  return found.code;
}

async function expectAccepted(token: string) {
  expect(await verify(token.trim())).toEqual({name: 'Ada', rooms: ['standup']});
  const [head, body, signature = ''] = token.trim().split('.');
  const other = signature.startsWith('A') ? 'B' : 'A';
  expect(await verify([head, body, other + signature.slice(1)].join('.'))).toBe('unauthorized');
}

describe('a token from docs/guides/tokens.md', () => {
  let workshop: Workshop;
  beforeAll(() => {
    workshop = openWorkshop();
    writeFileSync(join(workshop.folder, 'login.mjs'), LOGIN);
  });
  afterAll(() => workshop.remove());

  const write = (name: string, code: string): string => {
    const file = join(workshop.folder, name);
    writeFileSync(file, code);
    return file;
  };

  it.each(['Express', 'Fastify'])(
    'in %s is for those who have logged in, and the broker accepts it',
    async heading => {
      const port = await freePort();
      const code = program(heading, 'js').replace(/\b3000\b/, String(port));
      const file = write(`${heading}.mjs`, code);
      const server = spawn(process.execPath, ['--import', './login.mjs', file], {
        cwd: workshop.folder,
        env,
        stdio: ['ignore', 'inherit', 'inherit'],
      });
      const ended = once(server, 'close');
      onTestFinished(async () => {
        server.kill();
        await ended;
      });
      const post = (headers: Record<string, string>) =>
        fetch(`http://127.0.0.1:${port}/token`, {method: 'POST', headers});
      await expect
        .poll(
          () =>
            post({}).then(
              ({status}) => status,
              () => 'starting',
            ),
          {timeout: 50_000},
        )
        .toBe(401);
      const {token} = (await (await post({'x-user': 'Ada'})).json()) as {token: string};
      await expectAccepted(token);
    },
  );

  it('in Next (its route alone, as a function) is for those who have logged in, and the broker accepts it', async () => {
    const file = write('route.mjs', program('Next', 'js'));
    const script = `
      import './login.mjs';
      import {POST} from ${JSON.stringify(pathToFileURL(file).href)};
      const post = headers => POST(new Request('https://example.com/token', {method: 'POST', headers}));
      const {status} = await post({});
      const {token} = await (await post({'x-user': 'Ada'})).json();
      process.stdout.write(JSON.stringify({status, token}));`;
    const {stdout} = await run(process.execPath, [write('post.mjs', script)]);
    const {status, token} = JSON.parse(stdout) as {status: number; token: string};
    expect(status).toBe(401);
    await expectAccepted(token);
  });

  describe.each([
    {name: 'Python', language: 'python', file: 'token.py', command: ['python3'], from: 'python3'},
    {name: 'PHP', language: 'php', file: 'token.php', command: ['php'], from: 'php-cli'},
    {name: 'Go', language: 'go', file: 'token.go', command: ['go', 'run'], from: 'golang-go'},
  ])('in $name', ({name, language, file, from, command: [command = '', ...args]}) => {
    const isHere = isInstalled(command);

    it.skipIf(!isHere)(
      `is accepted by the broker${isHere ? '' : `: NOT RUN, ${command} is not installed (Debian: apt install ${from})`}`,
      async () => {
        const path = write(file, program(name, language));
        const {stdout} = await run(command, [...args, path]);
        await expectAccepted(stdout);
      },
    );
  });

  function run(command: string, args: readonly string[]) {
    return promisify(execFile)(command, args, {cwd: workshop.folder, env});
  }
});
