import { readIpoDate } from './ipoDate';

describe('the day of a listing', () => {
  it.each([
    ['2030-07-03', '2030-07-03'],
    ['2030-07-03T23:30:00Z', '2030-07-03'],
    ['2030-07-03T23:30:00.000+02:00', '2030-07-03'],
    ['Jul 3, 2030', '2030-07-03'],
    ['July 03 2030', '2030-07-03'],
    ['Sept. 9, 2030', '2030-09-09'],
    ['3 Jul 2030', '2030-07-03'],
    ['03 JULY 2030', '2030-07-03'],
    ['May 1, 2030', '2030-05-01'],
    ['25/12/2030', '2030-12-25'],
    ['12/25/2030', '2030-12-25'],
    ['04/04/2030', '2030-04-04'],
    ['29/02/2028', '2028-02-29'],
  ])('is read: %s', (text, date) => {
    expect(readIpoDate(text)).toBe(date);
  });

  it.each([
    ['two days at once', '03/04/2030'],
    ['30 February', '2030-02-30'],
    ['29 February without a leap year', 'Feb 29, 2030'],
    ['a thirteenth month', '13/13/2030'],
    ['no month', 'Foo 3, 2030'],
    ['day 0', 'Jul 0, 2030'],
    ['a year that the database has not', '0000-01-01'],
    ['a year far away', '9999-01-01'],
    ['two figures for a year', '25/12/30'],
    ['more around it', 'about 2030-07-03'],
    ['words', 'To be announced'],
    ['nothing', ''],
  ])('is unknown: %s', (_, text) => {
    expect(readIpoDate(text)).toBeNull();
  });
});
