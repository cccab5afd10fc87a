import { Button } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconCheck } from '@tabler/icons-react';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { useUnacknowledge, type Alert } from '../../api/alerts';
import { RoleGate } from '../../components/RoleGate';
import { AcknowledgeForm } from './AcknowledgeForm';

interface AcknowledgeButtonProps {
  readonly alert: Alert;
  readonly compact?: boolean;
}

/** Takes an alert on with a note, or gives it back. Nothing when the alert is over. */
export function AcknowledgeButton({ alert, compact = false }: AcknowledgeButtonProps): ReactElement | null {
  const { t } = useTranslation();
  const [opened, form] = useDisclosure();
  const size = compact ? 'compact-sm' : 'sm';
  const unacknowledge = useUnacknowledge();
  if (alert.state === 'resolved') return null;
  if (alert.state === 'acknowledged') {
    return (
      <RoleGate needs="operator">
        <Button
          size={size}
          variant="default"
          loading={unacknowledge.isPending}
          onClick={() => { unacknowledge.mutate(alert.fingerprint); }}
          aria-label={t('alert.unacknowledgeNamed', { name: alert.name })}
        >
          {t('alert.unacknowledge')}
        </Button>
      </RoleGate>
    );
  }
  return (
    <>
      <RoleGate needs="operator">
        <Button
          size={size}
          variant={compact ? 'default' : 'filled'}
          leftSection={<IconCheck size={15} />}
          onClick={form.open}
          aria-label={t('alert.acknowledgeNamed', { name: alert.name })}
        >
          {t('alert.acknowledge')}
        </Button>
      </RoleGate>
      <AcknowledgeForm alerts={opened ? [alert] : []} onClose={form.close} />
    </>
  );
}
