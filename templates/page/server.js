// Serves the page in ./public and lets the browsers of a call find each other.
import './ready.cjs';
import {join} from 'node:path';
import {createRoomName} from './public/room-name.js';
import {options} from './settings.js';
import {start} from './start.js';

// With --lan, the same room for this computer and for the phone that scans the code.
const page = process.argv.includes('--lan') ? `/#${createRoomName()}` : '';

await start({...options, static: join(import.meta.dirname, 'public')}, {page});
