import { isSignedWebhook, signWebhook } from './webhookSignature';

const secret = 'the secret of the webhooks, long enough';
const older = 'the secret that is being replaced, too';
const noon = new Date('2030-07-03T12:00:00Z');
const body = '{"id":"evt_1","amount":1250}';
const later = (seconds: number) => new Date(noon.getTime() + seconds * 1000);

describe('a signed webhook', () => {
  const header = signWebhook(body, secret, noon);

  it('is known by its secret', () => {
    expect(isSignedWebhook({ header, body }, [secret], noon)).toBe(true);
  });

  it('is known by either secret while one replaces the other', () => {
    const signedBefore = signWebhook(body, older, noon);
    expect(isSignedWebhook({ header, body }, [secret, older], noon)).toBe(true);
    expect(isSignedWebhook({ header: signedBefore, body }, [secret, older], noon)).toBe(true);
    expect(isSignedWebhook({ header: signedBefore, body }, [secret], noon)).toBe(false);
  });

  it('is known by one of several signatures', () => {
    const both = `${header},${signWebhook(body, older, noon).split(',')[1]}`;
    expect(isSignedWebhook({ header: both, body }, [older], noon)).toBe(true);
  });

  it.each([-301, 301])('is refused %i seconds away from its time', (seconds) => {
    expect(isSignedWebhook({ header, body }, [secret], later(seconds))).toBe(false);
  });

  it.each([-299, 299])('is taken %i seconds away from its time', (seconds) => {
    expect(isSignedWebhook({ header, body }, [secret], later(seconds))).toBe(true);
  });

  it.each([
    ['another body', header, `${body} `],
    ['another time', header.replace(/t=\d+/, `t=${Math.floor(noon.getTime() / 1000) + 1}`), body],
    ['half a signature', header.slice(0, -32), body],
    ['no time', header.replace(/t=\d+,/, ''), body],
    ['a time that is none', header.replace(/t=\d+/, 't=now'), body],
    ['no hexadecimal digits', header.replace(/v1=.*/, `v1=${'z'.repeat(64)}`), body],
    ['an older scheme', header.replace('v1=', 'v0='), body],
    ['nothing', undefined, body],
    ['an empty text', '', body],
  ])('is refused with %s', (_what, given, sent) => {
    expect(isSignedWebhook({ header: given, body: sent }, [secret], noon)).toBe(false);
  });
});
