import {describe, expect, onTestFinished} from 'vitest';
import {startBroker} from '../support/brokers.js';
import {launchChromium} from '../support/browsers.js';
import {LOOKS} from '../support/fake-devices.js';
import {test, toPerson, type Person} from '../support/people.js';
import {openTab} from '../support/tab.js';
import {canOpenPhoneNetwork, openPhoneNetwork} from '../../packages/broker/src/testing/phone-network.js';
import {
  createTurnServer,
  hasTurnServer,
  startConfiguredTurnServer,
  type TurnServer,
} from '../support/turn-server.js';

const WAYS = ['udp', 'tcp', 'tls'] as const;

const IN_A_ROOM = 'room=relay&prejoin=off&relay-only';

const at = ({secret, urls}: TurnServer, way: (typeof WAYS)[number]) => ({secret, url: urls[way]});

/** Opens two people with this TURN server; by default, in a room where they use only relays. */
async function openRelayed(
  {secret, url}: {readonly secret: string; readonly url: string},
  staticFolder: string,
  queries = {red: IN_A_ROOM, blue: IN_A_ROOM},
) {
  const broker = await startBroker({
    static: staticFolder,
    turn: {urls: [url], secret},
  });
  onTestFinished(() => broker.close());
  const people = await Promise.all(
    (['red', 'blue'] as const).map(async name => {
      // The TURN server's certificate is self-signed.
      const {browser, close} = await launchChromium({
        looks: LOOKS[name],
        flags: ['--ignore-certificate-errors'],
      });
      onTestFinished(close);
      const tab = await openTab(browser, `${broker.url}/call.html?${queries[name]}`);
      onTestFinished(() => tab.close());
      return toPerson(name, tab);
    }),
  );
  return people as [Person, Person];
}

/** The selected candidate pair of the only open connection. */
const chosenPair = ({page}: Person) =>
  page.evaluate(async () => {
    const pc = window.lab.connections.find(({connectionState}) => connectionState === 'connected')!;
    const report = await pc.getStats();
    const all = [...report.values()] as Record<string, string>[];
    const transport = all.find(({type}) => type === 'transport')!;
    const pair = report.get(transport.selectedCandidatePairId!) as Record<string, string>;
    const [local, remote] = [report.get(pair.localCandidateId!), report.get(pair.remoteCandidateId!)] as [
      Record<string, string>,
      Record<string, string>,
    ];
    const types = (kind: string) => all.filter(({type}) => type === kind).map(one => one.candidateType);
    return {
      local: local.candidateType,
      remote: remote.candidateType,
      protocol: local.relayProtocol,
      gathered: [...new Set(types('local-candidate'))],
      received: [...new Set(types('remote-candidate'))],
    };
  });

describe.skipIf(!hasTurnServer)('relay-only over coturn (to run: apt-get install coturn)', () => {
  test.for(WAYS)('over %s: nothing but relays is gathered, sent and used', async (way, {site}) => {
    const turn = await createTurnServer();
    await turn.start();
    const people = await openRelayed(at(turn, way), site.folder);
    const [red, blue] = people;
    await Promise.all([red.meets('blue'), blue.meets('red')]);
    for (const person of people) {
      const pair = await chosenPair(person);
      expect(pair).toMatchObject({local: 'relay', protocol: way, gathered: ['relay']});
      // A relay behind a relay may appear as a new reflexive address; it belongs to the relay.
      expect(['relay', 'prflx']).toContain(pair.remote);
      const candidates = await person.call(call =>
        call.trace.filter(({step}) => step.startsWith('candidate-')).map(({detail}) => detail),
      );
      expect([...new Set(candidates)]).toEqual(['relay']);
      // The first stats reading has no previous one to compare with.
      await person.until(async call => (await call.getStats())[0]?.path === 'relay');
    }
  });

  test('a stranger that rings is seen over relays after “Show video”, is told so, and learns no address', async ({
    site,
  }) => {
    const turn = await createTurnServer();
    await turn.start();
    const queries = {red: 'peer-id=stranger&to=careful', blue: 'peer-id=careful'};
    const [red, blue] = await openRelayed(at(turn, 'udp'), site.folder, queries);
    await Promise.all([red, blue].map(person => person.until(call => call.local.id !== null)));
    await red.call(call => call.call());
    await blue.press('show-video-button');
    await blue.until(call => {
      const {shadowRoot} = call as unknown as HTMLElement;
      return shadowRoot!.querySelector<HTMLVideoElement>('[part~=caller] video')?.videoWidth;
    });
    await red.until(call =>
      (call as unknown as HTMLElement).shadowRoot!.textContent!.includes('careful can see you'),
    );
    expect(await blue.call(call => call.state)).toBe('ringing');
    expect(await chosenPair(blue)).toMatchObject({local: 'relay', gathered: ['relay']});
    expect((await chosenPair(red)).received).not.toContain('host');
    await blue.press('accept-button');
    await Promise.all([red.meets('blue'), blue.meets('red')]);
  });

  test.skipIf(!canOpenPhoneNetwork)(
    'with the configuration that init writes, behind NAT (to run: be root): both are on relays',
    async ({site}) => {
      const network = openPhoneNetwork();
      onTestFinished(() => network.close());
      const turn = await startConfiguredTurnServer(network.address);
      const [red, blue] = await openRelayed(turn, site.folder);
      await Promise.all([red.meets('blue'), blue.meets('red')]);
      for (const person of [red, blue])
        expect(await chosenPair(person)).toMatchObject({local: 'relay', gathered: ['relay']});
    },
  );

  test('the TURN server is killed during a call, and restarted', async ({site}) => {
    const turn = await createTurnServer();
    await turn.start();
    const [red, blue] = await openRelayed(at(turn, 'udp'), site.folder);
    await Promise.all([red.meets('blue'), blue.meets('red')]);
    await turn.kill();
    await Promise.all([red, blue].map(person => person.until(call => call.state === 'reconnecting')));
    await turn.start();
    await Promise.all([red, blue].map(person => person.until(call => call.state === 'connected')));
    await Promise.all([red.meets('blue'), blue.meets('red')]);
    expect(await chosenPair(red)).toMatchObject({local: 'relay'});
    expect(await red.events('rtc-participant-left')).toEqual([]);
  });
});
