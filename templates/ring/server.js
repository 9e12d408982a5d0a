// Serves the page in ./public, and tells each open page who else is online.
import './node-version.js';
import {createHash} from 'node:crypto';
import {join} from 'node:path';
import express from 'express';
import {options} from './settings.js';
import {start} from './start.js';

/** How many people may be online. */
const MAX_PEOPLE = 500;
/** How often each open page gets something, in ms: proxies cut off connections that are silent for a minute. */
const HEARTBEAT_MS = 25_000;
/** How much may wait for a page that reads nothing, in bytes. */
const MAX_WAITING = 1_000_000;

/** Who is online: by peer id, the name and the response that stays open. */
const people = new Map();

const app = express();
app.disable('x-powered-by');
app.use(express.static(join(import.meta.dirname, 'public')));

// Server-sent events: the browser keeps this request open, and repeats it by itself when it breaks.
app.get('/online', (req, res) => {
  const {key, name} = req.query;
  if (typeof key !== 'string' || typeof name !== 'string' || !/^[\w-]{16,64}$/.test(key))
    return res.sendStatus(400);
  // Everybody sees the id, and only this page knows its key: so nobody else can take its place.
  const id = createHash('sha256').update(key).digest('hex').slice(0, 32);
  if (people.size >= MAX_PEOPLE && !people.has(id)) return res.sendStatus(503);
  // nginx would keep the events back.
  res.writeHead(200, {
    'Content-Type': 'text/event-stream',
    'Cache-Control': 'no-store',
    'X-Accel-Buffering': 'no',
  });
  res.write(`event: id\ndata: ${id}\n\n`);
  people.get(id)?.res.end();
  const person = {name: name.trim().slice(0, 40) || 'Somebody', res};
  people.set(id, person);
  tellEverybody();
  res.on('close', () => {
    // Unless the same page is back already.
    if (people.get(id) !== person) return;
    people.delete(id);
    tellEverybody();
  });
});

function tellEverybody() {
  const list = JSON.stringify([...people].map(([id, {name}]) => ({id, name})));
  sendToAll(`data: ${list}\n\n`);
}

function sendToAll(text) {
  for (const {res} of people.values())
    if (res.writableLength > MAX_WAITING) res.destroy();
    else res.write(text);
}

setInterval(sendToAll, HEARTBEAT_MS, ': still here\n\n').unref();

/** Event streams never end by themselves. */
function onStop() {
  const streams = [...people.values()];
  people.clear();
  for (const {res} of streams) res.end();
}

await start(options, {app, onStop});
