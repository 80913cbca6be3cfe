type Directives = Readonly<Record<string, readonly string[]>>;

/** Nothing may load, run, frame or be posted to unless a page adds it. */
const closed: Directives = {
  'default-src': ["'none'"],
  'base-uri': ["'none'"],
  'form-action': ["'none'"],
  'frame-ancestors': ["'none'"],
};

/** A policy that forbids everything but what `opened` lists. */
export function contentSecurityPolicy(opened: Directives): string {
  return Object.entries({ ...closed, ...opened })
    .map(([directive, sources]) => `${directive} ${sources.join(' ')}`)
    .join('; ');
}
