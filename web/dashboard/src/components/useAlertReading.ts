import { useTranslation } from 'react-i18next';
import { unitOfAlert, type Alert } from '../api/alerts';
import { useRules } from '../api/prometheus';
import { formatValue } from '../lib/formatNumber';

/** Where a rule asks for one exact value, such as `probe_success == 0`, there is no threshold to be near to or far from. */
export function comparesEqual(expression: string | null): boolean {
  return expression !== null && /[=!]=\s*(bool\s+)?[-+\d.e]+\s*$/i.test(expression);
}

/** `Current: 98.7ms | Threshold: 100ms`. */
export function useAlertReading(): (alert: Alert) => string {
  const { t, i18n } = useTranslation();
  const { data: rules } = useRules();
  return (alert) => {
    const expression = alert.expression ?? rules?.find(({ name }) => name === alert.name)?.query ?? null;
    const unit = unitOfAlert({ ...alert, expression });
    const value = formatValue(alert.value, unit, i18n.language);
    if (alert.threshold === null || comparesEqual(expression)) return t('alert.current', { value });
    return t('alert.reading', { value, threshold: formatValue(alert.threshold, unit, i18n.language) });
  };
}
