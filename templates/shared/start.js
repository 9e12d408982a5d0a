// Starts the server, and stops it on Ctrl-C.
import {createBroker} from '@rtc-call/broker';

/** A signal that comes again within this time is the same one, in ms: npm repeats the Ctrl-C of its terminal. */
const REPEATED_MS = 500;

/**
 * Starts a broker with these options. `app` answers the requests for everything but the call itself; without it, `static`
 * in the options is the folder of the pages. `page`: what to open, for example `/#room`. `onStop` ends what the app has
 * opened, because the server waits for answers that are not complete.
 */
export async function start(options, {app, page = '', onStop} = {}) {
  // `npm start -- --lan` serves phones in the same network as well, over https.
  const isLan = process.argv.includes('--lan');
  try {
    const broker = createBroker(options);
    const {url, lan} = await broker.listen({app, lan: isLan, fds: inheritedSockets()});
    stopWith(() => Promise.all([onStop?.(), broker.close()]));
    console.log(`Your call is ready: ${url}${page}`);
    if (lan) console.log(lan.describe(page));
  } catch (error) {
    console.error(describe(error, options));
    process.exit(1);
  }
}

/** One sentence on why the server could not start, with a code to search for. */
function describe(error, {port, host}) {
  switch (error.code) {
    case 'EADDRINUSE':
      return `Port ${port} is in use. Set PORT to another port, or to 0 for any free port. [port-in-use]`;
    case 'EACCES':
      return `You are not allowed to use port ${port}. Set PORT to one from 1024 on. [port-forbidden]`;
    case 'EADDRNOTAVAIL':
    case 'ENOTFOUND':
    case 'EAI_AGAIN':
      return `This computer has no address ${host}. Set HOST to localhost, or to 0.0.0.0 for all. [bad-host]`;
    default:
      return error.code ? `${error.message} [${error.code}]` : error.message;
  }
}

/** Calls `stop` on Ctrl-C and when the system stops the server, then exits. The next Ctrl-C ends the process at once. */
export function stopWith(stop) {
  let since;
  const onSignal = () => {
    if (since !== undefined && performance.now() - since > REPEATED_MS) process.exit(130);
    if (since !== undefined) return;
    since = performance.now();
    stop().finally(() => process.exit());
  };
  for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, onSignal);
}

/** The sockets that systemd has opened for this process (socket activation): file descriptors from 3 on. */
function inheritedSockets() {
  const {LISTEN_PID, LISTEN_FDS} = process.env;
  const count = LISTEN_PID === String(process.pid) ? Number(LISTEN_FDS) : 0;
  return Array.from({length: count}, (_, index) => 3 + index);
}
