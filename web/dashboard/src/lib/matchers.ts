import { labelName } from './matcherText';

/** A condition on one label, in the form of Alertmanager's API. A label that is not there counts as empty. */
export interface Matcher {
  readonly name: string;
  readonly value: string;
  readonly isRegex: boolean;
  readonly isEqual: boolean;
}

export const OPERATORS = ['=', '!=', '=~', '!~'] as const;
export type Operator = (typeof OPERATORS)[number];

export type LabelSet = Readonly<Record<string, string>>;

export function operatorOf({ isRegex, isEqual }: Matcher): Operator {
  if (isRegex) return isEqual ? '=~' : '!~';
  return isEqual ? '=' : '!=';
}

export function matcher(name: string, operator: Operator, value: string): Matcher {
  return { name, value, isRegex: operator.endsWith('~'), isEqual: operator.startsWith('=') };
}

/** Rows without a label's name are not finished yet. */
export function completeMatchers(matchers: readonly Matcher[]): readonly Matcher[] {
  return matchers.filter(({ name }) => name !== '');
}

/** Says of each row with a value and no name that it is not finished, by its path in a form. */
export function unnamedErrors(matchers: readonly Matcher[], text: string): Readonly<Record<string, string>> {
  return Object.fromEntries(matchers.flatMap(({ name, value }, row) => (name === '' && value !== '' ? [[`matchers.${String(row)}.name`, text]] : [])));
}

/** Only the complete rows are sent: the row in the form of what is said of one of those. */
export function matcherPath(path: string, matchers: readonly Matcher[]): string {
  const complete = completeMatchers(matchers);
  return path.replace(/^matchers\.(\d+)/, (whole, sent: string) => {
    const one = complete[Number(sent)];
    return one === undefined ? whole : `matchers.${String(matchers.indexOf(one))}`;
  });
}

/** `instance=~"web-.*"`. */
export function formatMatcher(one: Matcher): string {
  return `${labelName(one.name)}${operatorOf(one)}"${one.value.replace(/["\\]/g, '\\$&')}"`;
}

/** Reads `{severity="critical",team=~"a|b"}` or what a person types into a box, `severity=critical team=a`; null when it is neither. */
export function parseMatchers(text: string): readonly Matcher[] | null {
  const found: Matcher[] = [];
  let rest = text.trim().replace(/^\{(.*)\}$/s, '$1').trim();
  while (rest !== '') {
    const match = /^(?:"((?:[^"\\]|\\.)+)"|([\w.:-]+?))\s*(=~|!~|!=|=)\s*(?:"((?:[^"\\]|\\.)*)"|([^\s,"]*))(?:\s*,\s*|\s+|$)/s.exec(rest);
    if (match === null) return null;
    const [whole, quotedName, bareName = '', operator = '=', quoted, bare = ''] = match;
    found.push(matcher(unquote(quotedName) ?? bareName, operator as Operator, unquote(quoted) ?? bare));
    rest = rest.slice(whole.length);
  }
  return found;
}

/** As alerting writes it: a backslash before quotes and itself, `\n` for the end of a line. */
function unquote(text: string | undefined): string | undefined {
  return text?.replace(/\\(.)/gs, (_, escaped: string) => (escaped === 'n' ? '\n' : escaped));
}

/** Exactly these labels: what silences one alert. */
export function matchersOfLabels(labels: LabelSet): readonly Matcher[] {
  return Object.entries(labels).map(([name, value]) => matcher(name, '=', value));
}

/** What all of these label sets fulfil: labels they share with one value exactly, those with several as alternatives. */
export function matchersOfAll(sets: readonly LabelSet[]): readonly Matcher[] {
  const [first, ...others] = sets;
  if (first === undefined) return [];
  return Object.keys(first)
    .filter((name) => others.every((labels) => name in labels))
    .map((name) => {
      const values = [...new Set(sets.map((labels) => labels[name] ?? ''))];
      return values.length === 1 ? matcher(name, '=', values[0] ?? '') : matcher(name, '=~', values.map(quoteExpression).join('|'));
    });
}

/** The text itself as a regular expression. */
function quoteExpression(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&');
}

/** Whether all hold; null when a regular expression cannot be read here, whose flavour may differ from the server's. */
export function allMatch(matchers: readonly Matcher[], labels: LabelSet): boolean | null {
  let known = true;
  for (const one of matchers) {
    const holds = matches(one, labels[one.name] ?? '');
    if (holds === false) return false;
    known &&= holds !== null;
  }
  return known ? true : null;
}

function matches({ value, isRegex, isEqual }: Matcher, actual: string): boolean | null {
  if (!isRegex) return (actual === value) === isEqual;
  const expression = wholeValue(value);
  return expression === null ? null : expression.test(actual) === isEqual;
}

function wholeValue(expression: string): RegExp | null {
  try {
    return new RegExp(`^(?:${expression})$`, 's');
  } catch (error) {
    if (error instanceof SyntaxError) return null;
    throw error;
  }
}
