import { someone } from '@marquee/shared/testing';

export { someone };
export const aCustomer = () => someone();
export const anAdmin = () => someone('food:write', 'food:read:any');
export const aCook = () => someone('food:kitchen');
export const aCourier = () => someone('food:deliver');
