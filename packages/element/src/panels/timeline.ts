import type {ChatMessage, FileTransfer} from '@rtc-call/engine';
import type {Context} from '../context.js';
import {fileCard} from './file-card.js';
import {messageTemplate} from './message.js';
import {nameOfId} from './person.js';
import type {Row} from './rows.js';

/** Messages of one sender within this time, in ms, are grouped under one name. */
const GROUP_MS = 120_000;

const isFollowing = (previous: ChatMessage | null, {from, time, to}: ChatMessage) =>
  previous?.from === from && previous.to === to && time - previous.time < GROUP_MS;

/** The messages and files of a call, in the order in which they came. */
export function timeline(context: Context): readonly Row[] {
  const {messages, transfers} = context;
  const offers = byOffer(transfers);
  const rows: Row[] = [];
  let previous: ChatMessage | null = null;
  for (const message of messages) {
    while (offers[0] && offers[0][0]!.time < message.time) {
      rows.push(fileRow(offers.shift()!, context));
      previous = null;
    }
    rows.push(messageRow(message, isFollowing(previous, message), context));
    previous = message;
  }
  return [...rows, ...offers.map(offer => fileRow(offer, context))];
}

/** The transfers of each offer, oldest first. */
function byOffer(transfers: readonly FileTransfer[]): FileTransfer[][] {
  const offers = new Map<string, FileTransfer[]>();
  for (const transfer of transfers) {
    const offer = offers.get(transfer.offer);
    if (offer) offer.push(transfer);
    else offers.set(transfer.offer, [transfer]);
  }
  return [...offers.values()];
}

function messageRow(message: ChatMessage, follows: boolean, context: Context): Row {
  const {strings, lang} = context;
  // The name at the time when it was sent: who has left has none any more.
  const render = () =>
    messageTemplate(message, follows, message.to === undefined ? '' : nameOfId(message.to, context), context);
  return {key: message, uses: [follows, strings, lang], render};
}

function fileRow(transfers: readonly FileTransfer[], context: Context): Row {
  const {strings, lang} = context;
  const {blob, time} = transfers[0]!;
  // It may have been sent again already, or be received now.
  const canRetry = !context.transfers.some(other => other.blob === blob && other.time > time);
  const key = `file ${transfers[0]!.offer}`;
  return {
    key,
    uses: [canRetry, strings, lang, ...transfers],
    render: () => fileCard(transfers, canRetry, context),
  };
}
