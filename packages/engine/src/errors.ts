/** Every way in which a call can fail, with the hint for the person who can fix it. */
const HINTS = {
  'insecure-context': 'Camera and microphone need HTTPS, or localhost.',
  'not-supported': 'This browser can’t do that.',
  'permission-denied': 'Allow camera and microphone for this site in the address bar.',
  'device-not-found': 'Plug in a device, or choose another one.',
  'device-in-use': 'Close what else uses the device.',
  'device-failed': 'Try another device.',
  'screenshare-cancelled': 'No screen was chosen.',
  'invalid-id': 'A peer id has 1 to 64 letters and digits, with single spaces, - or _ between them.',
  'invalid-room': 'A room name has 1 to 128 characters, none a control character.',
  'invalid-option': 'See the option’s documentation.',
  'id-taken': 'Choose another peer id, or none.',
  'id-forbidden': 'The access token was made for another peer id.',
  'broker-unreachable': 'Trying again. Does the broker run, at this address?',
  'broker-refused': 'The broker refused this.',
  unauthorized: 'This broker asks for a valid access token.',
  'origin-forbidden': 'This broker does not serve pages on {detail}: start it with --origins {detail}.',
  'rooms-unsupported': 'Rooms need @rtc-call/broker.',
  'room-full': 'The room is full.',
  'room-forbidden': 'The access token doesn’t allow this room.',
  'rate-limited': 'Wait a little.',
  'peer-unavailable': 'Nobody with this id is connected to the broker.',
  'hung-up': 'It was ended from this side first.',
  'peer-hung-up': 'The other side ended it first.',
  cancelled: 'The caller gave up.',
  declined: 'The call was declined.',
  busy: 'The other side is in another call.',
  'no-answer': 'Nobody answered.',
  'connection-failed': 'No path was found: a TURN server at the broker helps.',
  'connection-lost': 'The connection broke and did not come back.',
  'bad-message': 'Malformed, and dropped.',
  'message-too-large': 'At most 16,000 characters; send more as a file.',
  'not-connected': 'There is nobody to send to.',
  'file-failed': 'The file did not arrive whole.',
  'wrong-state': 'Not possible now.',
} as const;

export type ErrorCode = keyof typeof HINTS;

/** The one error type of a call. Branch on `code`; `message` is for logs, `hint` for people. */
export class CallError extends Error {
  override readonly name = 'CallError';
  readonly code: ErrorCode;
  /** What to do about it, in English; the element translates by `code`. */
  readonly hint: string;
  /** What it is about: the wrong value, the refused origin, a peer id. */
  readonly detail: string | undefined;

  constructor(code: ErrorCode, options: {readonly cause?: unknown; readonly detail?: string} = {}) {
    const {detail, cause} = options;
    super(detail ? `${code}: ${detail}` : code, {cause});
    this.code = code;
    this.detail = detail;
    this.hint = HINTS[code].replaceAll('{detail}', detail ?? '');
  }
}

/** Wraps whatever was thrown; a CallError stays itself. */
export function toCallError(cause: unknown, code: ErrorCode): CallError {
  if (cause instanceof CallError) return cause;
  return new CallError(code, {cause, detail: cause instanceof Error ? cause.message : undefined});
}
