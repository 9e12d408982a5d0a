// Serves the pages in ./public and creates the tokens: the owner's for a password, a visitor's for whoever asks.
import {createHash, randomBytes, randomUUID, timingSafeEqual} from 'node:crypto';
import {join} from 'node:path';
import {createToken} from '@rtc-call/broker';
import express from 'express';
import {authSecret, options} from './settings.js';
import {start} from './start.js';

// Without AUTH_SECRET, open pages need a new token after each restart.
const secret = authSecret ?? randomBytes(32).toString('hex');
const password = process.env.OWNER_PASSWORD || randomBytes(6).toString('hex');
if (!process.env.OWNER_PASSWORD) console.log(`The password for /owner.html: ${password}`);

const app = express();
app.disable('x-powered-by');
app.use(express.static(join(import.meta.dirname, 'public')));

// A visitor gets a token for an id of their own, so nobody can take the owner's.
app.post('/token', async (_req, res) => {
  const id = `visitor-${randomUUID()}`;
  res.json({id, token: await createToken({secret, id, expiresIn: 3600})});
});

app.post('/owner/token', express.json(), async (req, res) => {
  if (!isSame(req.body?.password, password)) return res.sendStatus(403);
  const id = 'owner';
  res.json({id, token: await createToken({secret, id, name: 'Support', expiresIn: 12 * 3600})});
});

/** Takes the same time for every wrong password. */
function isSame(given, wanted) {
  const [a, b] = [given, wanted].map(text => createHash('sha256').update(String(text)).digest());
  return timingSafeEqual(a, b);
}

await start({...options, auth: {secret}}, {app});
