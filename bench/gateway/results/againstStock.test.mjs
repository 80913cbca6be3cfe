import { equal } from 'node:assert/strict';
import { describe, it } from 'node:test';
import { againstStock } from './againstStock.mjs';

describe('a figure beside that of the stock gateway', () => {
  it('is compared round by round, so that a slow round does not count against one of them', () => {
    equal(againstStock([200, 40, 210], [100, 20, 100]), '200 (x 2.00, 2.00 to 2.10)');
  });

  it('is told with a digit more where it is a small part', () => {
    equal(againstStock([1.2, 1.6], [400, 400]), '1.6 (x 0.004, 0.003 to 0.004)');
  });

  it('stands by itself, with its least and most, where the stock gateway was not measured', () => {
    equal(againstStock([200, 40, 210], []), '200 (40.0 to 210)');
  });
});
