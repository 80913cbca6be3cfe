import { CreateBus1767225600000 } from './1767225600000-CreateBus';

/** The bus's own database; `createPostgresBus` runs them. */
export const busMigrations = [CreateBus1767225600000];
