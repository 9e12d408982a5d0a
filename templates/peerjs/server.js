// Serves a page with PeerJS and a page with <rtc-call>. The broker is a PeerServer for both.
import './ready.cjs';
import {createRequire} from 'node:module';
import {dirname, join} from 'node:path';
import express from 'express';
import {options} from './settings.js';
import {start} from './start.js';

const peerjs = join(dirname(createRequire(import.meta.url).resolve('peerjs')), 'peerjs.min.js');

const app = express();
app.disable('x-powered-by');
app.use(express.static(join(import.meta.dirname, 'public')));
app.get('/peerjs.min.js', (_req, res) => res.sendFile(peerjs, {dotfiles: 'allow'}));

await start(options, {app});
