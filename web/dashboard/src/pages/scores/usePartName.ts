import { useTranslation } from 'react-i18next';

/** What the parts of the scores are called; a part that the page does not know yet keeps the service's name. */
export function usePartName(): (part: string) => string {
  const { t } = useTranslation();
  return (part) => t(`scores.parts.${part}`, { defaultValue: part });
}
