/** Where what the server says of single fields is shown. */
export interface PlacedErrors {
  /** Beside fields, by their path in the form. */
  readonly beside: Readonly<Record<string, string>>;
  /** What is of no field that is shown, each with the server's name of it. */
  readonly rest: readonly string[];
}

/** `matchers[1].value` and `ways["sms"]` as a form calls them: `matchers.1.value`, `ways.sms`. */
export function toFormPath(field: string): string {
  return field.replace(/\[(?:"([^"]*)"|([^\]]*))\]/g, '.$1$2');
}

/** Gives each message to its field, else to the nearest that holds it. `pathOf` is for those that the form calls otherwise. */
export function placeErrors(
  fields: Readonly<Record<string, readonly string[]>>,
  isShown: (path: string) => boolean,
  pathOf: (path: string) => string = (path) => path,
): PlacedErrors {
  const beside: Record<string, string> = {};
  const rest: string[] = [];
  for (const [field, messages] of Object.entries(fields)) {
    const text = messages.join(' ');
    const place = holdersOf(pathOf(toFormPath(field))).find(isShown);
    if (place === undefined) rest.push(field === '' ? text : `${field}: ${text}`);
    else beside[place] = place in beside ? `${beside[place] ?? ''} ${text}` : text;
  }
  return { beside, rest };
}

/** `a.0.b`, `a.0`, `a`. */
function holdersOf(path: string): readonly string[] {
  const parts = path.split('.').filter((part) => part !== '');
  return parts.map((_, index) => parts.slice(0, parts.length - index).join('.'));
}
