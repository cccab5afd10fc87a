import { describe, expect, it } from 'vitest';
import { formatTick, formatValue, unitOfExpression, unitOfMetric, type Unit } from './formatNumber';

describe('formatValue', () => {
  it.each<[number | null, Unit, string]>([
    [98.7, 'ms', '98.7ms'],
    [100, 'ms', '100ms'],
    [0.42, 'ms', '420µs'],
    [1_234, 'ms', '1.23s'],
    [0, 'ms', '0ms'],
    [150, 's', '2.5min'],
    [90_000, 's', '25h'],
    [864_000, 's', '10d'],
    [97.25, 'percent', '97.3%'],
    [0.0012, 'ratio', '0.12%'],
    [1, 'ratio', '100%'],
    [1, 'availability', '100%'],
    [0.99996, 'availability', '99.99%'],
    [0.9999, 'availability', '99.99%'],
    [0.9997, 'availability', '99.97%'],
    [0.5, 'availability', '50%'],
    [0, 'bytes', '0 B'],
    [1_536, 'bytes', '1.5 KiB'],
    [1_288_490_188.8, 'bytes', '1.2 GiB'],
    [2_048, 'megabytes', '2 GiB'],
    [10_485_760, 'bytesPerSecond', '10 MiB/s'],
    [1_234.56, 'perSecond', '1,235/s'],
    [12.3456, 'none', '12.35'],
    [1_234_567, 'count', '1,234,567'],
    [0.000001, 'none', '1.00e-6'],
    [-5.5, 'none', '-5.5'],
    [Number.NaN, 'ms', 'NaN'],
    [Number.POSITIVE_INFINITY, 'none', '+Inf'],
    [Number.NEGATIVE_INFINITY, 'none', '-Inf'],
    [null, 'ms', '–'],
  ])('shows %d in %s as %s', (value, unit, text) => {
    expect(formatValue(value, unit, 'en')).toBe(text);
  });

  it('follows the language of the page', () => {
    expect(formatValue(1_234.56, 'none', 'id')).toBe('1.235');
    expect(formatValue(12.5, 'none', 'vi')).toBe('12,5');
  });
});

describe('formatTick', () => {
  it.each<[number, Unit, string]>([
    [1_200, 'none', '1.2K'],
    [0.05, 'none', '0.05'],
    [250, 'ms', '250ms'],
    [0.5, 'ratio', '50%'],
  ])('shows %d in %s as %s', (value, unit, text) => {
    expect(formatTick(value, unit, 'en')).toBe(text);
  });
});

describe('unitOfMetric', () => {
  it.each<[string | undefined, Unit]>([
    ['probe_duration_seconds', 's'],
    ['perfmonitor_publish_duration_seconds_sum', 's'],
    ['host_memory_used_bytes', 'bytes'],
    ['host_network_receive_bytes_total', 'bytes'],
    ['host_cpu_utilization_ratio', 'ratio'],
    ['probe_success', 'none'],
    [undefined, 'none'],
  ])('of %s is %s', (name, unit) => {
    expect(unitOfMetric(name)).toBe(unit);
  });
});

describe('unitOfExpression', () => {
  it.each<[string, Unit]>([
    ['host_cpu_utilization_ratio', 'ratio'],
    ['max by (target) (probe_duration_seconds)', 's'],
    ['rate(host_network_receive_bytes_total[1m])', 'bytesPerSecond'],
    ['rate(host_disk_io_time_seconds_total[1m])', 'none'],
    ['host_memory_used_bytes / host_memory_total_bytes', 'none'],
    ['count(host_memory_used_bytes)', 'none'],
    ['up', 'none'],
  ])('of %s is %s', (expression, unit) => {
    expect(unitOfExpression(expression)).toBe(unit);
  });
});
