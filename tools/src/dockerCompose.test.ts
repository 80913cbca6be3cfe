import { readFileSync } from 'node:fs';
import path from 'node:path';
import { gatewayVariables } from '@marquee/gateway';
import { parse } from 'yaml';
import { launcherVariables } from './launch/config';
import { subgraphServices } from './launch/services';

const root = path.join(__dirname, '../..');
const read = (file: string): unknown => parse(readFileSync(path.join(root, file), 'utf8'), { merge: true });

interface Service {
  image: string;
  command?: string[];
  environment: Record<string, string>;
  depends_on?: Record<string, { condition: string }>;
  healthcheck?: { test: string[] };
}

const { services } = read('docker-compose.yml') as { services: Record<string, Service> };
const { subgraphs } = read('supergraph.yaml') as { subgraphs: Record<string, unknown> };
const names = Object.keys(subgraphs);

describe('docker-compose.yml', () => {
  it.each(names)('has a database of its own for %s', (name) => {
    const database = `${name}-database`;
    expect(services[database]?.image).toBe('postgres:17');
    expect(services[name]?.environment[`${name.toUpperCase()}_DATABASE_URL`]).toMatch(`@${database}:5432/${name}`);
    expect(services[name]?.depends_on).toHaveProperty(database);
  });

  it('starts each service only when what it needs is healthy', () => {
    expect(Object.keys(services['gateway']?.depends_on ?? {})).toEqual(expect.arrayContaining(names));
    for (const { depends_on: needed = {}, healthcheck } of Object.values(services)) {
      expect(healthcheck?.test.length).toBeGreaterThan(1);
      for (const { condition } of Object.values(needed)) expect(condition).toBe('service_healthy');
    }
  });

  it.each(names)('tells the gateway where %s is', (name) => {
    expect(services['gateway']?.environment[`${name.toUpperCase()}_URL`]).toMatch(`http://${name}:`);
  });

  it.each(subgraphServices)('runs $name by its own main, with every variable that must be set', (service) => {
    const container = services[service.name];
    expect(container?.command?.at(-1)).toBe(`${service.folder}/dist/main.js`);
    const required = Object.values(service.variables).filter((variable) => variable.required);
    expect(Object.keys(container?.environment ?? {})).toEqual(
      expect.arrayContaining(required.map((variable) => variable.name)),
    );
  });

  it.each(subgraphServices)('builds an image that holds $name', ({ folder }) => {
    const dockerfile = readFileSync(path.join(root, 'deploy/Dockerfile'), 'utf8');
    for (const part of ['dist', 'generated']) expect(dockerfile).toContain(`${folder}/${part} ${folder}/${part}\n`);
    expect(dockerfile).toContain(`COPY ${folder}/package.json ${folder}/\n`);
  });

  it('sets no variable that nobody reads', () => {
    const known = new Set([
      ...Object.values(launcherVariables).map(({ name }) => name),
      ...Object.values(gatewayVariables).map(({ name }) => name),
      ...subgraphServices.flatMap(({ variables }) => Object.values(variables).map(({ name }) => name)),
      ...names.map((name) => `${name.toUpperCase()}_URL`),
    ]);
    const set = ['gateway', ...names].flatMap((name) => Object.keys(services[name]?.environment ?? {}));
    expect(set.filter((name) => !known.has(name))).toEqual([]);
  });

  it('asks for no variable that .env.example leaves out', () => {
    const example = readFileSync(path.join(root, '.env.example'), 'utf8');
    const asked = [...readFileSync(path.join(root, 'docker-compose.yml'), 'utf8').matchAll(/\$\{(\w+)/g)];
    for (const [, name] of asked) expect(example).toContain(`\n# ${name}=`);
  });

  it('holds no secret: each comes from the environment and must be there', () => {
    const secrets = Object.values(services).flatMap(({ environment }) =>
      Object.entries(environment).filter(([name]) => /SECRET|PEPPER|POSTGRES_PASSWORD/.test(name)),
    );
    expect(secrets.length).toBeGreaterThan(5);
    for (const [, value] of secrets) expect(value).toMatch(/^\$\{\w+:\?\}$/);
  });
});
