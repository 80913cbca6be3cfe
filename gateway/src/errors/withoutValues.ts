/** What `graphql` says of a value, in the forms that may be shown: names of the schema, and not the value. */
const reasons: readonly [RegExp, string][] = [
  [/^(\w+) cannot represent ([\w\s-]*?value): .*$/s, '$1 cannot represent $2.'],
  [/^Enum "(\w+)" cannot represent ([\w-]+ )?value: .*$/s, 'Enum "$1" cannot represent this value.'],
  [/^Value ".*" does not exist in "(\w+)" enum\.(?: Did you mean .*)?$/s, 'The value does not exist in "$1" enum.'],
  [/^Expected value of type "([^"]+)", found .*$/s, 'Expected value of type "$1".'],
  [/^(Field "[\w.]+" is not defined by type "\w+"\.(?: Did you mean [\w", ]+\?)?)$/, '$1'],
  [/^(Field "[\w.]+" (?:of required type "[^"]+" was not provided|must be non-null)\.)$/, '$1'],
  [/^(Expected (?:non-nullable )?type "[^"]+" (?:to be an object|not to be null)\.)$/, '$1'],
  [/^(Expected type "[^"]+"\.)(?: .*)?$/s, '$1'],
  [/^(Exactly one key must be specified for OneOf type "\w+"\.)$/, '$1'],
  // Scalars of our own: they say what a value must be.
  [/^([A-Z]\w+ must be [\w\s.,+-]+\.)$/, '$1'],
];
const variable = /^Variable "(\$\w+)" got invalid value (.*)$/s;
const place = / at "([\w.[\]]+)"$/;
const syntax = /^(Syntax Error: .*?\b(?:Block)?String) ".*"(\.?)$/s;

/**
 * A complaint about a request without the values that the client sent: a password with a typing error beside it must
 * not come back in an error, which clients write into their logs. Other messages stay as they are.
 */
export function withoutValues(message: string): string {
  const aboutVariable = variable.exec(message);
  if (aboutVariable !== null) return variableComplaint(aboutVariable[1] ?? '', aboutVariable[2] ?? '');
  return reasonIn(message) ?? message.replace(syntax, '$1$2');
}

/** `{ the: "value" } at "input.name"; The reason.`: whatever is not recognised as a reason may hold the value. */
function variableComplaint(name: string, text: string): string {
  for (let end = text.indexOf('; '); end !== -1; end = text.indexOf('; ', end + 1)) {
    const reason = reasonIn(text.slice(end + 2));
    if (reason === null) continue;
    const path = place.exec(text.slice(0, end))?.[1];
    return `Variable "${name}" got an invalid value${path === undefined ? '' : ` at "${path}"`}; ${reason}`;
  }
  return `Variable "${name}" got an invalid value.`;
}

function reasonIn(text: string): string | null {
  const known = reasons.find(([form]) => form.test(text));
  return known === undefined ? null : text.replace(known[0], known[1]);
}
