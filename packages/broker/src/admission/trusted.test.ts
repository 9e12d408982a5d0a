/** The claims `trusted` and `name`: what the broker says of a sender to those whom the message is for. */
import {SignJWT} from 'jose';
import {describe, expect, test} from 'vitest';
import type {BrokerOptions} from '../options/options.js';
import {connect, dial, refusalOf, type Received} from '../testing/client.js';
import {startBroker, startStock} from '../testing/servers.js';
import {createToken, type TokenOptions} from './tokens.js';

const secret = 'a secret of thirty-two bytes or more';
const payload = {type: 'media', connectionId: 'mc_1', sdp: {type: 'offer', sdp: 'v=0'}};

async function start(options: BrokerOptions = {}) {
  const {url} = await startBroker({auth: {secret}, ...options});
  const come = async (id: string, claims: Partial<TokenOptions> = {}) =>
    connect(url, {id, token: await createToken({secret, id, ...claims})});
  return {url, come};
}

const trustIn = (frame: Received): unknown => (frame as {trusted?: unknown}).trusted;

describe('a message from a caller with the claim', () => {
  test.each<[string, {type: string; payload?: object}, object?]>([
    ['an offer of PeerJS', {type: 'OFFER', payload}],
    ['one written with more fields than the protocol knows', {type: 'OFFER', payload}, {extra: 1}],
    ['our envelope', {type: 'OFFER', payload: {type: 'rtc-call', kind: 'description'}}],
    ['a candidate', {type: 'CANDIDATE', payload: {type: 'media', candidate: {}}}],
    ['a LEAVE', {type: 'LEAVE'}],
  ])('is marked: %s', async (_name, message, extra = {}) => {
    const {come} = await start();
    const [friend, bob] = [await come('friend', {trusted: true}), await come('bob')];
    friend.send({...message, ...extra, dst: 'bob'});
    const frame = await bob.next(message.type);
    expect(frame).toEqual({...message, src: 'friend', dst: 'bob', trusted: true});
  });

  test('has the name in the token, whatever script it is in, even if it was queued', async () => {
    const {come} = await start();
    const name = 'Zoë “Z” 🎉 ada\\';
    const friend = await come('friend', {name});
    friend.offer('bob');
    await friend.settled();
    const bob = await come('bob');
    expect(await bob.next('OFFER')).toMatchObject({name});
    friend.send({type: 'OFFER', dst: 'bob', payload, name: 'Somebody else'});
    const frame = await bob.next('OFFER');
    expect(frame).toEqual({type: 'OFFER', dst: 'bob', payload, src: 'friend', name});
  });

  test('is marked even if it was queued for its recipient', async () => {
    const {come} = await start();
    const friend = await come('friend', {trusted: true});
    friend.offer('bob');
    await friend.settled();
    expect(trustIn(await (await come('bob')).next('OFFER'))).toBe(true);
  });

  test('is no longer marked once they reconnect with a token without the claim', async () => {
    const {come} = await start();
    const [before, bob] = [await come('friend', {trusted: true}), await come('bob')];
    const after = await come('friend');
    await before.closed;
    after.offer('bob');
    expect(trustIn(await bob.next('OFFER'))).toBeUndefined();
  });

  test('gives no trust to a later owner of the same id', async () => {
    const {come} = await start();
    const [friend, bob] = [await come('friend', {id: '*', trusted: true}), await come('bob')];
    await friend.close();
    const stranger = await come('friend', {id: '*'});
    stranger.offer('bob');
    expect(trustIn(await bob.next('OFFER'))).toBeUndefined();
  });
});

describe('a message from anyone else is not marked', () => {
  test.each([
    ['a token without the claim', {}],
    ['a token that denies it', {trusted: false}],
    ['a moderator’s token', {moderator: true}],
  ])('with %s', async (_name, claims) => {
    const {come} = await start();
    const [stranger, bob] = [await come('stranger', claims), await come('bob', {trusted: true})];
    stranger.offer('bob');
    expect(trustIn(await bob.next('OFFER'))).toBeUndefined();
  });

  test('with a name, without a token that has one', async () => {
    const {come} = await start();
    const [stranger, bob] = [await come('stranger', {trusted: true}), await come('bob')];
    stranger.send({type: 'OFFER', dst: 'bob', payload, name: 'The boss'});
    expect(await bob.next('OFFER')).not.toHaveProperty('name');
  });

  test.each([
    ['beside the type', JSON.stringify({type: 'OFFER', dst: 'bob', payload, trusted: true})],
    ['escaped', `{"\\u0074rusted":true,"type":"OFFER","dst":"bob","payload":${JSON.stringify(payload)}}`],
    [
      'twice',
      `{"trusted":true,"type":"OFFER","dst":"bob","payload":${JSON.stringify(payload)},"trusted":true}`,
    ],
    [
      'in a prototype',
      `{"__proto__":{"trusted":true},"type":"OFFER","dst":"bob","payload":{"type":"media"}}`,
    ],
    ['with the source', JSON.stringify({src: 'friend', trusted: true, type: 'OFFER', dst: 'bob', payload})],
  ])('even if it contains the mark itself, %s', async (_name, text) => {
    const {come} = await start();
    const [stranger, bob] = [await come('stranger'), await come('bob')];
    stranger.send(text);
    const frame = await bob.next('OFFER');
    expect(frame.src).toBe('stranger');
    expect(Object.keys(frame).toSorted()).toEqual(['dst', 'payload', 'src', 'type']);
  });

  test('even if it contains the mark itself and is queued for its recipient', async () => {
    const {come} = await start();
    const stranger = await come('stranger');
    stranger.send({type: 'OFFER', dst: 'bob', payload, trusted: true});
    await stranger.settled();
    expect(trustIn(await (await come('bob')).next('OFFER'))).toBeUndefined();
  });

  test('even if it contains the mark and the broker checks no tokens', async () => {
    const {url} = await startBroker();
    const [stranger, bob] = [await connect(url), await connect(url, {id: 'bob'})];
    stranger.send({type: 'OFFER', dst: 'bob', payload, trusted: true});
    expect(trustIn(await bob.next('OFFER'))).toBeUndefined();
  });
});

test.each([
  ['text', 'true'],
  ['a number', 1],
  ['nothing', null],
  ['a list', [true]],
])('a token whose claim is %s is invalid', async (_name, trusted) => {
  const {url} = await startBroker({auth: {secret}});
  const token = await new SignJWT({trusted})
    .setProtectedHeader({alg: 'HS256'})
    .setExpirationTime('1m')
    .sign(new TextEncoder().encode(secret));
  expect(await refusalOf(dial(url, {token}))).toEqual({status: 401, code: 'unauthorized'});
});

test('stock peer drops the mark, whoever sets it', async () => {
  const {url} = await startStock();
  const [stranger, bob] = [await connect(url), await connect(url, {id: 'bob'})];
  stranger.send({type: 'OFFER', dst: 'bob', payload, trusted: true});
  expect(trustIn(await bob.next('OFFER'))).toBeUndefined();
});
