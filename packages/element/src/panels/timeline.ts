import type {ChatMessage, FileTransfer} from '@rtc-call/engine';
import {render} from 'lit';
import type {Context} from '../context.js';
import {fileCard} from './file-card.js';
import {messageElement} from './message.js';
import {nameOfId} from './person.js';
import type {Row, RowList} from './rows.js';

/** Messages of one sender within this time, in ms, are grouped under one name. */
const GROUP_MS = 120_000;

/** A message, or the transfers of one offer, oldest first. */
export type Item = ChatMessage | readonly FileTransfer[];

const isMessage = (item: Item | undefined): item is ChatMessage => item !== undefined && 'text' in item;

/** The messages and files of a call, in the order in which they came. */
export function timeline(context: Context): RowList<Item> {
  const {messages, transfers, strings, lang} = context;
  return {
    items: transfers.length === 0 ? messages : merged(messages, byOffer(transfers)),
    uses: [strings, lang],
    keyOf: item => (isMessage(item) ? item : `file ${item[0]!.offer}`),
    rowOf: (item, previous) =>
      isMessage(item)
        ? messageRow(item, isMessage(previous) && isFollowing(previous, item), context)
        : fileRow(item, context),
  };
}

function merged(messages: readonly ChatMessage[], offers: readonly (readonly FileTransfer[])[]): Item[] {
  const items: Item[] = [];
  let next = 0;
  for (const message of messages) {
    while (offers[next] && offers[next]![0]!.time < message.time) items.push(offers[next++]!);
    items.push(message);
  }
  return [...items, ...offers.slice(next)];
}

/** The transfers of each offer. */
function byOffer(transfers: readonly FileTransfer[]): FileTransfer[][] {
  const offers = new Map<string, FileTransfer[]>();
  for (const transfer of transfers) {
    const offer = offers.get(transfer.offer);
    if (offer) offer.push(transfer);
    else offers.set(transfer.offer, [transfer]);
  }
  return [...offers.values()];
}

const isFollowing = (previous: ChatMessage, {from, time, to}: ChatMessage) =>
  previous.from === from && previous.to === to && time - previous.time < GROUP_MS;

/** With the name at the time when it was sent: who has left has none any more. */
const messageRow = (message: ChatMessage, follows: boolean, context: Context): Row => ({
  uses: [follows],
  show: () =>
    messageElement(message, follows, message.to === undefined ? '' : nameOfId(message.to, context), context),
});

function fileRow(transfers: readonly FileTransfer[], context: Context): Row {
  const {blob, time} = transfers[0]!;
  // It may have been sent again already, or be received now.
  const canRetry = !context.transfers.some(other => other.blob === blob && other.time > time);
  return {
    uses: [canRetry, ...transfers],
    show(box = document.createElement('div')) {
      render(fileCard(transfers, canRetry, box.querySelector('.sender'), context), box);
      return box;
    },
  };
}
