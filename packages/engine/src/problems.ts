/**
 * Every error code, with one sentence for what happened and one for the fix. `CallError.hint`, the broker's refusals,
 * `rtc-broker check` and docs/errors.md are written from these tables. This file imports nothing.
 *
 * There are two tables, so that a page loads only the first one. A code that both a call and the broker use is in the
 * first one. What is not here: the element's own words for visitors, per language (element/src/strings/errors.ts); and
 * what only `rtc-broker check` can find, such as a socket's error or a TURN server's answer (broker/src/check).
 */

/** `{detail}` stands for the error's detail. */
export interface Problem {
  /** What happened. */
  readonly sentence: string;
  /** What to do about it, for `fixedBy`. */
  readonly fix: string;
  /** Who can fix it: the visitor, the author of the page, or the operator of the broker. */
  readonly fixedBy: 'visitor' | 'page' | 'broker';
}

const INVALID_ID: Problem = {
  sentence: 'This is not a valid peer id.',
  fix: 'Use 1 to 64 letters and digits, with single spaces, dashes or underscores between them.',
  fixedBy: 'page',
};

/** The codes of CallError. */
export const CALL_PROBLEMS = {
  'insecure-context': {
    sentence: 'Browsers allow camera and microphone only on secure pages.',
    fix: 'Serve the page over https, or open it on localhost.',
    fixedBy: 'page',
  },
  'not-verifiable': {
    sentence: 'The other side can’t prove that nobody is in between.',
    fix: 'Have them open this page in a current browser.',
    fixedBy: 'visitor',
  },
  'not-supported': {
    sentence: 'This browser can’t do that.',
    fix: 'Use a current Chrome, Edge, Firefox or Safari.',
    fixedBy: 'visitor',
  },
  'permission-denied': {
    sentence: 'The camera or microphone is blocked.',
    fix: 'Allow them for this site in the address bar.',
    fixedBy: 'visitor',
  },
  'permission-denied-by-system': {
    sentence: 'The operating system does not let this browser use the camera or microphone.',
    fix: 'Allow the browser in the privacy settings of the system.',
    fixedBy: 'visitor',
  },
  'permission-dismissed': {
    sentence: 'The question for the camera or microphone was closed without an answer.',
    fix: 'Try again, and allow them.',
    fixedBy: 'visitor',
  },
  'policy-forbidden': {
    sentence: 'The page, or the one that embeds it, does not allow this (Permissions Policy).',
    fix: 'Set {detail}.',
    fixedBy: 'page',
  },
  'device-not-found': {
    sentence: 'No such device was found.',
    fix: 'Connect a device, or choose another one.',
    fixedBy: 'visitor',
  },
  'device-in-use': {
    sentence: 'Another application uses the device.',
    fix: 'Close that application, then try again.',
    fixedBy: 'visitor',
  },
  'device-failed': {
    sentence: 'The device stopped working.',
    fix: 'Choose another device.',
    fixedBy: 'visitor',
  },
  'screenshare-cancelled': {
    sentence: 'No screen was chosen.',
    fix: 'Start again, and choose a screen.',
    fixedBy: 'visitor',
  },
  'invalid-id': INVALID_ID,
  'invalid-room': {
    sentence: 'This is not a valid room name.',
    fix: 'Use 1 to 128 characters, without control characters.',
    fixedBy: 'page',
  },
  'invalid-option': {
    sentence: 'An option or attribute has an invalid value, which is ignored.',
    fix: 'Use one of the values that the README lists.',
    fixedBy: 'page',
  },
  'id-taken': {
    sentence: 'Another client holds this peer id.',
    fix: 'Use another peer id, or none.',
    fixedBy: 'page',
  },
  'id-forbidden': {
    sentence: 'The access token is for another peer id (the claim sub).',
    fix: 'Use that peer id, or issue a token for this one.',
    fixedBy: 'page',
  },
  'broker-unreachable': {
    sentence: 'The broker does not answer.',
    fix: 'Check that it is running and reachable at this address.',
    fixedBy: 'broker',
  },
  'private-broker-unreachable': {
    sentence: 'The broker, on a private network, does not answer this page, which is not.',
    fix: 'Allow “Local network access” for this site in the address bar, check that the broker runs, or give it a public address.',
    fixedBy: 'visitor',
  },
  'broker-refused': {
    sentence: 'The broker refused this: {detail}',
    fix: 'Look up the code in docs/errors.md.',
    fixedBy: 'broker',
  },
  unauthorized: {
    sentence: 'This broker requires an access token, and it is missing or invalid.',
    fix: 'Send a JWT that has not expired and is signed with the broker’s secret or key.',
    fixedBy: 'page',
  },
  'origin-forbidden': {
    sentence: 'The page is on an origin that this broker does not serve.',
    fix: 'Start the broker with --origins {detail} to allow it.',
    fixedBy: 'broker',
  },
  'code-not-loaded': {
    sentence: 'A part of the call’s code could not be loaded.',
    fix: 'Check the network, then try again or reload the page.',
    fixedBy: 'visitor',
  },
  'rooms-unsupported': {
    sentence: 'This PeerServer does not support rooms.',
    fix: 'Run @rtc-call/broker instead.',
    fixedBy: 'broker',
  },
  'room-full': {
    sentence: 'The room is full.',
    fix: 'Wait until someone leaves, or raise the broker’s option limits.roomMembers.',
    fixedBy: 'broker',
  },
  'room-forbidden': {
    sentence: 'The access token does not allow this room (the claim rooms).',
    fix: 'Issue a token that names the room.',
    fixedBy: 'page',
  },
  'bad-host-key': {
    sentence: 'A host key has 32 letters a to z and digits 2 to 7.',
    fix: 'Copy the whole host link.',
    fixedBy: 'page',
  },
  'wrong-host-key': {
    sentence: 'This is not the host key of the room.',
    fix: 'Open the host link of this room, or enter without a key.',
    fixedBy: 'page',
  },
  removed: {
    sentence: 'A host has removed you from this room.',
    fix: 'Ask a host for a new room.',
    fixedBy: 'visitor',
  },
  'too-many-knocks': {
    sentence: 'Too many people ask to be let in.',
    fix: 'Try again later.',
    fixedBy: 'visitor',
  },
  'not-in-room': {
    sentence: 'You are not in this room.',
    fix: 'Join it first.',
    fixedBy: 'page',
  },
  'not-a-host': {
    sentence: 'Only a host may do this.',
    fix: 'Enter with the host key, or with a token that has the claim moderator.',
    fixedBy: 'page',
  },
  'host-not-allowed': {
    sentence: 'A host whom nobody has appointed may not do this, and nobody may remove an appointed one.',
    fix: 'Enter with the host key, or with a token that has the claim moderator.',
    fixedBy: 'page',
  },
  'no-such-member': {
    sentence: 'This person is not there any more.',
    fix: 'Look at the list of people again.',
    fixedBy: 'page',
  },
  'rate-limited': {
    sentence: 'There were too many requests in a short time.',
    fix: 'Wait a moment, then try again.',
    fixedBy: 'visitor',
  },
  'peer-unavailable': {
    sentence: 'Nobody with this peer id is connected to the broker.',
    fix: 'Try again later.',
    fixedBy: 'visitor',
  },
  'hung-up': {
    sentence: 'The call was ended from this side first.',
    fix: 'Call again.',
    fixedBy: 'visitor',
  },
  'peer-hung-up': {
    sentence: 'The other side ended the call first.',
    fix: 'Call again.',
    fixedBy: 'visitor',
  },
  cancelled: {
    sentence: 'The caller gave up.',
    fix: 'Call back.',
    fixedBy: 'visitor',
  },
  declined: {
    sentence: 'The call was declined.',
    fix: 'Try again later.',
    fixedBy: 'visitor',
  },
  busy: {
    sentence: 'The other side is in another call.',
    fix: 'Try again later.',
    fixedBy: 'visitor',
  },
  'no-answer': {
    sentence: 'Nobody answered.',
    fix: 'Try again later.',
    fixedBy: 'visitor',
  },
  'not-admitted': {
    sentence: 'A host did not let you in.',
    fix: 'Ask them to, then try again.',
    fixedBy: 'visitor',
  },
  'ended-by-host': {
    sentence: 'A host ended the call for everyone.',
    fix: 'Ask the host for a new one.',
    fixedBy: 'visitor',
  },
  'connection-failed': {
    sentence: 'No network path between the two sides was found.',
    fix: 'Configure a TURN server for people behind strict firewalls: the broker’s options turn.urls and turn.secret.',
    fixedBy: 'broker',
  },
  'connection-lost': {
    sentence: 'The connection broke and did not come back.',
    fix: 'Check the network, then call again.',
    fixedBy: 'visitor',
  },
  'bad-message': {
    sentence: 'A message was dropped because it lacks a field or has a wrong one.',
    fix: 'Compare it with docs/protocol.md.',
    fixedBy: 'page',
  },
  'message-too-large': {
    sentence: 'The message has more than 16,000 characters.',
    fix: 'Send it as a file.',
    fixedBy: 'visitor',
  },
  'picture-in-picture-refused': {
    sentence: 'The browser did not open a picture-in-picture window.',
    fix: 'Open it from a click or a key press; in a frame, set allow="picture-in-picture".',
    fixedBy: 'page',
  },
  'invalid-emoji': {
    sentence: 'This is not one emoji.',
    fix: 'Send a single emoji, such as 👍.',
    fixedBy: 'page',
  },
  'not-connected': {
    sentence: 'Nobody is connected who could receive this.',
    fix: 'Wait until someone is.',
    fixedBy: 'visitor',
  },
  'file-failed': {
    sentence: 'The file did not arrive completely.',
    fix: 'Send it again.',
    fixedBy: 'visitor',
  },
  'file-too-large': {
    sentence: 'This browser has no space for a file of this size.',
    fix: 'Free space on this device, or ask for a smaller file.',
    fixedBy: 'visitor',
  },
  'too-many-files': {
    sentence: 'Only 20 files can be on offer at a time.',
    fix: 'Wait until some have been received, or cancel some.',
    fixedBy: 'visitor',
  },
  'not-a-file': {
    sentence: 'Folders can’t be sent.',
    fix: 'Send the files in it, or an archive of it.',
    fixedBy: 'visitor',
  },
  'wrong-state': {
    sentence: 'This is not possible now.',
    fix: 'Wait, or hang up first.',
    fixedBy: 'visitor',
  },
} as const satisfies Record<string, Problem>;

/** The codes that only the broker answers with; it also uses codes of `CALL_PROBLEMS`. */
export const BROKER_PROBLEMS = {
  'bad-frame': {
    sentence: 'The frame is not part of the PeerServer protocol.',
    fix: 'Compare it with docs/protocol.md.',
    fixedBy: 'page',
  },
  'frame-too-big': {
    sentence: 'The frame is larger than the option limits.frameBytes.',
    fix: 'Send less at once, or raise that option.',
    fixedBy: 'page',
  },
  'bad-request': {
    sentence: 'This is not HTTP/1.1 (RFC 9112), or its headers are too long.',
    fix: 'Check the client, and the proxy in front of the broker.',
    fixedBy: 'page',
  },
  'bad-goodbye': {
    sentence: 'This is not the goodbye of a page that goes away.',
    fix: 'Send what docs/protocol.md says, at most 32 KiB.',
    fixedBy: 'page',
  },
  'bad-url': {
    sentence: 'The address of the request can’t be read.',
    fix: 'Send a valid path and query (RFC 3986).',
    fixedBy: 'page',
  },
  'bad-id': INVALID_ID,
  'bad-token': {
    sentence: 'The token is missing or too long.',
    fix: 'Send 1 to 4,096 characters.',
    fixedBy: 'page',
  },
  'bad-key': {
    sentence: 'The key in the path or in the query is not “peerjs”.',
    fix: 'Leave the option key of the client at its default.',
    fixedBy: 'page',
  },
  'bad-upgrade': {
    sentence: 'Only a WebSocket handshake (RFC 6455, version 13) is accepted here.',
    fix: 'Make the proxy forward the headers Connection and Upgrade.',
    fixedBy: 'broker',
  },
  'metrics-forbidden': {
    sentence: 'Metrics require the broker’s metricsToken.',
    fix: 'Send it as a bearer token.',
    fixedBy: 'broker',
  },
  'recipient-forbidden': {
    sentence: 'Sender and recipient share no room, and the token or the room of one of them wants that.',
    fix: 'Enter the same room first.',
    fixedBy: 'page',
  },
  'metrics-off': {
    sentence: 'Metrics are off.',
    fix: 'Set metricsToken, or metricsPort to serve them to this machine only.',
    fixedBy: 'broker',
  },
  'file-forbidden': {
    sentence: 'The user that the broker runs as may not read this file.',
    fix: 'Change the permissions of the file.',
    fixedBy: 'broker',
  },
  'not-found': {
    sentence: 'The broker serves nothing at this path.',
    fix: 'Check the path, and the broker’s options path and static.',
    fixedBy: 'page',
  },
  'bundle-missing': {
    sentence: 'The element is not built.',
    fix: 'Run pnpm build, or install the package rtc-call.',
    fixedBy: 'broker',
  },
  'method-not-allowed': {
    sentence: 'This path has no answer for that method.',
    fix: 'Use GET or HEAD, and POST for /leave.',
    fixedBy: 'page',
  },
  'precondition-failed': {
    sentence: 'The file has changed: the condition If-Match or If-Unmodified-Since is false.',
    fix: 'Fetch the whole file again.',
    fixedBy: 'page',
  },
  'range-not-satisfiable': {
    sentence: 'The file has no such range of bytes.',
    fix: 'Request a range within its Content-Length.',
    fixedBy: 'page',
  },
  replaced: {
    sentence: 'The same peer connected again, and its new connection replaced this one.',
    fix: 'Use a peer id in one place at a time.',
    fixedBy: 'page',
  },
  'tls-required': {
    sentence: 'This broker can be reached only over https and wss.',
    fix: 'Use https in the address of the broker.',
    fixedBy: 'page',
  },
  'too-many-connections': {
    sentence: 'Too many connections are open from this address (limits.connectionsPerAddress).',
    fix: 'Close some, or raise that option.',
    fixedBy: 'broker',
  },
  'too-many-rooms': {
    sentence: 'This peer or this broker has reached its limit of rooms (limits.roomsPerPeer, limits.rooms).',
    fix: 'Leave a room first, or raise these options.',
    fixedBy: 'broker',
  },
  'too-many-ids-from-address': {
    sentence: 'Too many peer ids are held for this address (limits.heldIdsPerAddress).',
    fix: 'Wait, or close connections that are done.',
    fixedBy: 'broker',
  },
  'too-many-rooms-from-address': {
    sentence: 'People at this address are in as many rooms as limits.roomsPerAddress allows.',
    fix: 'Leave a room first, or raise that option.',
    fixedBy: 'broker',
  },
  'slow-reader': {
    sentence: 'The client does not read what is sent to it.',
    fix: 'Connect again over a faster network.',
    fixedBy: 'page',
  },
  silent: {
    sentence: 'The client did not answer a ping.',
    fix: 'Connect again.',
    fixedBy: 'page',
  },
  'handshake-timeout': {
    sentence: 'The handshake took too long.',
    fix: 'Connect again.',
    fixedBy: 'page',
  },
  full: {
    sentence: 'This broker has reached its limit of peers (limits.peers).',
    fix: 'Try again later, or raise that option.',
    fixedBy: 'broker',
  },
  'out-of-descriptors': {
    sentence: 'The broker has no file descriptors left.',
    fix: 'Try again later, or raise their limit (ulimit -n).',
    fixedBy: 'broker',
  },
  'auth-unavailable': {
    sentence: 'The broker can’t check tokens now, because its option auth.jwks does not answer.',
    fix: 'Try again in a moment.',
    fixedBy: 'broker',
  },
  'registry-unavailable': {
    sentence: 'The broker can’t reach its registry.',
    fix: 'Connect again in a moment.',
    fixedBy: 'broker',
  },
  draining: {
    sentence: 'This broker is stopping.',
    fix: 'Connect again in a moment, when it has restarted.',
    fixedBy: 'broker',
  },
  'internal-error': {
    sentence: 'The broker failed.',
    fix: 'Read its log.',
    fixedBy: 'broker',
  },
} as const satisfies Record<string, Problem>;

export type ErrorCode = keyof typeof CALL_PROBLEMS;

/** Both sentences in one line: for a console, a log, or the body of a response. */
export const explain = ({sentence, fix}: Problem, detail = ''): string =>
  `${sentence} ${fix}`.replaceAll('{detail}', () => detail);
