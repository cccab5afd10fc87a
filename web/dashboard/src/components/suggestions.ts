// The functions and aggregations of PromQL that a person types most.
const FUNCTIONS = [
  'abs', 'absent', 'absent_over_time', 'avg', 'avg_over_time', 'bottomk', 'ceil', 'changes', 'clamp', 'clamp_max', 'clamp_min',
  'count', 'count_over_time', 'count_values', 'delta', 'deriv', 'exp', 'floor', 'group', 'histogram_quantile', 'increase', 'irate',
  'label_join', 'label_replace', 'last_over_time', 'ln', 'log10', 'log2', 'max', 'max_over_time', 'min', 'min_over_time',
  'predict_linear', 'present_over_time', 'quantile', 'quantile_over_time', 'rate', 'resets', 'round', 'sort', 'sort_desc', 'sqrt',
  'stddev', 'stddev_over_time', 'sum', 'sum_over_time', 'time', 'timestamp', 'topk', 'vector',
] as const;

export interface Suggestion {
  readonly text: string;
  readonly kind: 'metric' | 'function';
}

/** The word being typed before the cursor, and where it begins. Nothing inside quotes or a range. */
export function wordAt(query: string, cursor: number): { word: string; start: number } | null {
  const before = query.slice(0, cursor);
  if ((before.match(/"/g)?.length ?? 0) % 2 === 1 || /\[[^\]]*$/.test(before) || /\{[^}]*$/.test(before)) return null;
  const word = /[a-zA-Z_:][\w:]*$/.exec(before)?.[0] ?? '';
  return word === '' ? null : { word, start: cursor - word.length };
}

/** What may be meant: those that begin so first, then those that contain it. */
export function suggest(word: string, metrics: readonly string[], limit: number): Suggestion[] {
  const needle = word.toLowerCase();
  const candidates: Suggestion[] = [
    ...FUNCTIONS.map((text) => ({ text, kind: 'function' as const })),
    ...metrics.map((text) => ({ text, kind: 'metric' as const })),
  ];
  const rank = ({ text }: Suggestion): number => text.toLowerCase().indexOf(needle);
  return candidates
    .filter((candidate) => rank(candidate) >= 0 && candidate.text !== word)
    .sort((left, right) => rank(left) - rank(right) || left.text.length - right.text.length || left.text.localeCompare(right.text))
    .slice(0, limit);
}

/** The query with the word completed, and where the cursor goes. */
export function complete(query: string, cursor: number, { text, kind }: Suggestion): { query: string; cursor: number } {
  const at = wordAt(query, cursor);
  if (at === null) return { query, cursor };
  const rest = query.slice(cursor);
  const inserted = kind === 'function' && !rest.startsWith('(') ? `${text}(` : text;
  return { query: query.slice(0, at.start) + inserted + rest, cursor: at.start + inserted.length };
}
