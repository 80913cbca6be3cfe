/** What stands for values that nobody can know before. */
export const text = expect.any(String) as string;
export const instant = expect.stringMatching(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/) as string;
export const id = (prefix: string) => expect.stringMatching(new RegExp(`^${prefix}_[0-9a-f-]{36}$`)) as string;
export const includes = (item: unknown): unknown => expect.arrayContaining([item]);
export const eur = (minor: number) => ({ minor, currency: 'EUR' });
export const token = expect.stringMatching(/^[\w-]+\.[\w-]+\.[\w-]+$/) as string;
export const both = ['access_token', 'refresh_token'];
