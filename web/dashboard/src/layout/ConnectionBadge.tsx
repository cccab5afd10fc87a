import { Tooltip, UnstyledButton } from '@mantine/core';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { ConnectionState } from '../api/live';
import { useConnectionState, useOverviewFeed } from '../api/overview';
import type { State } from '../components/StateIcon';
import styles from './Shell.module.css';

const STATES: Readonly<Record<ConnectionState, State>> = {
  connected: 'ok',
  reconnecting: 'warning',
  disconnected: 'critical',
};

/** Whether what is shown is live. A click tries at once. */
export function ConnectionBadge(): ReactElement {
  const { t } = useTranslation();
  const { live } = useOverviewFeed();
  const state = useConnectionState();
  const color = STATES[state];
  const text = t(`connection.${state}`);
  return (
    <Tooltip label={t(`connection.${state}Hint`)} multiline maw={260}>
      <UnstyledButton
        className={`${styles['badge'] ?? ''} ${styles[state] ?? ''}`}
        style={{ color: `var(--state-${color})`, background: `var(--state-${color}-soft)` }}
        onClick={() => { live.retryNow(); }}
        data-testid="connection"
        data-state={state}
      >
        <span className={styles['dot']} aria-hidden />
        <span role="status">{text}</span>
      </UnstyledButton>
    </Tooltip>
  );
}
