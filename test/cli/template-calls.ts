/** For each template: a real call between two browsers, made as its users make it. */
import type {Page} from 'puppeteer-core';
import {expect} from 'vitest';
import type {Open, Person} from '../support/people.js';
import type {RunningServer} from './processes.js';

export interface TemplateCall {
  /** What the call shows, for the name of the test. */
  readonly shows: string;
  /** Makes the call on a server that runs the template; returns the two who are in it. */
  make(server: RunningServer, open: Open): Promise<readonly [red: Person, blue: Person]>;
}

/** A room is opened, and its link invites. */
async function meetByLink({url}: RunningServer, open: Open): Promise<readonly [red: Person, blue: Person]> {
  const red = await open('red', '', {at: url});
  await (await red.page.waitForSelector('#new-room:enabled', {visible: true}))!.click();
  await red.press('join-button');
  const invitation = red.page.url().slice(url.length + 1);
  expect(invitation.length).toBeGreaterThan(20);
  const blue = await open('blue', invitation, {at: url});
  await blue.press('join-button');
  await meet(red, blue);
  return [red, blue];
}

/** Presses the page's button. @returns what it copies */
async function copyHostLink(page: Page): Promise<string> {
  const button = await page.waitForSelector('::-p-xpath(//button[contains(., "Copy host link")])');
  return button!.evaluate(
    (node: Element) =>
      new Promise<string>(resolve => {
        navigator.clipboard.writeText = text => Promise.resolve(resolve(text));
        (node as HTMLButtonElement).click();
      }),
  );
}

const hostedRoom: TemplateCall = {
  shows: 'a room is opened, its link invites, and only the host link makes a host',
  async make(server, open) {
    const [red, blue] = await meetByLink(server, open);
    // The browser that opens a room is its host; the invitation makes nobody else one.
    await red.until(call => call.door?.role === 'host');
    expect(await blue.call(call => call.door?.role ?? null)).toBe(null);
    const link = await copyHostLink(red.page);
    const key = await red.page.evaluate(() => document.querySelector('rtc-call')!.hostKey!);
    expect(key).toHaveLength(32);
    // What is sent to the server when the link is opened.
    expect(link.split('#')[0]).not.toContain(key);
    expect(link).toContain(key);
    await blue.page.goto(link);
    // The key doesn't stay in the address.
    await blue.page.waitForFunction(
      key => document.querySelector('rtc-call')!.hostKey === key && !location.href.includes(key),
      {},
      key,
    );
    expect(blue.page.url()).toBe(red.page.url());
    return [red, blue];
  },
};

const ring: TemplateCall = {
  shows: 'who is online is listed, and can be called',
  async make({url}, open) {
    const people = [await open('red', '', {at: url}), await open('blue', '', {at: url})] as const;
    const [red, blue] = people;
    await submit(red.page, {name: 'Ruby'});
    await red.page.waitForFunction(() =>
      document.querySelector('[role=status]')?.textContent?.includes('Nobody'),
    );
    await submit(blue.page, {name: 'Basil'});
    await blue.until(call => call.local.id);
    const button = await red.page.waitForSelector('#people button');
    expect(await button!.evaluate(({textContent}) => textContent)).toBe('Call Basil');

    // With nginx in between, the events arrive at once; and nobody takes the place of somebody else with their id.
    await button!.focus();
    const other = new AbortController();
    const id = await blue.call(call => call.local.id!);
    const stream = await fetch(`${url}/online?name=Mallory&key=${id}`, other);
    expect(stream.headers.get('x-accel-buffering')).toBe('no');
    await red.page.waitForFunction(() => document.querySelector('#people')?.textContent?.includes('Mallory'));
    expect(await names(red.page)).toEqual(['Call Basil', 'Call Mallory']);
    other.abort();
    await red.page.waitForFunction(
      () => !document.querySelector('#people')?.textContent?.includes('Mallory'),
    );
    // The list has changed around the button.
    expect(await button!.evaluate(node => node === document.activeElement)).toBe(true);
    await button!.click();
    await blue.press('accept-button');
    await meet(red, blue);
    expect(await blue.call(call => call.participants[0]!.displayName)).toBe('Ruby');
    return people;
  },
};

const support: TemplateCall = {
  shows: 'a visitor calls the owner; nobody gets in without a token',
  async make({url, output}, open) {
    const password = /password for \/owner.html: (\w+)/.exec(output.stdout)![1]!;
    expect((await fetch(`${url}/rtc/ice?id=owner`)).status).toBe(401);
    const red = await open('red', 'owner.html', {at: url});
    await submit(red.page, {password});
    await red.until(call => call.local.id === 'owner');
    const blue = await open('blue', '', {at: url});
    await blue.press('call-button');
    await red.press('accept-button');
    await blue.until(call => call.state === 'connected');
    await blue.call(call => call.toggleCamera(true));
    await meet(red, blue);
    return [red, blue];
  },
};

const express: TemplateCall = {
  shows: 'whoever signs in is in the call under their name',
  async make({url, output}, open) {
    const password = /password of ann and ben: (\w+)/.exec(output.stdout)![1]!;
    const people: Person[] = [];
    for (const [name, user] of [
      ['red', 'ann'],
      ['blue', 'ben'],
    ] as const) {
      // The browser reports the 401 of the token that it asks for before it has signed in.
      const person = await open(name, '', {at: url, tolerate: /401|403/});
      if (user === 'ann') {
        await submit(person.page, {name: user, password: 'wrong'});
        await person.page.waitForFunction(() =>
          document.querySelector('[role=status]')?.textContent?.includes('wrong'),
        );
        await person.page.evaluate(() => document.querySelector('form')!.reset());
      }
      await submit(person.page, {name: user, password});
      await person.press('join-button');
      people.push(person);
    }
    const [red, blue] = people as [Person, Person];
    await meet(red, blue);
    expect(await red.call(call => call.participants[0]!.displayName)).toBe('Ben');
    const wrong = await statuses(`${url}/login`, {name: 'ann', password: 'wrong'}, 10);
    expect([wrong[0], wrong.at(-1)]).toEqual([403, 429]);
    return [red, blue];
  },
};

const peerjs: TemplateCall = {
  shows: 'the old page calls the new one, and the new one the old one',
  async make({url}, open) {
    const red = await open('red', '', {at: url});
    const blue = await open('blue', 'old.html', {at: url});
    const idOf = async ({page}: Person) => {
      await page.waitForFunction(() => document.querySelector('#id')?.textContent);
      return page.$eval('#id', ({textContent}) => textContent);
    };
    const isPlaying = () =>
      blue.page.waitForFunction(() => (document.querySelector('video')?.videoWidth ?? 0) > 0);
    await blue.page.evaluate(() => {
      const {mediaDevices} = navigator;
      const open = mediaDevices.getUserMedia;
      mediaDevices.getUserMedia = async () => {
        mediaDevices.getUserMedia = open;
        throw new Error('no camera');
      };
    });
    await submit(blue.page, {to: 'new'});
    await blue.page.waitForFunction(() =>
      document.querySelector('[role=status]')?.textContent?.includes('no camera'),
    );
    await blue.page.evaluate(() => document.querySelector('form')!.reset());
    await red.until(call => call.local.id);
    await submit(blue.page, {to: await idOf(red)});
    await red.press('accept-button');
    await Promise.all([red.meets('blue'), isPlaying()]);
    await red.call(call => call.hangUp());
    await blue.page.reload();
    await submit(red.page, {to: await idOf(blue)});
    await Promise.all([red.meets('blue'), isPlaying()]);
    return [red, blue];
  },
};

/** The call of each template, by the template's name. */
export const templateCalls: Readonly<Record<string, TemplateCall>> = {
  page: hostedRoom,
  next: hostedRoom,
  react: hostedRoom,
  vue: hostedRoom,
  ring,
  support,
  express,
  peerjs,
};

export const meet = (red: Person, blue: Person) => Promise.all([red.meets('blue'), blue.meets('red')]);

/** Fills in the fields of the page's form and submits it. */
async function submit(page: Page, fields: Record<string, string>) {
  for (const [name, value] of Object.entries(fields)) {
    const field = await page.waitForSelector(`form [name="${name}"]`, {visible: true});
    await field!.type(value);
  }
  await page.click('form button');
}

/** The answers to the same request, sent so many times. */
export async function statuses(url: string, body: unknown, count: number): Promise<number[]> {
  const answers: number[] = [];
  for (let sent = 0; sent < count; sent += 1) {
    const headers = {'Content-Type': 'application/json'};
    const {status} = await fetch(url, {method: 'POST', headers, body: JSON.stringify(body)});
    answers.push(status);
  }
  return answers;
}

const names = (page: Page) =>
  page.$$eval('#people button', buttons => buttons.map(({textContent}) => textContent));
