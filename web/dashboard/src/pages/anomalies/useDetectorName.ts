import { useTranslation } from 'react-i18next';
import { DETECTORS } from '../../api/anomalies';

/** What a detector is called; its own word where this page does not know it. */
export function useDetectorName(): (detector: string) => string {
  const { t } = useTranslation();
  return (detector) => {
    const known = DETECTORS.find((name) => name === detector);
    return known === undefined ? detector : t(`anomalies.detectors.${known}`);
  };
}
