import { someone } from '@marquee/shared/testing';

export { someone };
export const aCustomer = () => someone();
export const aKeeper = () => someone('catalog:write');
export const aStorekeeper = () => someone('inventory:read', 'inventory:write');
