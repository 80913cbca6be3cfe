import { CreateBus1767225600000 } from './1767225600000-CreateBus';
import { TellTypesOfAppended1767225600001 } from './1767225600001-TellTypesOfAppended';

/** The bus's own database; `createPostgresBus` runs them. */
export const busMigrations = [CreateBus1767225600000, TellTypesOfAppended1767225600001];
