import { useTranslation } from 'react-i18next';
import { unitOfAlert, type Alert } from '../api/alerts';
import { useRules } from '../api/prometheus';
import { formatValue } from '../lib/formatNumber';

/** `Current: 98.7ms | Threshold: 100ms`. */
export function useAlertReading(): (alert: Alert) => string {
  const { t, i18n } = useTranslation();
  const { data: rules } = useRules();
  return (alert) => {
    const expression = alert.expression ?? rules?.find(({ name }) => name === alert.name)?.query ?? null;
    const unit = unitOfAlert({ ...alert, expression });
    const value = formatValue(alert.value, unit, i18n.language);
    if (alert.threshold === null) return t('alert.current', { value });
    return t('alert.reading', { value, threshold: formatValue(alert.threshold, unit, i18n.language) });
  };
}
