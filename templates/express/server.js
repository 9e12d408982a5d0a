// An Express app with a login. Signed-in users get a token, and nobody can enter the call without one.
import './ready.cjs';
import {randomBytes} from 'node:crypto';
import {join} from 'node:path';
import {createToken} from '@rtc-call/broker';
import express from 'express';
import {rateLimit} from 'express-rate-limit';
import {authSecret, options} from './settings.js';
import {start} from './start.js';
import {findUser} from './users.js';

const DAY_MS = 86_400_000;

// Without AUTH_SECRET, open pages need a new token after each restart.
const secret = authSecret ?? randomBytes(32).toString('hex');

/** The signed-in users by the session in their cookie. Yours may be in a database. */
const sessions = new Map();

const app = express();
app.disable('x-powered-by');
// Behind these proxies, a request that came over https is secure, and so is the cookie.
if (options.trustProxy) app.set('trust proxy', options.trustProxy);
app.use(express.static(join(import.meta.dirname, 'public')));

// Nobody can try many passwords: after 10 wrong ones from an address, it has to wait.
const attempts = rateLimit({windowMs: 15 * 60_000, limit: 10, skipSuccessfulRequests: true});

app.post('/login', attempts, express.json(), async (req, res) => {
  const user = await findUser(req.body?.name, req.body?.password);
  if (!user) return res.sendStatus(403);
  for (const [old, {endsAt}] of sessions) if (endsAt < Date.now()) sessions.delete(old);
  const session = randomBytes(32).toString('hex');
  sessions.set(session, {user, endsAt: Date.now() + DAY_MS});
  // Not for scripts, and not sent by other sites.
  res.cookie('session', session, {httpOnly: true, sameSite: 'strict', secure: req.secure, maxAge: DAY_MS});
  res.sendStatus(204);
});

// The token is for one room, and has the name of the user.
app.post('/token', async (req, res) => {
  const session = /(?:^|; )session=(\w+)/.exec(req.get('cookie') ?? '')?.[1];
  const {user, endsAt = 0} = sessions.get(session) ?? {};
  if (endsAt < Date.now()) return res.sendStatus(401);
  const {name} = user;
  res.json({name, token: await createToken({secret, rooms: ['team'], name, expiresIn: 3600})});
});

await start({...options, auth: {secret}}, {app});
