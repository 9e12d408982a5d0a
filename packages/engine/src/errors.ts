/** Every way in which a call can fail, with the hint for the person who can fix it. */
const HINTS = {
  'insecure-context':
    'Browsers give camera and microphone only to pages served over HTTPS or from localhost.',
  'not-supported': 'This browser lacks what the feature needs.',
  'permission-denied':
    'Allow the camera and the microphone for this site in the browser’s address bar, then try again.',
  'device-not-found': 'Plug in a device, or choose another one.',
  'device-in-use': 'Close the other application that uses the device, then try again.',
  'device-failed': 'The device stopped or could not be started. Try another one.',
  'screenshare-cancelled': 'No screen was chosen.',
  'invalid-id': 'A peer id has 1 to 64 letters and digits, with single spaces, - or _ between them.',
  'invalid-room': 'A room name has 1 to 128 characters and no control characters.',
  'invalid-option': 'See the documentation of the option for what is allowed.',
  'id-taken': 'Somebody else holds this peer id. Choose another, or leave it out to be given one.',
  'broker-unreachable':
    'The broker does not answer; trying again. Check the broker attribute and that the broker runs.',
  'broker-refused': 'The broker refused the connection or the message.',
  unauthorized: 'This broker asks for a valid access token: set the token attribute.',
  'rooms-unsupported': 'This broker knows no rooms: use @rtc-call/broker, or ring a peer id instead.',
  'room-full': 'The room has as many people as the broker allows.',
  'room-forbidden': 'The access token does not allow this room.',
  'rate-limited': 'Too many requests. Wait a little and try again.',
  'peer-unavailable': 'Nobody with this id is connected to the broker.',
  'connection-failed':
    'No path was found between the two browsers. A TURN server in the broker’s options helps.',
  'connection-lost': 'The connection broke and did not come back.',
  'bad-message': 'A message was malformed and has been dropped.',
  'message-too-large': 'Messages hold at most 16,000 characters; send larger things as files.',
  'not-connected': 'There is nobody to send to.',
  'file-failed': 'The file did not arrive whole.',
  'wrong-state': 'This can’t be done in the present state of the call.',
} as const;

export type ErrorCode = keyof typeof HINTS;

/** The one error type of a call. Branch on `code`; `message` is for logs, `hint` for people. */
export class CallError extends Error {
  override readonly name = 'CallError';
  readonly code: ErrorCode;
  /** What to do about it, in English; the element translates by `code`. */
  readonly hint: string;

  constructor(code: ErrorCode, options: {readonly cause?: unknown; readonly detail?: string} = {}) {
    super(options.detail ? `${code}: ${options.detail}` : code, {cause: options.cause});
    this.code = code;
    this.hint = HINTS[code];
  }
}

/** Wraps whatever was thrown; a CallError stays itself. */
export function toCallError(cause: unknown, code: ErrorCode): CallError {
  if (cause instanceof CallError) return cause;
  return new CallError(code, {cause, detail: cause instanceof Error ? cause.message : undefined});
}
