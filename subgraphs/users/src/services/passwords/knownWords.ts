interface Person {
  readonly email: string;
  readonly username: string | null;
  readonly displayName: string;
  readonly firstName: string | null;
  readonly lastName: string | null;
}

/** What an attacker tries first: everything that is known about the person, whole and in parts, and our own name. */
export function knownWords({ email, username, displayName, firstName, lastName }: Person): readonly string[] {
  const whole = [email, email.replace(/@.*/, ''), username, displayName, firstName, lastName].filter(
    (text) => text !== null,
  );
  const parts = whole.flatMap((text) => text.split(/[^\p{L}\p{N}]+/u)).filter((part) => part.length > 2);
  return [...new Set([...whole, ...parts, 'marquee'])];
}
