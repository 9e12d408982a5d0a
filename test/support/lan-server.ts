import {spawn} from 'node:child_process';
import {once} from 'node:events';
import {mkdtemp, rm} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {fileURLToPath} from 'node:url';

const root = fileURLToPath(new URL('../..', import.meta.url));

/** `rtc-broker serve --lan` with the page of our template, and a folder of its own for its certificates. */
export interface LanServer {
  /** `http://localhost:9000`. */
  readonly url: string;
  /** `https://192.168.1.5:9000`. */
  readonly lanUrl: string;
  readonly trustUrl: string;
  /** Everything that it has printed. */
  readonly output: string;
  /** The file with the certificate of its authority. */
  readonly authority: string;
  close(): Promise<void>;
}

export async function startLanServer(): Promise<LanServer> {
  const config = await mkdtemp(join(tmpdir(), 'rtc-call-lan-'));
  const args = [
    'serve',
    join(root, 'templates/page/public'),
    '--lan',
    '--port',
    '0',
    '--drain-delay-ms',
    '0',
  ];
  const child = spawn(process.execPath, [join(root, 'packages/broker/dist/bin.js'), ...args], {
    env: {...process.env, XDG_CONFIG_HOME: config},
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let output = '';
  const urls = await new Promise<(string | undefined)[]>((resolve, reject) => {
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      output += text;
      const found = [/at (http:\S+)/, /network:\s+(https:\S+)/, /(http:\S+\/trust)/].map(
        line => line.exec(output)?.[1],
      );
      if (/SHA-256:\s+\w\w:/.test(output) && found.every(Boolean)) resolve(found);
    });
    child.once('exit', code => reject(new Error(`The server ended with ${code}:\n${output}`)));
  });
  const [url = '', lanUrl = '', trustUrl = ''] = urls;
  return {
    url,
    lanUrl,
    trustUrl,
    get output() {
      return output;
    },
    authority: join(config, 'rtc-call/authority/certificate.pem'),
    async close() {
      child.kill('SIGINT');
      if (child.exitCode === null) await once(child, 'exit');
      await rm(config, {recursive: true, force: true});
    },
  };
}
