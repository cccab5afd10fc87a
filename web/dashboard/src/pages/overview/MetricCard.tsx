import { Group, Text, Tooltip, VisuallyHidden } from '@mantine/core';
import { IconArrowDownRight, IconArrowRight, IconArrowUpRight } from '@tabler/icons-react';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { Sparkline } from '../../charts/Sparkline';
import { Panel } from '../../components/Panel';
import { StateIcon, type State } from '../../components/StateIcon';
import { formatDigits, NO_VALUE } from '../../lib/formatNumber';
import type { Change } from './baselineRow';
import styles from './overview.module.css';

interface MetricCardProps {
  readonly title: string;
  readonly value: string;
  readonly unit: string;
  /** The last minute; nothing where one minute says nothing. */
  readonly line?: { readonly values: readonly (number | null)[]; readonly color: string };
  /** Against the baseline; null when unknown. */
  readonly change?: Change | null;
  readonly state?: State;
  readonly note?: string;
}

export function MetricCard({ title, value, unit, line, change = null, state, note }: MetricCardProps): ReactElement {
  return (
    <Panel>
      <div className={styles['card']}>
        <Group justify="space-between" wrap="nowrap" gap="xs">
          <Group gap={6} wrap="nowrap" miw={0}>
            {state !== undefined && state !== 'ok' && <StateIcon state={state} size={16} />}
            <Text size="sm" c="dimmed" fw={500} truncate>
              {title}
            </Text>
          </Group>
          {change !== null && <Against change={change} />}
        </Group>
        <div className={styles['value']}>
          <span className="numeric">{value}</span> <span className={styles['unit']}>{unit}</span>
        </div>
        {line !== undefined && <Sparkline {...line} />}
        <Text size="xs" c="dimmed" className="numeric" truncate mih={18}>
          {note}
        </Text>
      </div>
    </Panel>
  );
}

/** Which way and how far the value went from the baseline; coloured only where that is more than chance. */
function Against({ change: { percent, isBetter, row } }: { readonly change: Change }): ReactElement {
  const { t, i18n } = useTranslation();
  const Arrow = percent > 0 ? IconArrowUpRight : percent < 0 ? IconArrowDownRight : IconArrowRight;
  const color = isBetter === null ? 'dimmed' : `var(--state-${isBetter ? 'ok' : 'warning'})`;
  const digits = (value: number | undefined): string => (value === undefined ? NO_VALUE : formatDigits(value, i18n.language, 4));
  return (
    <Tooltip multiline maw={320} label={t('overview.againstBaseline', { before: digits(row.before?.median), after: digits(row.after?.median), unit: row.unit, reason: row.reason })}>
      <Text component="span" size="xs" fw={600} c={color} className={`numeric ${styles['trend'] ?? ''}`}>
        <Arrow size={14} aria-hidden />
        {percent > 0 ? '+' : ''}
        {formatDigits(percent, i18n.language, 3)}%
        <VisuallyHidden> {t('overview.sinceBaseline')}</VisuallyHidden>
      </Text>
    </Tooltip>
  );
}
