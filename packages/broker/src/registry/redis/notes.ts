/** What is published to a node, as text: notes, each a line of JSON. A message may be followed by its frame as it was written. */
import {Verbatim, type Message, type Vouched} from '../../protocol/index.js';
import type {Delivery, RegistryEvent} from '../registry.js';

/** A message for a client of the node. */
export interface MessageNote {
  /** Who asks for an acknowledgement, and its number. */
  readonly from: string;
  readonly request: number;
  /** The time of Redis in ms after which the sender does not wait any more. */
  readonly until: number;
  readonly message: Message & {readonly dst: string};
}

/** What became of messages, by their numbers. */
export type Acknowledgements = readonly (readonly [request: number, delivery: Delivery])[];

export type Note =
  {readonly event: RegistryEvent} | {readonly acks: Acknowledgements} | {readonly echo: number} | MessageNote;

/** Of a message whose frame follows. */
interface Frame {
  readonly length: number;
  /** The type of its payload. */
  readonly type: string | undefined;
}

export function writeMessage(note: MessageNote): string {
  const {payload, ...rest} = note.message;
  if (!(payload instanceof Verbatim)) return `${JSON.stringify(note)}\n`;
  const {text, type} = payload;
  const frame: Frame = {length: text.length, type};
  return `${JSON.stringify({...note, message: rest, frame})}\n${text}`;
}

/** Calls `onNote` with each note of the text. Throws at what is none. */
export function readNotes(text: string, onNote: (note: Note) => void): void {
  let at = 0;
  while (at < text.length) {
    const newline = text.indexOf('\n', at);
    const end = newline < 0 ? text.length : newline;
    const note = JSON.parse(text.slice(at, end)) as Note & {readonly frame?: Frame};
    at = end + 1;
    const {frame} = note;
    if (!frame) {
      onNote(note);
      continue;
    }
    const {type, src, dst, ...vouched} = (note as MessageNote).message as Message & {dst: string} & Vouched;
    const payload = new Verbatim(text.slice(at, at + frame.length), vouched, frame.type);
    onNote({
      ...(note as MessageNote),
      message: {type, ...(src !== undefined && {src}), dst, payload, ...vouched},
    });
    at += frame.length;
  }
}
