import { Button, Group, Text } from '@mantine/core';
import { IconBellOff, IconCheck } from '@tabler/icons-react';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { Alert } from '../../api/alerts';
import { RoleGate } from '../../components/RoleGate';
import styles from './BulkBar.module.css';

interface BulkBarProps {
  readonly ticked: readonly Alert[];
  readonly onAcknowledge: (alerts: readonly Alert[]) => void;
  readonly onSilence: (alerts: readonly Alert[]) => void;
  readonly onClear: () => void;
}

/** What can be done with all that is ticked; over the list's end, so that nothing moves. */
export function BulkBar({ ticked, onAcknowledge, onSilence, onClear }: BulkBarProps): ReactElement | null {
  const { t } = useTranslation();
  if (ticked.length === 0) return null;
  const firing = ticked.filter(({ state }) => state === 'firing');
  return (
    <Group className={styles['bar']} role="toolbar" aria-label={t('alerts.ticked', { count: ticked.length })} gap="xs">
      <Text size="sm" fw={600} aria-live="polite">
        {t('alerts.ticked', { count: ticked.length })}
      </Text>
      <RoleGate needs="operator" unless={firing.length === 0 ? t('alerts.noneFiring') : null}>
        <Button size="compact-md" leftSection={<IconCheck size={15} />} onClick={() => { onAcknowledge(firing); }}>
          {t('alert.acknowledgeMany', { count: firing.length })}
        </Button>
      </RoleGate>
      <RoleGate needs="operator">
        <Button size="compact-md" variant="default" leftSection={<IconBellOff size={15} />} onClick={() => { onSilence(ticked); }}>
          {t('alerts.silence')}
        </Button>
      </RoleGate>
      <Button size="compact-md" variant="subtle" onClick={onClear}>
        {t('clear')}
      </Button>
    </Group>
  );
}
