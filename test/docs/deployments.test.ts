/** The files for hosts in the guides: they parse, match the host's schema where there is one, and fit the broker. */
import {readFileSync} from 'node:fs';
import {join} from 'node:path';
import {parseEnv} from 'node:util';
import {Deployment} from 'kubernetes-models/apps/v1';
import {Ingress, NetworkPolicy} from 'kubernetes-models/networking.k8s.io/v1';
import {PodDisruptionBudget} from 'kubernetes-models/policy/v1';
import {Service} from 'kubernetes-models/v1';
import {parse as parseToml} from 'smol-toml';
import {describe, expect, it} from 'vitest';
import {parse as parseYaml, parseAllDocuments} from 'yaml';
import {readSettings} from '../../packages/broker/src/options/index.js';
import {root, snippetsOf} from './pages.js';

/** What a broker takes to end, after it was told to, in s: drainDelayMs of `rtc-broker serve`, and drainMs. */
const BROKER_ENDS_S = 9;

const onlySnippet = (page: string, language: string) => {
  const found = snippetsOf(`docs/guides/${page}.md`).filter(snippet => snippet.language === language);
  expect(found).toHaveLength(1);
  return found[0]!.code;
};

/** The variables that the server of a template reads. */
const known = Object.keys(
  parseEnv(readFileSync(join(root, 'templates/shared/.env.example'), 'utf8')) as Record<string, string>,
);

describe('fly.toml', () => {
  const file = parseToml(onlySnippet('deploy-fly', 'toml')) as unknown as {
    kill_timeout: string;
    build: {dockerfile: string};
    env: Record<string, string>;
    http_service: {internal_port: number; auto_stop_machines: string; checks: {path: string}[]};
  };

  it('sets variables that the server knows, and asks it where it answers', () => {
    expect(Object.keys(file.env).filter(name => !known.includes(name))).toEqual([]);
    expect(String(file.http_service.internal_port)).toBe(file.env.PORT);
    expect(file.http_service.checks.map(({path}) => path)).toEqual(['/rtc/health']);
    expect(file.build.dockerfile).toBe('deploy/Dockerfile');
  });

  it('gives the broker time to end, and lets it wait for clients', () => {
    expect(Number.parseInt(file.kill_timeout, 10)).toBeGreaterThan(BROKER_ENDS_S);
    expect(file.http_service.auto_stop_machines).toBe('off');
  });
});

it('render.yaml sets variables that the server knows, asks it where it answers, and gives it time to end', () => {
  const {services} = parseYaml(onlySnippet('deploy-render', 'yaml')) as {
    services: {
      healthCheckPath: string;
      dockerfilePath: string;
      maxShutdownDelaySeconds: number;
      envVars: {key: string}[];
    }[];
  };
  const [service] = services;
  expect(service!.envVars.map(({key}) => key).filter(name => !known.includes(name))).toEqual([]);
  expect(service).toMatchObject({healthCheckPath: '/rtc/health', dockerfilePath: './deploy/Dockerfile'});
  expect(service!.maxShutdownDelaySeconds).toBeGreaterThan(BROKER_ENDS_S);
});

describe('the manifest for Kubernetes', () => {
  const models = {Deployment, Ingress, NetworkPolicy, PodDisruptionBudget, Service} as const;
  const documents = parseAllDocuments(onlySnippet('deploy-kubernetes', 'yaml'));
  const objects = documents.map(document => document.toJS() as {kind: keyof typeof models; metadata: object});

  it.each(objects.map(object => [object.kind, object] as const))('%s matches its schema', (kind, object) => {
    const model = new models[kind](object as never);
    expect(() => model.validate()).not.toThrow();
  });

  it('mistakes are found', () => {
    const wrong = {metadata: {name: 'a'}, spec: {replicas: 'two', selector: {}, template: {}}};
    expect(() => new Deployment(wrong as never).validate()).toThrow();
  });

  const {spec} = objects.find(({kind}) => kind === 'Deployment') as unknown as {
    spec: {template: {spec: {terminationGracePeriodSeconds: number; containers: readonly Container[]}}};
  };
  const [broker] = spec.template.spec.containers;

  it('sets options that the broker has', () => {
    const env = Object.fromEntries(broker!.env.map(({name, value}) => [name, value]));
    expect(readSettings({}, env)).toMatchObject({host: '0.0.0.0', port: 9000, requireTls: true});
    expect(() => readSettings({}, {...env, RTC_BROKER_HOSTS: 'a'})).toThrow();
  });

  it('probes what tells whether the broker is ready, and whether it lives', () => {
    expect(broker!.readinessProbe.httpGet.path).toBe('/rtc/health');
    expect(broker!.livenessProbe.httpGet.path).toBe('/rtc/health/live');
  });

  it('gives the broker time to end after preStop', () => {
    const [, seconds] = broker!.lifecycle.preStop.exec.command;
    const grace = spec.template.spec.terminationGracePeriodSeconds;
    expect(grace).toBeGreaterThan(Number(seconds) + BROKER_ENDS_S);
  });
});

interface Container {
  readonly env: readonly {readonly name: string; readonly value: string}[];
  readonly readinessProbe: {readonly httpGet: {readonly path: string}};
  readonly livenessProbe: {readonly httpGet: {readonly path: string}};
  readonly lifecycle: {readonly preStop: {readonly exec: {readonly command: readonly string[]}}};
}
