import type { Labels } from '../api/prometheus';

// What PromQL reads without quotes; every other name, such as OpenTelemetry's service.name, has to stand in them.
const PLAIN_LABEL = /^[a-zA-Z_][a-zA-Z0-9_]*$/;
const PLAIN_METRIC = /^[a-zA-Z_:][a-zA-Z0-9_:]*$/;

/** Whether a metric's name can stand before the braces of a selector. */
export function isPlainMetric(name: string): boolean {
  return PLAIN_METRIC.test(name);
}

/** Labels other than the metric's name, as a selector names them: `job="host"`, `"service.name"="cart"`. */
export function matcherTexts(labels: Labels): string[] {
  return Object.entries(labels)
    .filter(([name]) => name !== '__name__')
    .map(([name, value]) => `${PLAIN_LABEL.test(name) ? name : JSON.stringify(name)}=${JSON.stringify(value)}`);
}
