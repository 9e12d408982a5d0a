// Serves the page in ./public, and tells each open page who else is online.
import './ready.cjs';
import {createHash} from 'node:crypto';
import {join} from 'node:path';
import express from 'express';
import {options} from './settings.js';
import {start} from './start.js';

/** How many people may be online. */
const MAX_PEOPLE = 500;
/** How often each open page is asked whether it is there, in ms. Proxies cut off connections that are silent for a minute. */
const BEAT_MS = 25_000;
/** How much may wait for a page that reads nothing, in bytes. */
const MAX_WAITING = 1_000_000;

/** Who is online: by peer id, the name, the response that stays open, and whether the page has answered since the last beat. */
const people = new Map();

const app = express();
app.disable('x-powered-by');
app.use(express.static(join(import.meta.dirname, 'public')));

// Server-sent events: the browser keeps this request open, and repeats it by itself when it breaks.
app.get('/online', (req, res) => {
  const {key, name} = req.query;
  if (typeof key !== 'string' || typeof name !== 'string' || !/^[\w-]{16,64}$/.test(key))
    return res.sendStatus(400);
  const id = idOf(key);
  if (people.size >= MAX_PEOPLE && !people.has(id)) return res.sendStatus(503);
  // nginx would keep the events back.
  res.writeHead(200, {
    'Content-Type': 'text/event-stream',
    'Cache-Control': 'no-store',
    'X-Accel-Buffering': 'no',
  });
  res.write(`event: id\ndata: ${id}\n\n`);
  people.get(id)?.res.end();
  const person = {name: name.trim().slice(0, 40) || 'Somebody', res, isThere: true};
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

// The answer to a beat. A page whose network is gone closes nothing: it is known by its silence.
app.post('/online', (req, res) => {
  const person = people.get(idOf(String(req.query.key)));
  if (person) person.isThere = true;
  res.sendStatus(person ? 204 : 404);
});

/** Everybody sees the id, and only one page knows its key: so nobody else can take its place. */
function idOf(key) {
  return createHash('sha256').update(key).digest('hex').slice(0, 32);
}

function beat() {
  for (const person of people.values()) {
    if (!person.isThere) person.res.destroy();
    person.isThere = false;
  }
  sendToAll('event: beat\ndata:\n\n');
}

setInterval(beat, BEAT_MS).unref();

/** Event streams never end by themselves. */
function onStop() {
  const streams = [...people.values()];
  people.clear();
  for (const {res} of streams) res.end();
}

await start(options, {app, onStop});
