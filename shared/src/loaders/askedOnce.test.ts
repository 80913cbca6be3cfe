import { askedOnce } from './askedOnce';

describe('a reading that many fields ask for', () => {
  it('is done once a question', async () => {
    const answer = jest.fn(async ({ first }: { first: number }) => Array.from({ length: first }));
    const lists = askedOnce(answer);
    const found = await Promise.all([2, 3, 2].map((first) => lists.load({ first })));
    expect(found.map(({ length }) => length)).toEqual([2, 3, 2]);
    expect(answer).toHaveBeenCalledTimes(2);
  });

  it('fails for those alone who asked what cannot be answered, however it fails', async () => {
    const halves = askedOnce((whole: number) => {
      if (whole < 0) throw new RangeError('less than nothing');
      return whole % 2 === 0 ? Promise.resolve(whole / 2) : Promise.reject(new RangeError('odd'));
    });
    const outcomes = await Promise.allSettled([4, 5, -1].map((whole) => halves.load(whole)));
    expect(outcomes).toEqual([
      { status: 'fulfilled', value: 2 },
      { status: 'rejected', reason: new RangeError('odd') },
      { status: 'rejected', reason: new RangeError('less than nothing') },
    ]);
  });
});
