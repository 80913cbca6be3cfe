import { someone } from '@marquee/shared/testing';

export { someone };
export const aCustomer = () => someone();
export const aClerk = () => someone('orders:read:any', 'orders:manage');
