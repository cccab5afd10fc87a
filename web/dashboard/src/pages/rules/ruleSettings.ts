import type { Severity } from '../../api/alerts';
import type { RuleDraft } from '../../api/rules';
import { SEVERITIES } from '../../lib/urlState';
import type { LabelRow } from './labelRows';
import { toLabelRows, toLabels } from './labelRows';

/** The severity of missing data, where it is the rule's own. */
export const OWN = 'own';

/** What a rule may say beside its condition, and mostly does not. */
export interface RuleSettings {
  readonly labels: readonly LabelRow[];
  /** How often it is evaluated; empty: as soon as samples arrive. */
  readonly interval: string;
  readonly keepFiringFor: string;
  /** An expression. */
  readonly keepFiringWhile: string;
  /** Empty: alerts that come and go are told each time. */
  readonly flapStarts: number | string;
  readonly flapWithin: string;
  /** Empty: no pre-warning; of an anomaly in percent. */
  readonly approachingThreshold: number | string;
  /** Empty: it ends where it began. */
  readonly approachingRecovery: number | string;
  /** Empty: as long as the rule's own. */
  readonly approachingFor: string;
  readonly approachingSeverity: Severity;
  readonly noData: boolean;
  readonly noDataFor: string;
  readonly noDataSeverity: Severity | typeof OWN;
  readonly error: boolean;
  readonly errorFor: string;
  readonly errorSeverity: Severity;
}

export const NO_SETTINGS: RuleSettings = {
  labels: [], interval: '', keepFiringFor: '', keepFiringWhile: '', flapStarts: '', flapWithin: '30m', approachingThreshold: '', approachingRecovery: '', approachingFor: '', approachingSeverity: 'info',
  noData: false, noDataFor: '5m', noDataSeverity: OWN, error: false, errorFor: '5m', errorSeverity: 'warning',
};

/** @param scale What a threshold of 1 is in the form: 100 where it is in percent. */
export function toSettings({ labels, interval, keepFiringFor, keepFiringWhile, flapping, approaching, noData, error }: RuleDraft, scale: number): RuleSettings {
  return {
    labels: toLabelRows(labels ?? {}),
    interval: interval ?? '',
    keepFiringFor: keepFiringFor ?? '',
    keepFiringWhile: keepFiringWhile ?? '',
    flapStarts: flapping?.starts ?? '',
    flapWithin: flapping?.within ?? NO_SETTINGS.flapWithin,
    approachingThreshold: scaledOrEmpty(approaching?.threshold, scale),
    approachingRecovery: scaledOrEmpty(approaching?.recovery_threshold, scale),
    approachingFor: approaching?.for ?? '',
    approachingSeverity: severityOr(approaching?.severity, NO_SETTINGS.approachingSeverity),
    noData: Boolean(noData),
    noDataFor: noData ? (noData.for ?? '') : NO_SETTINGS.noDataFor,
    noDataSeverity: severityOr(noData?.severity, OWN),
    error: Boolean(error),
    errorFor: error ? (error.for ?? '') : NO_SETTINGS.errorFor,
    errorSeverity: severityOr(error?.severity, NO_SETTINGS.errorSeverity),
  };
}

/** What of the settings is filled in and shown, as the server takes it; without the interval, which is the group's. */
export function fromSettings(values: RuleSettings, isShown: (field: keyof RuleSettings) => boolean, scale: number): RuleDraft {
  const { labels, keepFiringFor, keepFiringWhile, flapStarts, approachingThreshold, approachingRecovery, noData, error } = values;
  const named = toLabels(labels);
  return {
    ...(isShown('labels') && Object.keys(named).length > 0 ? { labels: named } : {}),
    ...(isShown('keepFiringFor') ? filled('keepFiringFor', keepFiringFor) : {}),
    ...(isShown('keepFiringWhile') ? filled('keepFiringWhile', keepFiringWhile) : {}),
    ...(isShown('flapStarts') && typeof flapStarts === 'number' ? { flapping: { starts: flapStarts, ...filled('within', values.flapWithin) } } : {}),
    ...(isShown('approachingThreshold') && typeof approachingThreshold === 'number'
      ? {
          approaching: {
            threshold: scaled(approachingThreshold, 1 / scale),
            ...(typeof approachingRecovery === 'number' ? { recovery_threshold: scaled(approachingRecovery, 1 / scale) } : {}),
            ...filled('for', values.approachingFor),
            severity: values.approachingSeverity,
          },
        }
      : {}),
    ...(isShown('noData') && noData ? { noData: { ...filled('for', values.noDataFor), ...(values.noDataSeverity === OWN ? {} : { severity: values.noDataSeverity }) } } : {}),
    ...(isShown('error') && error ? { error: { ...filled('for', values.errorFor), severity: values.errorSeverity } } : {}),
  };
}

/** How many of the settings a rule has. */
export function countSettings(values: RuleSettings, isShown: (field: keyof RuleSettings) => boolean): number {
  return Object.keys(fromSettings(values, isShown, 1)).length + (values.interval.trim() === '' ? 0 : 1);
}

function scaledOrEmpty(value: number | undefined, scale: number): number | '' {
  return value === undefined ? '' : scaled(value, scale);
}

function severityOr<Other extends string>(severity: string | undefined, other: Other): Severity | Other {
  return SEVERITIES.find((known) => known === severity) ?? other;
}

// 0.55 * 100 is 55.00000000000001.
function scaled(value: number, scale: number): number {
  return Number((value * scale).toPrecision(12));
}

function filled(name: string, text: string): Record<string, string> {
  return text.trim() === '' ? {} : { [name]: text.trim() };
}
