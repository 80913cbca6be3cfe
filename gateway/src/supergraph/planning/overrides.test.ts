import { parse } from 'graphql';
import { createOverrides } from './overrides';

const supergraph = parse(`type Query {
  a: Int @join__field(graph: A, overrideLabel: "percent(25)")
  b: Int @join__field(graph: A, overrideLabel: "beta") @join__field(graph: B)
  c: Int @join__field(graph: A, overrideLabel: "beta")
}`);
const drawn = (active: string[], random: number) => createOverrides(supergraph, active, () => random)();

describe('the overrides that hold for a request', () => {
  it.each([
    [0.249, true],
    [0.25, false],
  ])('come about for as many of a hundred as they say: at %d', (random, holds) => {
    expect(drawn([], random).conditions.get('percent(25)')).toBe(holds);
  });

  it('are those that are named, and a share is not to be named', () => {
    expect([...drawn(['beta', 'percent(25)'], 0.9).conditions]).toEqual([
      ['percent(25)', false],
      ['beta', true],
    ]);
  });

  it('have a key that tells them apart', () => {
    const keys = [drawn([], 0), drawn([], 0.9), drawn(['beta'], 0), drawn(['beta'], 0.9)].map(({ key }) => key);
    expect(new Set(keys).size).toBe(4);
    expect(drawn(['beta'], 0.1).key).toBe(keys[2]);
  });
});
