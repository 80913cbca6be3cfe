import { banner } from './banner';

const accounts = ['CUSTOMER', 'CUSTOMER', 'KITCHEN', 'COURIER', 'MODERATOR', 'ADMIN', 'SUPER_ADMIN', 'SUPER_ADMIN'].map(
  (role, index) => ({ role, email: `person.${index}@example.com`, password: 'violet-harbour-pancake-7' }),
);

const text = (more = {}) =>
  banner({
    url: 'http://127.0.0.1:4000',
    accounts,
    dataFolder: '/home/someone/marquee/.data',
    logFile: '/home/someone/marquee/.data/logs/marquee.log',
    startedInMs: 2_345,
    isOpenToOthers: false,
    ...more,
  });

describe('what npm start prints in the end', () => {
  it('fits on a screen', () => {
    const lines = text().split('\n');
    expect(lines.length).toBeLessThanOrEqual(40);
    expect(Math.max(...lines.map(({ length }) => length))).toBeLessThanOrEqual(120);
  });

  it('has the addresses, every account, a query, a curl and how to stop', () => {
    for (const part of ['/graphql', '/explorer', '/sandbox', '/health', 'curl -s', 'restaurants(', 'Ctrl-C', '.data']) {
      expect(text()).toContain(part);
    }
    for (const { email } of accounts) expect(text()).toContain(email);
  });

  it('warns about public passwords only where other machines can use them', () => {
    expect(text()).not.toContain('passwords are public');
    expect(text({ isOpenToOthers: true })).toContain('passwords are public');
  });
});
