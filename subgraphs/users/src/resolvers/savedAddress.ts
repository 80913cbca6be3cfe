import { mayReadAll } from '../domain/userView';
import type { SavedAddressResolvers } from '../generated/resolverTypes';

export const SavedAddress: SavedAddressResolvers = {
  // A reference names an id but proves nothing.
  __resolveReference: async ({ id }, { viewer, loaders }) => {
    const address = viewer === null ? null : await loaders.address.load(id);
    return address !== null && mayReadAll(viewer, address.userId) ? address : null;
  },

  address: ({ recipient, line1, line2, city, region, postalCode, country }) => ({
    recipient,
    line1,
    line2,
    city,
    region,
    postalCode,
    country,
  }),
};
