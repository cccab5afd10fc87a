import { messageOfAlert, type Alert, type AlertPages, type AlertState, type Severity } from '../../api/alerts';
import type { AlertSearch } from '../../lib/urlState';
import { allMatch, parseMatchers, type Matcher } from '../../lib/matchers';

/** Of `owner` in the address: nobody has acknowledged it. */
export const NOBODY = '-';

export interface AlertQuestion {
  readonly states: readonly AlertState[];
  readonly severity?: Severity | undefined;
  readonly rule?: string | undefined;
  readonly owner?: string | undefined;
  /** What a person typed. */
  readonly text?: string | undefined;
}

interface TypedQuestion {
  readonly words: readonly string[];
  readonly matchers: readonly Matcher[];
}

/** Words and conditions in any order: `api job=probe instance=~"web-.*"`. */
export function readText(text: string): TypedQuestion {
  const words: string[] = [];
  const matchers: Matcher[] = [];
  for (const [part] of text.matchAll(/[\w.:-]+(?:=~|!~|!=|=)(?:"(?:[^"\\]|\\.)*"|[^\s"]*)|\S+/g)) {
    const read = /=|!~/.test(part) ? parseMatchers(part) : null;
    if (read === null) words.push(part.toLowerCase());
    else matchers.push(...read);
  }
  return { words, matchers };
}

/** The alerts that every part of the question lets through. A condition that cannot be judged here lets everything through. */
export function filterAlerts(alerts: readonly Alert[], { states, severity, rule, owner, text = '' }: AlertQuestion): readonly Alert[] {
  const { words, matchers } = readText(text);
  return alerts.filter(
    (alert) =>
      states.includes(alert.state) &&
      (severity === undefined || alert.severity === severity) &&
      (rule === undefined || alert.name === rule) &&
      (owner === undefined || ownerOf(alert) === (owner === NOBODY ? null : owner)) &&
      allMatch(matchers, alert.labels) !== false &&
      hasWords(alert, words),
  );
}

/** Whoever has it in hand. */
export function ownerOf({ state, acknowledgedBy }: Alert): string | null {
  return state === 'firing' ? null : acknowledgedBy;
}

function hasWords(alert: Alert, words: readonly string[]): boolean {
  const labels = Object.entries(alert.labels).map(([name, value]) => `${name}=${value}`);
  const haystack = [alert.name, messageOfAlert(alert), ...labels].join(' ').toLowerCase();
  return words.every((word) => haystack.includes(word));
}

/** How many there are of each level. */
export function countLevels(alerts: readonly Alert[]): Readonly<Record<Severity, number>> {
  const counts = { critical: 0, warning: 0, info: 0 };
  for (const { severity } of alerts) counts[severity]++;
  return counts;
}

/** Whether a part of the question is asked of the alerts that are here alone. */
export function isAskedHere({ q, rule, owner }: AlertSearch): boolean {
  return [q, rule, owner].some((part) => part !== undefined);
}

/**
 * How many there are of each level, as text. Of a list that is not all there is, the server knows how many are open; where more is
 * asked, there are at least those found here.
 */
export function levelTexts(pages: AlertPages | undefined, ofAllLevels: readonly Alert[], search: AlertSearch): Readonly<Record<Severity, string>> {
  const isCut = pages?.isCut ?? false;
  const isOfAllOpen = search.state === undefined && search.since === undefined && !isAskedHere(search);
  const known = isCut && isOfAllOpen ? (pages?.open ?? null) : null;
  const counts = known ?? countLevels(ofAllLevels);
  const more = isCut && known === null ? '+' : '';
  return { critical: `${String(counts.critical)}${more}`, warning: `${String(counts.warning)}${more}`, info: `${String(counts.info)}${more}` };
}
