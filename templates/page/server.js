// Serves the page in ./public and lets the browsers of a call find each other.
import {existsSync} from 'node:fs';
import {join} from 'node:path';
import {createBroker} from '@rtc-call/broker';
import {createRoomName} from './public/room-name.js';

const settings = join(import.meta.dirname, '.env');
if (existsSync(settings)) process.loadEnvFile(settings);
const {PORT = '9000', HOST = 'localhost'} = process.env;
// `npm start -- --lan` serves phones in the same network as well, over https.
const isLan = process.argv.includes('--lan');

try {
  const broker = createBroker({
    port: Number(PORT),
    host: HOST,
    static: join(import.meta.dirname, 'public'),
  });
  const {url, lan} = await broker.listen({lan: isLan});
  for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => broker.close());
  // The same room for this computer and for the phone that scans the code.
  const room = isLan ? `/#${createRoomName()}` : '';
  console.log(`Your call is ready: ${url}${room}`);
  if (lan) console.log(lan.describe(room));
} catch (error) {
  const isInUse = error.code === 'EADDRINUSE';
  console.error(
    isInUse ? `Port ${PORT} is in use. Set PORT to another port, or to 0 for any free port.` : error.message,
  );
  process.exit(1);
}
