import { Button } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconCheck } from '@tabler/icons-react';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { useUnacknowledge, type Alert } from '../../api/alerts';
import { useSession } from '../../api/session';
import { KeyHint } from '../../components/KeyHint';
import { RoleGate } from '../../components/RoleGate';
import { useFailureNotice } from '../../components/useFailureNotice';
import { useIfMay } from '../../components/useIfMay';
import { useChords } from '../../lib/useChords';
import { AcknowledgeForm } from './AcknowledgeForm';

interface AcknowledgeButtonProps {
  readonly alert: Alert;
  /** One button, as in a list. */
  readonly compact?: boolean;
}

/** Takes an alert on with a note, takes it over, or gives it back. Nothing when the alert is over. */
export function AcknowledgeButton({ alert, compact = false }: AcknowledgeButtonProps): ReactElement | null {
  const { t } = useTranslation();
  const { data: session } = useSession();
  const [opened, form] = useDisclosure();
  const ifMay = useIfMay('operator');
  // In a list the key means the row that has the focus.
  useChords(compact || alert.state !== 'firing' ? {} : { a: () => { ifMay(form.open); } });
  if (alert.state === 'resolved') return null;
  const taken = alert.state === 'acknowledged';
  const size = compact ? 'compact-sm' : 'sm';
  return (
    <>
      {taken && !compact && (
        <RoleGate needs="operator">
          <Button size={size} variant="default" onClick={form.open}>
            {t(alert.acknowledgedBy === session?.name ? 'alert.change' : 'alert.takeOver')}
          </Button>
        </RoleGate>
      )}
      {taken ? (
        <Withdraw alert={alert} size={size} />
      ) : (
        <RoleGate needs="operator">
          <Button
            size={size}
            variant={compact ? 'default' : 'filled'}
            leftSection={<IconCheck size={15} />}
            rightSection={!compact && <KeyHint keyName="a" />}
            onClick={form.open}
            {...(compact ? { 'aria-label': t('alert.acknowledgeNamed', { name: alert.name }) } : {})}
            aria-keyshortcuts="a"
          >
            {t('alert.acknowledge')}
          </Button>
        </RoleGate>
      )}
      <AcknowledgeForm alerts={opened ? [alert] : []} onClose={form.close} />
    </>
  );
}

function Withdraw({ alert: { fingerprint, name }, size }: { readonly alert: Alert; readonly size: string }): ReactElement {
  const { t } = useTranslation();
  const unacknowledge = useUnacknowledge();
  const tellFailure = useFailureNotice();
  return (
    <RoleGate needs="operator">
      <Button
        size={size}
        variant="default"
        loading={unacknowledge.isPending}
        onClick={() => { unacknowledge.mutate(fingerprint, { onError: (error) => { tellFailure(error, name); } }); }}
        aria-label={t('alert.unacknowledgeNamed', { name })}
      >
        {t('alert.unacknowledge')}
      </Button>
    </RoleGate>
  );
}
