import type { LookupAddress } from 'node:dns';
import type { LookupFunction } from 'node:net';
import { checkedLookup, checkLiteralAddress, isPublicAddress, publicInternet } from './publicAddress';

describe('an address that feeds may be at', () => {
  it.each(['8.8.8.8', '1.1.1.1', '172.15.255.255', '172.32.0.1', '100.63.255.255', '100.128.0.1', '192.167.255.255'])(
    'is public: %s',
    (address) => {
      expect(isPublicAddress(address)).toBe(true);
    },
  );

  it.each(['2606:4700:4700::1111', '2a00:1450:4009:80b::200e'])('is public: %s', (address) => {
    expect(isPublicAddress(address)).toBe(true);
  });
});

describe('an address that feeds may not be at', () => {
  it.each([
    ['this host', '0.0.0.0'],
    ['this network', '0.1.2.3'],
    ['loopback', '127.0.0.1'],
    ['loopback, further on', '127.255.255.254'],
    ['RFC 1918', '10.0.0.1'],
    ['RFC 1918', '172.16.0.1'],
    ['RFC 1918', '172.31.255.255'],
    ['RFC 1918', '192.168.1.1'],
    ['the metadata of clouds', '169.254.169.254'],
    ['link-local', '169.254.0.1'],
    ['carrier-grade NAT', '100.64.0.1'],
    ['carrier-grade NAT', '100.127.255.255'],
    ['protocol assignments', '192.0.0.1'],
    ['documentation', '192.0.2.1'],
    ['benchmarks', '198.18.0.1'],
    ['benchmarks', '198.19.255.255'],
    ['documentation', '198.51.100.1'],
    ['documentation', '203.0.113.1'],
    ['multicast', '224.0.0.1'],
    ['multicast', '239.255.255.250'],
    ['reserved', '240.0.0.1'],
    ['broadcast', '255.255.255.255'],
    ['unspecified', '::'],
    ['loopback', '::1'],
    ['unique local', 'fc00::1'],
    ['unique local', 'fdff:ffff::1'],
    ['the metadata of a cloud', 'fd00:ec2::254'],
    ['link-local', 'fe80::1'],
    ['link-local with a zone', 'fe80::1%eth0'],
    ['site-local', 'fec0::1'],
    ['multicast', 'ff02::1'],
    ['IPv4-mapped loopback', '::ffff:127.0.0.1'],
    ['IPv4-mapped private', '::ffff:a00:1'],
    ['IPv4-mapped public', '::ffff:8.8.8.8'],
    ['IPv4-compatible', '::127.0.0.1'],
    ['NAT64', '64:ff9b::7f00:1'],
    ['local NAT64', '64:ff9b:1::a00:1'],
    ['translated', '::ffff:0:7f00:1'],
    ['6to4 around loopback', '2002:7f00:1::'],
    ['Teredo', '2001::1'],
    ['documentation', '2001:db8::1'],
    ['documentation', '3fff::1'],
    ['discarded', '100::1'],
    ['not given out', '4000::1'],
    ['no address', 'localhost'],
    ['a short form', '127.1'],
    ['nothing', ''],
  ])('is %s: %s', (_, address) => {
    expect(isPublicAddress(address)).toBe(false);
  });

  it.each([
    'http://127.0.0.1/',
    'http://127.1/',
    'http://2130706433/',
    'http://0x7f.0.0.1/',
    'http://0177.0.0.1/',
    'http://[::1]/',
    'http://[::ffff:10.0.0.1]/',
    'http://169.254.169.254/latest/meta-data/',
    'http://①②⑦.0.0.1/',
  ])('is found in however it is spelled: %s', (url) => {
    expect(() => checkLiteralAddress(new URL(url), publicInternet)).toThrow('not public');
  });
});

describe('looking a feed up', () => {
  const answering =
    (...addresses: string[]): LookupFunction =>
    (_hostname, _options, callback) =>
      callback(
        null,
        addresses.map((address) => ({ address, family: address.includes(':') ? 6 : 4 })),
      );
  const lookUp = (lookup: LookupFunction, all: boolean) =>
    new Promise<string | LookupAddress[]>((resolve, reject) => {
      const checked = checkedLookup({ ...publicInternet, lookup });
      checked('feeds.example', { all }, (error, found) => (error === null ? resolve(found) : reject(error)));
    });

  it('gives the addresses that were checked', async () => {
    const lookup = answering('8.8.8.8', '2606:4700:4700::1111');
    expect(await lookUp(lookup, false)).toBe('8.8.8.8');
    expect(await lookUp(lookup, true)).toEqual([
      { address: '8.8.8.8', family: 4 },
      { address: '2606:4700:4700::1111', family: 6 },
    ]);
  });

  it.each([
    ['one address is private', answering('8.8.8.8', '10.0.0.1')],
    ['the last is loopback', answering('8.8.8.8', '1.1.1.1', '::1')],
  ])('fails when %s', async (_, lookup) => {
    await expect(lookUp(lookup, true)).rejects.toThrow('not public');
    await expect(lookUp(lookup, false)).rejects.toThrow('not public');
  });

  it('fails without an address, and for a name that is not there', async () => {
    await expect(lookUp(answering(), true)).rejects.toThrow('no address');
    const missing = Object.assign(new Error('getaddrinfo ENOTFOUND'), { code: 'ENOTFOUND' });
    await expect(lookUp((_hostname, _options, callback) => callback(missing, ''), true)).rejects.toBe(missing);
  });
});
