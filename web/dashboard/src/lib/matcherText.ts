import type { Labels } from '../api/prometheus';

// What PromQL reads without quotes; every other name, such as OpenTelemetry's service.name, has to stand in them.
const PLAIN_LABEL = /^[a-zA-Z_][a-zA-Z0-9_]*$/;
const PLAIN_METRIC = /^[a-zA-Z_:][a-zA-Z0-9_:]*$/;

/** Whether a metric's name can stand before the braces of a selector. */
export function isPlainMetric(name: string): boolean {
  return PLAIN_METRIC.test(name);
}

/** A label's name as a matcher has it: in quotes where it has to stand in them. */
export function labelName(name: string): string {
  return PLAIN_LABEL.test(name) ? name : JSON.stringify(name);
}

/** Labels other than the metric's name, as a selector names them: `job="host"`, `"service.name"="cart"`. */
export function matcherTexts(labels: Labels): string[] {
  return Object.entries(labels)
    .filter(([name]) => name !== '__name__')
    .map(([name, value]) => `${labelName(name)}=${JSON.stringify(value)}`);
}
