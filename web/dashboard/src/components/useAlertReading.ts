import { useTranslation } from 'react-i18next';
import { unitOfAlert, type Alert } from '../api/alerts';
import { useRules } from '../api/prometheus';
import { useCurrentValues } from '../api/rules';
import { formatValue } from '../lib/formatNumber';

/** Where a rule asks for one exact value, such as `probe_success == 0`, there is no threshold to be near to or far from. */
export function comparesEqual(expression: string | null): boolean {
  return expression !== null && /[=!]=\s*(bool\s+)?[-+\d.e]+\s*$/i.test(expression);
}

interface AlertReading {
  /** `Current: 98.7ms | Threshold: 100ms`; `At firing` in place of `Current` where that is not known. */
  readonly textOf: (alert: Alert) => string;
  /** The value in it. */
  readonly valueOf: (alert: Alert) => number | null;
}

/** What the alerts of a list read now. */
export function useAlertReading(alerts: readonly Alert[]): AlertReading {
  return useReading(alerts.some(isOpen), null);
}

/** What one alert reads now, and read when it fired; asks for that alone. */
export function useOwnReading(alert: Alert): AlertReading {
  return useReading(isOpen(alert), alert.fingerprint);
}

function useReading(isAnyOpen: boolean, fingerprint: string | null): AlertReading {
  const { t, i18n } = useTranslation();
  const { data: rules } = useRules();
  const values = useCurrentValues(fingerprint, isAnyOpen);
  const currentOf = (alert: Alert): number | undefined => (isOpen(alert) ? values?.get(alert.fingerprint) : undefined);
  return {
    valueOf: (alert) => currentOf(alert) ?? alert.value,
    textOf: (alert) => {
      const expression = alert.expression ?? rules?.find(({ name }) => name === alert.name)?.query ?? null;
      const unit = unitOfAlert({ ...alert, expression });
      const format = (value: number | null): string => formatValue(value, unit, i18n.language);
      const current = currentOf(alert);
      const parts = [
        ...(current === undefined ? [] : [t('alert.current', { value: format(current) })]),
        ...(current === undefined || fingerprint !== null ? [t('alert.atFiring', { value: format(alert.value) })] : []),
        ...(alert.threshold === null || comparesEqual(expression) ? [] : [t('alert.against', { threshold: format(alert.threshold) })]),
      ];
      return parts.join(' | ');
    },
  };
}

function isOpen({ state }: Alert): boolean {
  return state !== 'resolved';
}
