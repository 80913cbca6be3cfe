import { showingTitle } from './showingTitle';

describe('what a receipt calls a showing', () => {
  const showing = { movieTitle: 'Playtime', theaterName: 'Lighthouse', startsAt: new Date('2030-07-04T23:30:00Z') };

  it.each([
    ['Europe/Dublin', 'Playtime, Lighthouse, 5 Jul 2030, 00:30'],
    ['America/New_York', 'Playtime, Lighthouse, 4 Jul 2030, 19:30'],
  ])('says when it is by the clocks of %s', (timeZone, title) => {
    expect(showingTitle({ ...showing, timeZone })).toBe(title);
  });
});
