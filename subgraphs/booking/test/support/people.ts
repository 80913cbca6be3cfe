import { someone } from '@marquee/shared/testing';

export { someone };
export const aCustomer = () => someone();
export const aManager = () => someone('booking:manage', 'booking:read');
export const aDoor = () => someone('booking:checkin');
