/** What a number measures; decides its unit, scale and number of digits. */
export type Unit = 'none' | 'count' | 'perSecond' | 'ms' | 's' | 'percent' | 'ratio' | 'availability' | 'bytes' | 'bytesPerSecond' | 'megabytes';

/** Shown where there is no value; a dash reads as "nothing", a zero would be a measurement. */
export const NO_VALUE = '–';

const BINARY_PREFIXES = ['B', 'KiB', 'MiB', 'GiB', 'TiB', 'PiB'] as const;

/** A value as a person reads it: `98.7ms`, `1.5 GiB`, `97.2%`. */
export function formatValue(value: number | null | undefined, unit: Unit, locale: string): string {
  if (value === null || value === undefined) return NO_VALUE;
  if (!Number.isFinite(value)) return formatNonFinite(value);
  switch (unit) {
    case 'ms':
      return formatSeconds(value / 1_000, locale);
    case 's':
      return formatSeconds(value, locale);
    case 'percent':
      return `${formatDigits(value, locale, 3)}%`;
    case 'ratio':
      return `${formatDigits(value * 100, locale, 3)}%`;
    case 'availability':
      return `${formatAvailability(value, locale)}%`;
    case 'bytes':
      return formatBytes(value, locale);
    case 'bytesPerSecond':
      return `${formatBytes(value, locale)}/s`;
    case 'megabytes':
      return formatBytes(value * 1024 * 1024, locale);
    case 'perSecond':
      return `${formatDigits(value, locale, 4)}/s`;
    case 'count':
    case 'none':
      return formatDigits(value, locale, 4);
  }
}

/** Shorter, for the marks of an axis: `1.2k` where the value itself would be `1,200`. */
export function formatTick(value: number, unit: Unit, locale: string): string {
  if (unit === 'none' || unit === 'count' || unit === 'perSecond') {
    return new Intl.NumberFormat(locale, { notation: 'compact', maximumFractionDigits: 2 }).format(value);
  }
  return formatValue(value, unit, locale);
}

/** At least `significant` digits count: small numbers keep decimals, large ones lose them. */
export function formatDigits(value: number, locale: string, significant: number): string {
  const magnitude = value === 0 ? 0 : Math.floor(Math.log10(Math.abs(value)));
  if (magnitude < -4 || magnitude > 14) return value.toExponential(2);
  const decimals = Math.max(0, significant - 1 - magnitude);
  return new Intl.NumberFormat(locale, { maximumFractionDigits: Math.min(decimals, 6) }).format(value);
}

/** Never rounded up: 99.996 % is not 100 %. */
function formatAvailability(ratio: number, locale: string): string {
  // The small addend undoes what binary fractions lose, such as 0.9999 * 10,000 = 9,998.999….
  const percent = Math.floor(ratio * 10_000 + 1e-6) / 100;
  return new Intl.NumberFormat(locale, { maximumFractionDigits: 2 }).format(percent);
}

function formatSeconds(seconds: number, locale: string): string {
  const size = Math.abs(seconds);
  if (size === 0) return '0ms';
  if (size < 0.001) return `${formatDigits(seconds * 1e6, locale, 3)}µs`;
  if (size < 1) return `${formatDigits(seconds * 1_000, locale, 3)}ms`;
  if (size < 120) return `${formatDigits(seconds, locale, 3)}s`;
  if (size < 7_200) return `${formatDigits(seconds / 60, locale, 3)}min`;
  return size < 172_800 ? `${formatDigits(seconds / 3_600, locale, 3)}h` : `${formatDigits(seconds / 86_400, locale, 3)}d`;
}

function formatBytes(bytes: number, locale: string): string {
  let scaled = bytes;
  let step = 0;
  while (Math.abs(scaled) >= 1024 && step < BINARY_PREFIXES.length - 1) {
    scaled /= 1024;
    step++;
  }
  return `${formatDigits(scaled, locale, 3)} ${BINARY_PREFIXES[step] ?? ''}`;
}

function formatNonFinite(value: number): string {
  if (Number.isNaN(value)) return 'NaN';
  return value > 0 ? '+Inf' : '-Inf';
}

/** Guesses the unit from a metric's name, which by convention ends in it. */
export function unitOfMetric(name: string | undefined): Unit {
  if (name === undefined) return 'none';
  const base = name.replace(/_(total|sum|bucket)$/, '');
  if (base.endsWith('_seconds')) return 's';
  if (base.endsWith('_milliseconds') || base.endsWith('_ms')) return 'ms';
  if (base.endsWith('_bytes')) return 'bytes';
  if (base.endsWith('_ratio')) return 'ratio';
  if (base.endsWith('_percent')) return 'percent';
  return 'none';
}

/** Guesses the unit of an expression's result: a rate of bytes is bytes per second, of seconds a share of time. */
export function unitOfExpression(expression: string): Unit {
  const names = [...expression.matchAll(/\b[a-zA-Z_:][\w:]*_[\w:]*\b/g)].map((match) => match[0]);
  const units = new Set(names.map(unitOfMetric).filter((unit) => unit !== 'none'));
  if (units.size !== 1 || expression.includes('/') || expression.includes('count')) return 'none';
  const [unit] = units;
  if (unit === undefined) return 'none';
  if (!/\b(rate|irate)\s*\(/.test(expression)) return unit;
  return unit === 'bytes' ? 'bytesPerSecond' : 'none';
}
