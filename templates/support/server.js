// Serves the pages in ./public and creates the tokens: the owner's for a password, a visitor's for whoever asks.
import './ready.cjs';
import {createHash, randomBytes, timingSafeEqual} from 'node:crypto';
import {join} from 'node:path';
import {createToken} from '@rtc-call/broker';
import express from 'express';
import {rateLimit} from 'express-rate-limit';
import {authSecret, options} from './settings.js';
import {start} from './start.js';

// Without AUTH_SECRET, open pages need a new token after each restart.
const secret = authSecret ?? randomBytes(32).toString('hex');
const password = process.env.OWNER_PASSWORD || randomBytes(6).toString('hex');
if (!process.env.OWNER_PASSWORD) console.log(`The password for /owner.html: ${password}`);

const app = express();
app.disable('x-powered-by');
// Behind these proxies, the address of a browser is in X-Forwarded-For.
if (options.trustProxy) app.set('trust proxy', options.trustProxy);
app.use(express.static(join(import.meta.dirname, 'public')));

// A visitor gets a token for an id of their own, so nobody can take the owner's. Only the visitor's page knows the key that
// leads to this id: with it, it gets a new token for the same id.
app.post('/token', express.json(), async (req, res) => {
  const {key} = req.body ?? {};
  if (typeof key !== 'string' || key.length < 16) return res.sendStatus(400);
  const id = `visitor-${sha256(key).toString('hex').slice(0, 32)}`;
  res.json({id, token: await createToken({secret, id, expiresIn: 3600})});
});

// Nobody can try many passwords: after 10 wrong ones from an address, it has to wait.
const attempts = rateLimit({windowMs: 15 * 60_000, limit: 10, skipSuccessfulRequests: true});

app.post('/owner/token', attempts, express.json(), async (req, res) => {
  if (!isSame(req.body?.password, password)) return res.sendStatus(403);
  const id = 'owner';
  res.json({id, token: await createToken({secret, id, name: 'Support', expiresIn: 12 * 3600})});
});

/** Takes the same time for every wrong password. */
function isSame(given, wanted) {
  return timingSafeEqual(sha256(given), sha256(wanted));
}

function sha256(text) {
  return createHash('sha256').update(String(text)).digest();
}

await start({...options, auth: {secret}}, {app});
