import { optionalText, requireText } from '@marquee/shared/text';

const labels = { displayName: 'The display name', firstName: 'The first name', lastName: 'The last name' };

/** Which of a person's names it is, as the input calls it. */
export type PersonNameField = keyof typeof labels;

/** A person's name, 1 to 100 characters. @throws InvalidInput */
export function readPersonName(value: string, field: PersonNameField): string {
  return requireText(value, ['input', field], { label: labels[field], max: 100 });
}

/** As `readPersonName`, where nothing, null and a blank text all mean that there is no name. */
export function readOptionalPersonName(value: string | null | undefined, field: PersonNameField): string | null {
  return optionalText(value, ['input', field], { label: labels[field], max: 100 });
}
