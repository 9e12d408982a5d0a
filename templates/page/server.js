// The server: it hands out the page in ./public and lets the browsers of a call find each other.
import {existsSync} from 'node:fs';
import {join} from 'node:path';
import {createBroker} from '@rtc-call/broker';

const settings = join(import.meta.dirname, '.env');
if (existsSync(settings)) process.loadEnvFile(settings);

const broker = createBroker({
  port: Number(process.env.PORT ?? 9000),
  host: process.env.HOST ?? 'localhost',
  static: join(import.meta.dirname, 'public'),
});

for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => broker.close());

const {url} = await broker.listen();
console.log(`Your call is ready: ${url}`);
