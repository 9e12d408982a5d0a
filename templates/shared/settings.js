// The settings of the server, from the environment or from the file .env. The file .env.example explains them.
import {existsSync} from 'node:fs';
import {join} from 'node:path';

const file = join(import.meta.dirname, '.env');
try {
  if (existsSync(file)) process.loadEnvFile(file);
} catch {
  console.error("The file .env can't be read. [cannot-read]");
  process.exit(1);
}
const {PORT, HOST, ORIGINS, TRUST_PROXY, STUN, TURN_URLS, TURN_SECRET, AUTH_SECRET} = process.env;

/** Signs tokens; undefined if it is not set. */
export const authSecret = AUTH_SECRET || undefined;

/** The options of createBroker(). */
export const options = {
  port: Number(PORT || 9000),
  host: HOST || 'localhost',
  origins: list(ORIGINS),
  trustProxy: list(TRUST_PROXY),
  stun: list(STUN),
  turn: TURN_URLS ? {urls: list(TURN_URLS), secret: TURN_SECRET} : undefined,
  auth: authSecret ? {secret: authSecret} : undefined,
};

function list(text = '') {
  return text.split(',').flatMap(item => item.trim() || []);
}
