import {expect} from '@open-wc/testing';
import {isLocalLink, linkFrom} from './link.js';
import {expectAccessible, mount, part, unmount, until} from './testing/mount.js';

const LAN = 'https://192.168.1.5:9000';

describe('The link of a page that only this computer can open', () => {
  const {fetch} = window;
  const asked: string[] = [];
  /** Resolves when the body of the last answer can be read. */
  let answered: Promise<unknown> = Promise.resolve();

  afterEach(() => {
    unmount();
    window.fetch = fetch;
    asked.length = 0;
  });

  /** The waiting card, with a broker of its own that gives this answer. */
  async function wait(broker: string, answer: () => Response) {
    window.fetch = async (input, init) => {
      const url = new URL(input instanceof Request ? input.url : input, location.href);
      if (!url.pathname.startsWith(`${broker}/`)) return fetch(input, init);
      asked.push(url.pathname);
      const response = answer();
      answered = response.clone().text();
      return response;
    };
    const {element, call} = await mount({room: 'standup', prejoin: 'off', broker});
    call.set({state: 'waiting'});
    const field = (await until(() => part(element, 'link'))) as HTMLInputElement;
    return {element, field};
  }

  it('is replaced by the address for phones, with a QR code', async () => {
    const {element, field} = await wait('/with-lan', () => Response.json({url: LAN}));
    const code = await until(() => part(element, 'qr-code'));
    expect(code.getAttribute('aria-label')).to.equal('QR code with the link to this call');
    expect(field.value).to.equal(location.href.replace(location.origin, LAN));
    expect(asked).to.deep.equal(['/with-lan/lan']);
    await expectAccessible(element);
  });

  it('says so if there is no other', async () => {
    const {element, field} = await wait('/without-lan', () => Response.json({url: null}));
    const note = await until(() => part(element, 'local-only'));
    expect(note.textContent).to.contain('--lan');
    expect(field.value).to.equal(location.href);
  });

  for (const [name, answer] of [
    ['an older broker', () => new Response('{"code": "not-found"}', {status: 404})],
    ['no JSON', () => new Response('<!doctype html>')],
    ['another scheme', () => Response.json({url: 'javascript:alert(1)'})],
    ['no URL', () => Response.json({url: 'https://'})],
    ['a failure', () => Response.error()],
  ] as const)
    it(`stays with ${name}`, async () => {
      const {element, field} = await wait(`/${name.replaceAll(' ', '-')}`, answer);
      await until(() => asked.length === 1);
      await answered;
      // Everything that waited for it has run in the next task.
      await new Promise(resolve => setTimeout(resolve));
      await element.updateComplete;
      expect(field.value).to.equal(location.href);
      expect(part(element, 'qr-code') ?? part(element, 'local-only')).to.equal(null);
    });

  it('is recognized', () => {
    for (const link of [
      'http://localhost:9000/#a',
      'http://localhost',
      'https://a.localhost/',
      'http://127.0.0.1:1',
      'http://[::1]:9/',
    ])
      expect(isLocalLink(link), link).to.equal(true);
    for (const link of [
      'https://localhost.example/',
      'https://example.com/?localhost',
      'https://me@localhost.de/',
      undefined,
    ])
      expect(isLocalLink(link), link).to.equal(false);
  });

  it('keeps its path and room', () => {
    expect(linkFrom(LAN, 'http://localhost:9000/call?a=1#standup')).to.equal(`${LAN}/call?a=1#standup`);
    expect(linkFrom(LAN, 'https://calls.example.com/#standup')).to.equal(
      'https://calls.example.com/#standup',
    );
    expect(linkFrom(null, 'http://localhost/')).to.equal('http://localhost/');
  });
});
