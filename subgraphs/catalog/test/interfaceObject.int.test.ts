import { readFileSync } from 'node:fs';
import path from 'node:path';
import { composeServices } from '@apollo/composition';
import { operationFromDocument, ROUTER_SUPPORTED_SUPERGRAPH_FEATURES, Supergraph } from '@apollo/federation-internals';
import { type FetchNode, type PlanNode, QueryPlanner } from '@apollo/query-planner';
import { parse } from 'graphql';
import { aBook, aProduct } from './support/builders';
import { aCatalogBed, type CatalogBed } from './support/catalogBed';
import { keepsById } from './support/keep';

let bed: CatalogBed;
beforeAll(async () => {
  bed = await aCatalogBed();
});
afterAll(() => bed.close());

/** A subgraph that knows items, whatever their kind, and nothing of catalog. */
const reviews = `
  extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key", "@interfaceObject"])
  type CatalogItem @interfaceObject @key(fields: "id") { id: ID!, reviewCount: Int! }
  type Review @key(fields: "id") { id: ID!, item: CatalogItem }
  type Query { latestReview: Review }
`;

function plan(query: string): FetchNode[] {
  const catalog = readFileSync(path.join(__dirname, '../generated/schema.graphql'), 'utf8');
  const composed = composeServices([
    { name: 'catalog', url: 'http://catalog', typeDefs: parse(catalog) },
    { name: 'reviews', url: 'http://reviews', typeDefs: parse(reviews) },
  ]);
  if (composed.supergraphSdl === undefined) throw composed.errors?.[0] ?? new Error('no supergraph');
  const supergraph = Supergraph.build(composed.supergraphSdl, {
    supportedFeatures: ROUTER_SUPPORTED_SUPERGRAPH_FEATURES,
  });
  const operation = operationFromDocument(supergraph.apiSchema(), parse(query));
  return fetchesOf(new QueryPlanner(supergraph).buildQueryPlan(operation).node as PlanNode | undefined);
}

describe('another subgraph that knows items by id alone', () => {
  it('adds a field to every kind at once', () => {
    const fetches = plan(
      '{ products(first: 1) { nodes { title reviewCount } } books(first: 1) { nodes { reviewCount } } }',
    );
    expect(fetches.map(({ serviceName }) => serviceName)).toEqual(['catalog', 'reviews', 'reviews']);
    expect(fetches[1]?.operation).toContain('...on CatalogItem{reviewCount}');
  });

  it('refers to an item without knowing what it is, and catalog knows, archived or not', async () => {
    const fetches = plan('{ latestReview { item { __typename title stock { available } ... on Book { isbn } } } }');
    expect(fetches.map(({ serviceName }) => serviceName)).toEqual(['reviews', 'catalog']);
    const [product, book] = [await aProduct(bed, { title: 'Lamp' }), await aBook(bed, { isbn: '9780306406157' })];
    await keepsById(bed, 'productArchive', product);
    const representations = [product, book].map((id) => ({ __typename: 'CatalogItem', id }));
    const { data, errors } = await bed.ask(null, fetches[1]?.operation ?? '', { representations });
    expect(errors).toBeUndefined();
    const stock = { available: 10 };
    expect(data).toEqual({
      _entities: [
        { __typename: 'Product', title: 'Lamp', stock },
        { __typename: 'Book', title: 'The Salt Almanac', stock, isbn: '9780306406157' },
      ],
    });
  });
});

function fetchesOf(node: PlanNode | undefined): FetchNode[] {
  if (node?.kind === 'Fetch') return [node];
  if (node?.kind === 'Flatten') return fetchesOf(node.node);
  return node !== undefined && 'nodes' in node ? node.nodes.flatMap(fetchesOf) : [];
}
