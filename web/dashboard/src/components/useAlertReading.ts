import { useTranslation } from 'react-i18next';
import { unitOfAlert, type Alert } from '../api/alerts';
import { formatValue } from '../lib/formatNumber';

/** `Current: 98.7ms | Threshold: 100ms`. */
export function useAlertReading(): (alert: Alert) => string {
  const { t, i18n } = useTranslation();
  return (alert) => {
    const unit = unitOfAlert(alert);
    const value = formatValue(alert.value, unit, i18n.language);
    if (alert.threshold === null) return t('alert.current', { value });
    return t('alert.reading', { value, threshold: formatValue(alert.threshold, unit, i18n.language) });
  };
}
