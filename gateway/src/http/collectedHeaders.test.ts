import { CollectedHeaders } from './collectedHeaders';

describe('the headers that an answer collects', () => {
  it('keep every value of a name', () => {
    const headers = new CollectedHeaders();
    headers.append('vary', 'Origin');
    headers.append('vary', 'Accept');
    expect(headers.entries()).toEqual([['vary', ['Origin', 'Accept']]]);
  });

  it('set each cookie once, the last time it was set', () => {
    const headers = new CollectedHeaders();
    headers.append('set-cookie', 'access_token=; Max-Age=0');
    headers.append('set-cookie', 'refresh_token=r; HttpOnly');
    headers.append('set-cookie', 'access_token=fresh; HttpOnly');
    expect(headers.entries()).toEqual([['set-cookie', ['refresh_token=r; HttpOnly', 'access_token=fresh; HttpOnly']]]);
  });
});
