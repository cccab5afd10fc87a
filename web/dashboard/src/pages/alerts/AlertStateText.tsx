import { Group } from '@mantine/core';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { Alert } from '../../api/alerts';
import { StateIcon } from '../../components/StateIcon';

/** Where the alert stands in its life; once over, with the calm sign. */
export function AlertStateText({ alert }: { readonly alert: Alert }): ReactElement {
  const { t } = useTranslation();
  return (
    <Group component="span" gap={5} wrap="nowrap" fz="sm" fw={600}>
      {alert.state === 'resolved' && <StateIcon state="ok" size={15} />}
      {t(`alerts.states.${alert.state}`)}
    </Group>
  );
}
