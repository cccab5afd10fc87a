/** What of a rule can be drawn: the expression without its comparison, and the threshold as a line. */
export interface ChartExpression {
  readonly query: string;
  readonly threshold: number | null;
}

const COMPARISON = /^(.*?\S)\s*(?:==|!=|>=|<=|>|<)\s*(?:bool\s+)?([-+]?(?:\d+\.?\d*|\.\d+)(?:e[-+]?\d+)?)\s*$/is;

/** `a / b > 0.9` is drawn as `a / b` with a line at 0.9; anything else as it stands. */
export function chartExpression(expression: string): ChartExpression {
  const match = COMPARISON.exec(expression);
  const [, left, threshold] = match ?? [];
  if (left === undefined || threshold === undefined || !isWhole(left)) return { query: expression, threshold: null };
  return { query: left, threshold: Number(threshold) };
}

/** The expression with another number at its end; null where that is not its threshold. */
export function replaceThreshold(expression: string, threshold: number): string | null {
  if (chartExpression(expression).threshold === null) return null;
  return expression.replace(/[-+]?(?:\d+\.?\d*|\.\d+)(?:e[-+]?\d+)?\s*$/i, String(threshold));
}

/** Not cut inside brackets, nor out of a chain of and/or/unless, whose other side would change its meaning. */
function isWhole(expression: string): boolean {
  const bare = expression.replace(/"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'/g, '""');
  let depth = 0;
  for (const character of bare) {
    if ('([{'.includes(character)) depth++;
    if (')]}'.includes(character)) depth--;
    if (depth < 0) return false;
  }
  return depth === 0 && !/\b(and|or|unless)\b/i.test(bare);
}

/** Whether a series belongs to the alert: all its labels are the alert's too. */
export function belongsTo(series: Readonly<Record<string, string>>, alert: Readonly<Record<string, string>>): boolean {
  return Object.entries(series).every(([name, value]) => name === '__name__' || alert[name] === value);
}
