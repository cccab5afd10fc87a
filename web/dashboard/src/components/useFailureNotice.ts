import { notifications } from '@mantine/notifications';
import { useTranslation } from 'react-i18next';
import { useErrorText } from './Notice';

/** Says that something asked for by one press did not work, where there is no form to say it in. */
export function useFailureNotice(): (error: Error, what?: string) => void {
  const { t } = useTranslation();
  const explain = useErrorText();
  return (error, what) => {
    notifications.show({ color: 'var(--state-critical)', title: what ?? t('failure.title'), message: explain(error), closeButtonProps: { 'aria-label': t('close') } });
  };
}
