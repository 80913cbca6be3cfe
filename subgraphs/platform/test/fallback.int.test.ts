import { eventually, type SubgraphBed } from '@marquee/shared/testing';
import { movieSaved } from './support/facts';
import { aPlatformBed } from './support/platformBed';

/** Nothing listens on the discard port. */
const nowhere = 'http://127.0.0.1:9';

describe('with an Elasticsearch that is down', () => {
  let bed: SubgraphBed;
  beforeAll(async () => {
    bed = await aPlatformBed({ elasticsearchUrl: nowhere });
  });
  afterAll(() => bed.close());

  it('searching goes on in PostgreSQL, and says so', async () => {
    await bed.hear(movieSaved({ title: 'Nutmeg' }));
    await eventually(async () => {
      const { data, errors } = await bed.ask(null, '{ search(query: "nutmeg") { engine nodes { title } } }');
      expect(errors).toBeUndefined();
      expect(data).toEqual({ search: { engine: 'POSTGRES', nodes: [{ title: 'Nutmeg' }] } });
    });
    const { data } = await bed.ask(null, '{ searchSuggest(prefix: "nut") }');
    expect(data).toEqual({ searchSuggest: ['Nutmeg'] });
  });

  it('the service is ready, without one of the things it needs', async () => {
    expect(await bed.subgraph.ready()).toEqual({
      ready: true,
      dependencies: { database: true, bus: true, elasticsearch: false },
    });
  });
});
