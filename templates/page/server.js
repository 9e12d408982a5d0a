// Serves the page in ./public and lets the browsers of a call find each other.
import {existsSync} from 'node:fs';
import {join} from 'node:path';
import {createBroker} from '@rtc-call/broker';

const settings = join(import.meta.dirname, '.env');
if (existsSync(settings)) process.loadEnvFile(settings);
const {PORT = '9000', HOST = 'localhost'} = process.env;

try {
  const broker = createBroker({
    port: Number(PORT),
    host: HOST,
    static: join(import.meta.dirname, 'public'),
  });
  const {url} = await broker.listen();
  for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => broker.close());
  console.log(`Your call is ready: ${url}`);
} catch (error) {
  const isInUse = error.code === 'EADDRINUSE';
  console.error(
    isInUse ? `Port ${PORT} is in use. Set PORT to another port, or to 0 for any free port.` : error.message,
  );
  process.exit(1);
}
