// Serves the page in ./public, and tells each open page who else is online.
import {join} from 'node:path';
import express from 'express';
import {options} from './settings.js';
import {start} from './start.js';

/** Who is online: by peer id, the name and the response that stays open. */
const people = new Map();

const app = express();
app.disable('x-powered-by');
app.use(express.static(join(import.meta.dirname, 'public')));

// Server-sent events: the browser keeps this request open, and repeats it by itself when it breaks.
app.get('/online', (req, res) => {
  const {id, name} = req.query;
  if (typeof id !== 'string' || typeof name !== 'string' || !/^[\w-]{1,64}$/.test(id) || people.size >= 500)
    return res.sendStatus(400);
  res.writeHead(200, {'Content-Type': 'text/event-stream', 'Cache-Control': 'no-store'});
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
  for (const {res} of people.values()) res.write(`data: ${list}\n\n`);
}

await start(options, {app});
