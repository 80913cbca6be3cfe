import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { buildSchema, type GraphQLSchema, parse } from 'graphql';
import { type AccessRow, type Party, parties, type Target } from './support/access/access';
import { accessRows, checkAccessRows } from './support/access/accessRows';
import { ask } from './support/access/ask';
import { checkTypeRows } from './support/access/checkTypeRows';
import { type City, openCity, tokenOf, viewerOf } from './support/access/city';
import { judge, type Outcome } from './support/access/judge';
import { objectTypes, referencePaths, schemaPaths } from './support/access/schemaPaths';
import { selectionOf } from './support/access/selection';
import { typeRows } from './support/access/typeRows';
import { type IpoFeed, startIpoFeed } from './support/ipoFeed';
import { type Marquee, startMarquee } from './support/marquee';

const schemaFileOf = (subgraph: string) => join(__dirname, '..', 'subgraphs', subgraph, 'generated', 'schema.graphql');

describe('who may see and do what', () => {
  let feed: IpoFeed;
  let marquee: Marquee;
  let schema: GraphQLSchema;
  let references: string[];
  let city: City;

  beforeAll(async () => {
    feed = await startIpoFeed();
    marquee = await startMarquee('colocated', feed);
    const response = await fetch(`${marquee.url}/schema.graphql`);
    schema = buildSchema(await response.text());
    references = Object.keys(marquee.subgraphs).flatMap((name) =>
      referencePaths(name, parse(readFileSync(schemaFileOf(name), 'utf8'))),
    );
  });

  beforeAll(async () => {
    const whole = (name: string) => {
      const [typeName = '', subgraph] = name.split('.').toReversed();
      return selectionOf(marquee.subgraphs[subgraph ?? '']?.schema ?? schema, typeRows, typeName);
    };
    city = await openCity(marquee, whole);
  });

  afterAll(async () => {
    await marquee.stop();
    await feed.stop();
    const size = [
      `${objectTypes(schema).length} types`,
      `${new Set(accessRows.flatMap(({ paths }) => paths)).size} paths`,
      `${accessRows.length} rows`,
      `${accessRows.length * parties.length} cells`,
    ];
    process.stderr.write(`access matrix: ${size.join(', ')}\n`);
  });

  describe('the table', () => {
    it('has a row for every type that a client can reach, and what it says of the type is so', () => {
      const entities = new Set(references.map((path) => /\.(\w+)\(/.exec(path)?.[1] ?? ''));
      expect(checkTypeRows(schema, typeRows, entities)).toEqual([]);
    });

    it('has a row for every way to something: root fields, nested fields, filters, references, ids in arguments', () => {
      expect(checkAccessRows([...schemaPaths(schema, typeRows), ...references])).toEqual([]);
    });
  });

  const titled = accessRows.map((row) => ({ title: row.paths.join(', '), row }));
  const isRead = ({ title }: { title: string }) => !/Mutation|Subscription/.test(title);

  describe.each(titled.filter(isRead))('$title', ({ row }) => {
    it.each(parties)('gives the party %s what the table says', async (party) => {
      expect(await complaintsAbout(row, party)).toEqual([]);
    });

    it('is answered for each party anew, also when all ask at once', async () => {
      let answer: Promise<Outcome> | undefined;
      const askOnce = (target: Target) => (answer ??= askAnonymously(row, target));
      const complaints = await Promise.all(parties.map((party) => complaintsAbout(row, party, askOnce)));
      expect(complaints.flat()).toEqual([]);
    });
  });

  describe.each(titled.filter((row) => !isRead(row)))('$title', ({ row }) => {
    it.each(parties)('gives the party %s what the table says', async (party) => {
      expect(await complaintsAbout(row, party)).toEqual([]);
    });
  });

  /** Asks as the party and tells what is not as the table says. */
  async function complaintsAbout(
    row: AccessRow,
    party: Party,
    anonymously = (target: Target) => askAnonymously(row, target),
  ): Promise<string[]> {
    const expected = row.cells[party];
    const target = await row.target(city, party);
    const before = await row.state?.(target, city);
    const outcome = await ask(row, city, party, target);
    const after = await row.state?.(target, city);
    const complaints = judge(expected, {
      target,
      outcome,
      unknown: asksForUnknown(row, target, party) ? await ask(row, city, party, target, target.unknown) : null,
      anonymous: expected === 'public' ? await anonymously(target) : undefined,
      person: expected === 'named' ? { found: personIn(row, outcome.data), named: namedFields() } : undefined,
      isOwner: isOwner(party),
    });
    return [...complaints, ...changed(row, party, JSON.stringify(before), JSON.stringify(after))];
  }

  /** What the others get word for word where something is public. */
  function askAnonymously(row: AccessRow, target: Target): Promise<Outcome> {
    return ask(row, city, 'anonymous', target);
  }

  function isOwner(party: Party): boolean {
    const token = tokenOf(city, party);
    return token !== undefined && viewerOf(token).userId === city.people.owner.id;
  }
});

const refusals = new Set(['unknown', 'signedOut', 'forbidden']);

function asksForUnknown(row: AccessRow, { unknown }: Target, party: Party): boolean {
  return refusals.has(row.cells[party]) && Object.keys(unknown).length > 0;
}

function personIn(row: AccessRow, data: Readonly<Record<string, unknown>> | null): unknown {
  return data === null ? null : row.personAt?.(data);
}

function namedFields(): readonly string[] {
  const row = typeRows['User'];
  return row?.kind === 'owned' ? (row.named ?? []) : [];
}

/** A refusal changes nothing, what is done changes something, and what is done to oneself nothing of the owner's. */
function changed(row: AccessRow, party: Party, before: string | undefined, after: string | undefined): string[] {
  if (row.state === undefined) return [];
  const isChanged = before !== after;
  if (row.cells[party] === 'done') return isChanged ? [] : ['nothing has changed'];
  if (row.cells[party] === 'self' && party === 'owner') return [];
  return isChanged ? [`it has changed from ${before} to ${after}`] : [];
}
