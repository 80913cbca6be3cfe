import { lookup as systemLookup } from 'node:dns';
import { isIP, type LookupFunction } from 'node:net';
import ipaddr from 'ipaddr.js';
import { UnreadableFeed } from '../../domain/ipoErrors';

/**
 * Whether the address is one of the public internet. Everything else could be a machine of ours, also when the own part
 * of it stands inside an IPv6 address: mapped, compatible, translated and tunnelled ones are refused as well.
 */
export function isPublicAddress(address: string): boolean {
  if (isIP(address) === 0) return false;
  const parsed = ipaddr.parse(address);
  if (parsed.range() !== 'unicast') return false;
  return parsed.kind() === 'ipv4' || parsed.match(globalUnicast);
}

/** All that is given out so far (RFC 4291, section 2.4); `unicast` is merely what has no other name. */
const globalUnicast = ipaddr.parseCIDR('2000::/3');

/** How names are looked up, and which addresses may be connected to. */
export interface Network {
  readonly lookup: LookupFunction;
  readonly isAllowed: (address: string) => boolean;
}

export const publicInternet: Network = { lookup: systemLookup, isAllowed: isPublicAddress };

/** Does nothing for a name: those are looked up through `checkedLookup`. @throws UnreadableFeed */
export function checkLiteralAddress({ hostname }: URL, { isAllowed }: Network): void {
  const address = hostname.replace(/^\[(.*)\]$/, '$1');
  if (isIP(address) !== 0 && !isAllowed(address)) throw privateFeed();
}

/**
 * Looks a name up for a connection, and fails unless all of its addresses are allowed. The connection goes to what this
 * returns, so a name that has another address the next time it is asked gains nothing.
 */
export function checkedLookup({ lookup, isAllowed }: Network): LookupFunction {
  return (hostname, options, callback) => {
    lookup(hostname, { ...options, all: true }, (error, found) => {
      const addresses = Array.isArray(found) ? found : [];
      const [first] = addresses;
      if (error !== null || first === undefined) {
        callback(error ?? new Error('the name has no address'), '', 0);
      } else if (!addresses.every(({ address }) => isAllowed(address))) {
        callback(privateFeed(), '', 0);
      } else if (options.all === true) {
        callback(null, addresses);
      } else {
        callback(null, first.address, first.family);
      }
    });
  };
}

function privateFeed(): UnreadableFeed {
  return new UnreadableFeed('The feed is at an address that is not public, which feeds may not be read from.');
}
